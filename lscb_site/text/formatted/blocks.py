"""Headings below the page's own title, and paragraphs where there were boxes and line breaks."""

from lxml import html as lxml_html

from lscb_site.text.formatted.allowed import BOXES, HEADINGS
from lscb_site.text.formatted.styles import Element, classes_of

LOWEST = 4
BLOCKS = {"p", "ul", "ol", "dl", "table", "blockquote", "hr", "h2", "h3", "h4"} | BOXES
# They hold paragraphs, or words without one.
HOLDERS = {"li", "td", "th", "dd", "dt", "blockquote", "caption"}
NEEDS_WORDS = ("p", "h2", "h3", "h4", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "caption", "table")
INLINE = ("strong", "b", "em", "i", "sub", "sup", "a", "abbr", "cite", "q", "time")


def headings(root: Element) -> None:
    """The page's title is its heading 1. From a heading 1 of the text on, each level goes one down."""
    lowered = 0
    for element in root.iter():
        level = level_of(element)
        if not level:
            continue
        lowered = 1 if level == 1 else lowered
        element.tag = f"h{min(level + lowered, LOWEST)}"


def level_of(element: Element) -> int:
    if element.tag in HEADINGS:
        return int(element.tag[1])
    if element.tag in ("p", "div") and "msotitle" in classes_of(element):
        return 1
    level = element.get("aria-level") or ""
    return int(level) if element.get("role") == "heading" and level in "123456" and level else 0


def paragraphs(root: Element) -> None:
    for box in [each for each in root.iter(*BOXES) if each is not root]:
        if holds_blocks(box) or holds_one_line(box.getparent(), root):
            unpack(box)
        else:
            box.tag = "p"
    if holds_blocks(root):
        gather(root)
    for holder in list(root.iter("li", "td", "th", "dd", "blockquote")):
        if any(child.tag == "p" for child in holder) or holder.tag == "blockquote":
            gather(holder)
    for paragraph in list(root.iter("p")):
        split(paragraph)
    for element in list(root.iter("p", "h2", "h3", "h4", "li", "td", "th", "dd", "dt")):
        trim(element)


def holds_blocks(element: Element) -> bool:
    return any(child.tag in BLOCKS or holds_blocks(child) for child in element)


def holds_one_line(parent: Element, root: Element) -> bool:
    """A box in a heading, a paragraph or a line of words is only wrapping."""
    while parent is not root and parent is not None:
        if parent.tag in {"p", "h2", "h3", "h4", *INLINE}:
            return True
        parent = parent.getparent()
    return False


def unpack(box: Element) -> None:
    """Its words stay apart from those beside it."""
    if (box.text or "").strip() or len(box):
        gather(box)
    box.drop_tag()


def gather(holder: Element) -> None:
    """Words that stand loose between blocks become paragraphs."""
    children: list[Element] = []
    loose, holder.text = paragraph_of(holder.text), None
    for child in list(holder):
        tail, child.tail = child.tail, None
        if child.tag in BLOCKS or holds_blocks(child):
            put(holder, children, loose)
            children.append(child)
            loose = paragraph_of(tail)
        else:
            loose.append(child)
            child.tail = tail
    put(holder, children, loose)
    holder.extend(children)


def paragraph_of(text: str | None) -> Element:
    made = lxml_html.Element("p")
    made.text = text
    return made


def put(holder: Element, children: list[Element], loose: Element) -> None:
    """A paragraph with words is one more child; of one without, only the space is kept."""
    if "".join(loose.itertext()).strip() or any(child.tag == "br" for child in loose):
        children.append(loose)
    elif not len(loose) and children:
        children[-1].tail = loose.text
    elif not len(loose):
        holder.text = loose.text


def split(paragraph: Element) -> None:
    """Two line breaks, one after the other, end a paragraph: so Outlook and Pages write."""
    following: Element | None = paragraph
    while following is not None:
        following = parted(following)


def parted(paragraph: Element) -> Element | None:
    """What stands after its first two line breaks, as the next paragraph; None where there are none."""
    for line_break in paragraph.iterchildren("br"):
        second = line_break.getnext()
        if second is None or second.tag != "br" or (line_break.tail or "").strip():
            continue
        rest = paragraph_of(second.tail)
        second.tail = None
        rest.extend(list(second.itersiblings()))
        rest.tail, paragraph.tail = paragraph.tail, None
        second.drop_tree()
        line_break.drop_tree()
        paragraph.addnext(rest)
        return rest
    return None


def trim(element: Element) -> None:
    """No line break and no space at its beginning and end."""
    while len(element) and element[0].tag == "br" and not (element.text or "").strip():
        element[0].drop_tree()
    while len(element) and element[-1].tag == "br" and not (element[-1].tail or "").strip():
        element[-1].tail = None
        element[-1].drop_tree()
    if element.text and not element.text.startswith("\n"):
        element.text = element.text.lstrip(" \t\xa0")
    if len(element) and element[-1].tail and not element[-1].tail.endswith("\n"):
        element[-1].tail = element[-1].tail.rstrip(" \t\xa0")
    elif not len(element) and element.text and not element.text.endswith("\n"):
        element.text = element.text.rstrip(" \t\xa0")


def drop_empty(root: Element) -> None:
    """Empty paragraphs and empty marks go; the space of a mark stays."""
    for element in reversed(list(root.iter(*NEEDS_WORDS, *INLINE))):
        if "".join(element.itertext()).strip():
            continue
        if element.tag in INLINE:
            element.drop_tag()
        else:
            element.text = None
            for child in list(element):
                child.drop_tree()
            element.drop_tree()
    for element in root.iter():
        if element is not root and (element.tail or "").isspace() and element.tail.count("\n") > 1:
            element.tail = "\n"
