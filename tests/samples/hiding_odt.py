"""OpenDocument files that hide something, one for each way to do it."""

from collections.abc import Callable

from tests.samples import documents
from tests.samples.hiding import SECRET, Hiding
from tests.samples.office_parts import (
    odt,
    photo,
)


def text_style(properties: str, *, family: str = "text", more: str = "") -> str:
    style = f'<style:style style:name="T1" style:family="{family}">{more}'
    return f"{style}<style:text-properties {properties}/></style:style>"


def odt_span(properties: str, more: str = "") -> Callable[[], bytes]:
    body = f'<text:p>Then <text:span text:style-name="T1">{SECRET}</text:span> and on.</text:p>'
    return lambda: odt(body, automatic=text_style(properties) + more)


def odt_changes(change: str, body: str) -> bytes:
    return odt(
        f'<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1">{change}</text:changed-region>'
        f"</text:tracked-changes>{body}"
    )


def change_info(who: str = "A reviewer") -> str:
    return (
        f"<office:change-info><dc:creator>{who}</dc:creator><dc:date>2024-01-02T03:04:05</dc:date></office:change-info>"
    )


def odt_frame(style: str, **sides: str) -> bytes:
    where = " ".join(f'svg:{name}="{value}"' for name, value in sides.items())
    return odt(
        f"<text:p><draw:frame {style} {where}><draw:text-box><text:p>{SECRET}</text:p></draw:text-box></draw:frame>"
        "</text:p>"
    )


def odt_picture(clip: str) -> bytes:
    style = (
        '<style:style style:name="fr1" style:family="graphic"><style:graphic-properties '
        f'fo:clip="{clip}"/></style:style>'
    )
    body = (
        '<text:p><draw:frame draw:style-name="fr1" svg:width="5cm" svg:height="4cm"><draw:image '
        'xlink:href="Pictures/one.jpg"/></draw:frame></text:p>'
    )
    return odt(body, automatic=style, parts={"Pictures/one.jpg": photo()})


def odt_object() -> bytes:
    sheet = (
        f"<office:document-content {documents.ODF_NAMESPACES}><office:body><office:spreadsheet>"
        f"<text:p>{SECRET}</text:p></office:spreadsheet></office:body></office:document-content>"
    )
    return odt("<text:p>A table.</text:p>", parts={"Object 1/content.xml": sheet.encode()})


def odt_version() -> bytes:
    listed = (
        '<VL:version-list xmlns:VL="http://openoffice.org/2001/versions-list"><VL:version-entry VL:title="Version1" '
        f'VL:comment="before {SECRET}"/></VL:version-list>'
    )
    return odt("", parts={"VersionList.xml": listed.encode()})


