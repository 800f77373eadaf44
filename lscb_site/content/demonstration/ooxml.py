"""Parts of Office Open XML that python-docx leaves to its users."""

import copy
import re

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

LINK = RGBColor(0x0B, 0x5C, 0x66)
# The order in which the schema wants the children of each element. Word is strict where LibreOffice is not.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc rPr sectPr",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
}


def in_order(root):
    for name, children in ORDER.items():
        places = {qn(f"w:{child}"): place for place, child in enumerate(children.split())}
        for element in root.iter(qn(f"w:{name}")):
            element[:] = sorted(element, key=lambda child: places[child.tag])


def borders(properties, **sides):
    frame = element_of("w:pBdr")
    for side, (size, colour, space) in sides.items():
        frame.append(element_of(f"w:{side}", val="single", sz=size, space=space, color=colour))
    properties.append(frame)


def restart(document):
    """A list numbering of its own, so that every list starts at 1."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    old = next(num for num in numbering.num_lst if num.numId == style)
    number = numbering.add_num(old.abstractNumId.val)
    number.add_lvlOverride(0).add_startOverride(1)
    return number.numId


def number_of(identity):
    properties = element_of("w:numPr")
    properties.append(element_of("w:ilvl", val="0"))
    properties.append(element_of("w:numId", val=str(identity)))
    return properties


def bookmark_name(heading):
    return "s_" + re.sub(r"\W+", "_", heading)[:36]


def bookmark(paragraph, name):
    identity = str(abs(hash_of(name)))
    paragraph._p.insert(1, element_of("w:bookmarkStart", id=identity, name=name))
    paragraph._p.append(element_of("w:bookmarkEnd", id=identity))


def hash_of(name):
    return sum((at + 1) * ord(letter) for at, letter in enumerate(name))


def link(paragraph, text, url=None, anchor=None, size=None):
    if url:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        hyperlink = OxmlElement("w:hyperlink")
        hyperlink.set(qn("r:id"), paragraph.part.relate_to(url, kind, is_external=True))
    else:
        hyperlink = element_of("w:hyperlink", anchor=anchor)
    run = paragraph.add_run(text)
    run.font.color.rgb, run.font.underline, run.font.size = LINK, True, Pt(size) if size else None
    hyperlink.append(copy.deepcopy(run._r))
    paragraph._p.replace(run._r, hyperlink)


def float_behind(inline):
    """Lift a picture out of its line into the middle of the page, behind what is written there."""
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:align>center</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:align>center</wp:align></wp:positionV></wp:anchor>'
    )
    for child in list(inline):
        anchor.append(child)
        if child.tag == qn("wp:extent"):
            anchor.append(parse_xml(f'<wp:effectExtent {nsdecls("wp")} l="0" t="0" r="0" b="0"/>'))
            anchor.append(parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"))
    inline.getparent().replace(inline, anchor)


def field(paragraph, code):
    for kind in ("begin", None, "separate", "text", "end"):
        run = paragraph.add_run("1" if kind == "text" else "")
        if kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.text = code
            run._r.append(instruction)
        elif kind != "text":
            run._r.append(element_of("w:fldChar", fldCharType=kind))


def element_of(tag, **attributes):
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
