"""OpenDocument files and presentations that look as if they hid something, and do not."""

import io

import pptx
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from tests.samples.hiding_odt import change_info
from tests.samples.hiding_pptx import P, cover, deck_with, pptx_chart, write
from tests.samples.innocent import WORDS, Innocent
from tests.samples.office_parts import (
    SEEN,
    odt,
    photo,
)


def odt_dark_cell() -> bytes:
    styles = (
        '<style:style style:name="C1" style:family="table-cell"><style:table-cell-properties '
        'fo:background-color="#1f3864"/></style:style><style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:color="#ffffff"/></style:style>'
    )
    cell = f'<text:p><text:span text:style-name="T1">{WORDS}</text:span></text:p>'
    return odt(
        '<table:table><table:table-row><table:table-cell table:style-name="C1" office:value-type="string">'
        f"{cell}</table:table-cell></table:table-row></table:table>",
        automatic=styles,
    )


ODT = {
    "odt section under a condition that does not hold": Innocent(
        lambda: odt(
            '<text:section text:name="S" text:display="condition" text:condition="ooow:1 EQ 2">'
            f"<text:p>{WORDS}</text:p></text:section>"
        ),
        "odt",
    ),
    "odt dark table head": Innocent(odt_dark_cell, "odt"),
    "odt section": Innocent(
        lambda: odt(f'<text:section text:name="S" text:protected="true"><text:p>{WORDS}</text:p></text:section>'), "odt"
    ),
    "odt condition that holds": Innocent(
        lambda: odt(
            '<text:section text:name="S" text:display="condition" text:condition="ooow:0">'
            f"<text:p>{WORDS}</text:p></text:section>"
        ),
        "odt",
    ),
    "odt small print": Innocent(
        lambda: odt(
            f'<text:p><text:span text:style-name="T1">{WORDS}</text:span></text:p>',
            automatic='<style:style style:name="T1" style:family="text"><style:text-properties fo:font-size="6pt"/>'
            "</style:style>",
        ),
        "odt",
    ),
    "odt insertion mark alone": Innocent(
        lambda: odt(
            "<text:tracked-changes><text:changed-region text:id='c1'><text:format-change>"
            f"{change_info('')}</text:format-change></text:changed-region></text:tracked-changes><text:p>{WORDS}</text:p>"
        ),
        "odt",
    ),
    "odt picture not cropped": Innocent(
        lambda: odt(
            f'<text:p>{WORDS}<draw:frame draw:style-name="fr1" svg:width="5cm" svg:height="4cm"><draw:image '
            'xlink:href="Pictures/one.jpg"/></draw:frame></text:p>',
            automatic='<style:style style:name="fr1" style:family="graphic"><style:graphic-properties '
            'fo:clip="rect(0cm, 0cm, 0cm, 0cm)"/></style:style>',
            parts={"Pictures/one.jpg": photo()},
        ),
        "odt",
    ),
}


def dark_shape(slide, deck) -> None:
    shape = cover(slide, colour="1F3864")
    shape.text_frame.text = WORDS
    shape.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def transparent_shape(slide, deck) -> None:
    write(slide, WORDS)
    cover(slide).fill.background()


def see_through_shape(slide, deck) -> None:
    write(slide, WORDS)
    shape = cover(slide, colour="FFFF00")
    colour = shape._element.spPr.find(".//{*}srgbClr")
    colour.append(colour.makeelement(colour.tag.replace("srgbClr", "alpha"), {"val": "40000"}))


def shape_behind(slide, deck) -> None:
    cover(slide, colour="D9E2F3")
    write(slide, WORDS)


def white_on_dark_shape_behind(slide, deck) -> None:
    cover(slide, colour="1F3864")
    write(slide, WORDS).text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def white_on_dark_slide(slide, deck) -> None:
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor(0x1F, 0x38, 0x64)
    write(slide, WORDS).text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)
    slide.shapes[0].text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def partly_off(slide, deck) -> None:
    write(slide, WORDS, left=8.5)


def small_print(slide, deck) -> None:
    write(slide, WORDS).text_frame.paragraphs[0].runs[0].font.size = Pt(6)


def line_below(slide, deck) -> None:
    write(slide, WORDS, width=8.0)
    cover(slide, left=1.1, top=2.45, width=3.0, height=0.03, colour="1F3864")


def picture_with_holes(slide, deck) -> None:
    from PIL import Image

    write(slide, WORDS)
    written = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(written, "PNG")
    slide.shapes.add_picture(io.BytesIO(written.getvalue()), Inches(0.9), Inches(1.9), Inches(4.2), Inches(0.8))


def appearing(slide, deck) -> None:
    """A shape that comes and goes shows what it covers."""
    write(slide, WORDS)
    shape = cover(slide)
    timing = f'<p:timing {P}><p:tnLst><p:spTgt spid="{shape.shape_id}"/></p:tnLst></p:timing>'
    slide._element.append(pptx.oxml.parse_xml(timing))


def footer_layout(slide, deck) -> None:
    other = deck.slides.add_slide(deck.slide_layouts[1])
    other.shapes.title.text, other.placeholders[1].text = WORDS, "One\nTwo"


PPTX = {
    "pptx dark shape": Innocent(deck_with(dark_shape), "pptx"),
    "pptx empty shape above": Innocent(deck_with(transparent_shape), "pptx"),
    "pptx marker above": Innocent(deck_with(see_through_shape), "pptx"),
    "pptx shape behind": Innocent(deck_with(shape_behind), "pptx"),
    "pptx white on a dark shape": Innocent(deck_with(white_on_dark_shape_behind), "pptx"),
    "pptx white on a dark slide": Innocent(deck_with(white_on_dark_slide), "pptx"),
    "pptx partly off": Innocent(deck_with(partly_off), "pptx"),
    "pptx small print": Innocent(deck_with(small_print), "pptx"),
    "pptx line below": Innocent(deck_with(line_below), "pptx"),
    "pptx picture with holes": Innocent(deck_with(picture_with_holes), "pptx"),
    "pptx shape that comes and goes": Innocent(deck_with(appearing), "pptx"),
    "pptx places of a layout": Innocent(deck_with(footer_layout), "pptx"),
    "pptx chart with its workbook": Innocent(pptx_chart, "pptx", SEEN),
}