ODT = {
    "odt hidden section": Hiding(
        lambda: odt(f'<text:section text:name="S" text:display="none"><text:p>{SECRET}</text:p></text:section>'),
        "odt",
        "hidden_section",
    ),
    "odt section under a condition": Hiding(
        lambda: odt(
            '<text:section text:name="S" text:display="condition" text:condition="ooow:1 EQ 1" text:is-hidden="true">'
            f"<text:p>{SECRET}</text:p></text:section>"
        ),
        "odt",
        "hidden_section",
    ),
    "odt section under a condition that is always true": Hiding(
        lambda: odt(
            '<text:section text:name="S" text:display="condition" text:condition="ooow:1 EQ 1">'
            f"<text:p>{SECRET}</text:p></text:section>"
        ),
        "odt",
        "hidden_section",
    ),
    "odt script": Hiding(
        lambda: odt(f"<text:p>A word<text:script>{SECRET}</text:script></text:p>"),
        "odt",
        "hidden_text",
    ),
    "odt hidden paragraph": Hiding(
        lambda: odt(f'<text:p><text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>{SECRET}</text:p>'),
        "odt",
        "hidden_text",
    ),
    "odt hidden text field": Hiding(
        lambda: odt(
            f'<text:p><text:hidden-text text:condition="ooow:1" text:string-value="{SECRET}" text:is-hidden="true"/>'
            "and on</text:p>"
        ),
        "odt",
        "hidden_text",
    ),
    "odt conditional text": Hiding(
        lambda: odt(
            '<text:p><text:conditional-text text:condition="ooow:1" text:string-value-if-true="A child" '
            f'text:string-value-if-false="{SECRET}">A child</text:conditional-text></text:p>'
        ),
        "odt",
        "hidden_text",
    ),
    "odt hidden letters": Hiding(odt_span('text:display="none"'), "odt", "hidden_text"),
    "odt hidden paragraph style": Hiding(
        lambda: odt(
            f'<text:p text:style-name="T1">{SECRET}</text:p>',
            automatic=text_style('text:display="none"', family="paragraph"),
        ),
        "odt",
        "hidden_text",
    ),
    "odt white": Hiding(odt_span('fo:color="#ffffff"'), "odt", "invisible_text"),
    "odt tiny": Hiding(odt_span('fo:font-size="1pt"'), "odt", "invisible_text"),
    "odt tiny by a share": Hiding(odt_span('fo:font-size="5%"'), "odt", "invisible_text"),
    "odt transparent": Hiding(odt_span('loext:opacity="0%"'), "odt", "invisible_text"),
    "odt black on black": Hiding(odt_span('fo:color="#000000" fo:background-color="#000000"'), "odt", "covered_text"),
    "odt deletion": Hiding(
        lambda: odt_changes(
            f"<text:deletion>{change_info()}<text:p>{SECRET}</text:p></text:deletion>",
            '<text:p>Kept<text:change text:change-id="c1"/></text:p>',
        ),
        "odt",
        "tracked_deletion",
    ),
    "odt insertion": Hiding(
        lambda: odt_changes(
            f"<text:insertion>{change_info()}</text:insertion>",
            '<text:p>Old <text:change-start text:change-id="c1"/>new words'
            '<text:change-end text:change-id="c1"/></text:p>',
        ),
        "odt",
        "tracked_insertion",
        "",
    ),
    "odt author of a change": Hiding(
        lambda: odt_changes(f"<text:insertion>{change_info(SECRET)}</text:insertion>", ""), "odt", "revision_author"
    ),
    "odt comment": Hiding(
        lambda: odt(
            f"<text:p>Words<office:annotation><dc:creator>A reviewer</dc:creator><text:p>{SECRET}</text:p>"
            "</office:annotation></text:p>"
        ),
        "odt",
        "comment",
    ),
    "odt author": Hiding(
        lambda: odt("", meta=f"<meta:initial-creator>{SECRET}</meta:initial-creator>"), "odt", "property_person"
    ),
    "odt custom property": Hiding(
        lambda: odt("", meta=f'<meta:user-defined meta:name="Child">{SECRET}</meta:user-defined>'),
        "odt",
        "property_person",
    ),
    "odt field not shown": Hiding(
        lambda: odt(
            f'<text:user-field-decls><text:user-field-decl text:name="n" office:value-type="string" '
            f'office:string-value="{SECRET}"/></text:user-field-decls>'
        ),
        "odt",
        "hidden_text",
    ),
    "odt object": Hiding(odt_object, "odt", "embedded_object"),
    "odt cropped picture": Hiding(lambda: odt_picture("rect(0cm, 1cm, 0cm, 1cm)"), "odt", "cropped_picture", ""),
    "odt located photograph": Hiding(
        lambda: odt("", parts={"Pictures/p.jpg": photo(located=True)}), "odt", "picture_location", ""
    ),
    "odt frame off the page": Hiding(
        lambda: odt_frame('text:anchor-type="page"', width="5cm", height="2cm", x="60cm", y="1cm"),
        "odt",
        "outside_page",
    ),
    "odt frame without width": Hiding(
        lambda: odt_frame('text:anchor-type="page"', width="0.01cm", height="2cm"), "odt", "invisible_text"
    ),
    "odt version": Hiding(odt_version, "odt", "earlier_words"),
}
