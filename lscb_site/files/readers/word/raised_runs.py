"""Letters of a Word document that stand higher or lower than their line, however it says so: “999²” is never 9992."""

from lxml import etree

from lscb_site.files.readers.package_parts import Element, child, value_of
from lscb_site.files.readers.word.styles import WordStyles, look_of_letters, whole_number

RAISED, LOWERED = "superscript", "subscript"
USUAL_SIZE = 20  # half points, where nothing states one (ECMA-376 part 1, 17.3.2.38)
SMALLER = 0.85  # of the letters around: what is only moved a little is as large as they are


def mark_raised(root: Element, styles: WordStyles) -> None:
    """Says of each run in its own properties whether it is raised or lowered, which is where readers look for it.

    A reference to a note is set off by itself."""
    known: dict[str, str] = {}
    for run in root.iter("{*}r"):
        properties = child(run, "rPr")
        if properties is None or child(properties, "vertAlign") is not None or child(run, "t") is None:
            continue
        style_id = value_of(child(properties, "rStyle"))
        if style_id not in known:
            stated = [child(style, "rPr", "vertAlign") for style in styles.chain(style_id)]
            known[style_id] = next((value_of(each) for each in stated if each is not None), "")
        level = known[style_id] or _moved(run, properties, styles)
        if level in (RAISED, LOWERED):
            name = properties.tag.removesuffix("rPr")
            etree.SubElement(properties, f"{name}vertAlign", {f"{name}val": level})


def _moved(run: Element, properties: Element, styles: WordStyles) -> str:
    """Of letters that are moved by hand, and made smaller."""
    move = whole_number(value_of(child(properties, "position"))) or 0
    size = look_of_letters(properties).size
    if not move or size is None:
        return ""
    paragraph = next(run.iterancestors("{*}p"), None)
    style = styles.look("paragraph", value_of(child(paragraph, "pPr", "pStyle")))
    beside = [each for each in (run.getprevious(), run.getnext()) if each is not None]
    sizes = [look_of_letters(child(each, "rPr")).size for each in beside]
    around = max((each for each in sizes if each), default=styles.defaults.under(style).size or USUAL_SIZE)
    return (RAISED if move > 0 else LOWERED) if size <= around * SMALLER else ""
