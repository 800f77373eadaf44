"""Lists that were copied as paragraphs with a bullet or a number in front, made lists again.

Word says of each paragraph that it is an item, of which level, and draws its sign as text. Word on the web copies a
list for each item. People type bullets and numbers by hand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html as lxml_html

from lscb_site.text.formatted.styles import Element, classes_of, style_of

LEVEL = re.compile(r"level(\d{1,3})")
DEEPEST = 9  # level of a list of Word
BULLETS = "•·▪◦‣●○■□◆➢➤✓✔§❖→"
BULLET = re.compile(rf"\s*[{BULLETS}\-–o](?=\s)\s*|\s*[{BULLETS}](?!\s)")
TYPED_BULLET = re.compile(r"\s*[•▪◦‣●■➢➤❖][ \t\xa0]*(?=\S)")
NUMBER = re.compile(r"\s*\(?((?:\d+\.)*\d+|[a-z]|[ivxlc]+)[.)](?=\s|$)\s*|\s*(\d+(?:\.\d+)+)(?=\s|$)\s*", re.IGNORECASE)
TYPED_NUMBER = re.compile(r"\s*(\d{1,3})[.)](?:[ \xa0]*\t[ \t\xa0]*|[ \xa0]{2,})(?=\S)")
SIGNS = " ().\t\n\xa0"
LISTS = ("ul", "ol")


@dataclass
class Item:
    element: Element
    level: int
    sign: str  # as Word drew it: "1.", "a)", "•"; empty when it drew none
    is_numbered: bool

    @property
    def number(self) -> int | None:
        """Its last part: 2 for "1.2" and for "b)"."""
        found = re.search(r"(\d{1,4})[.)]?\s*$", self.sign)
        if self.kind in ("a", "A"):
            return ord(self.sign.strip(SIGNS).lower()) - ord("a") + 1
        return int(found[1]) if found else None

    @property
    def kind(self) -> str:
        """Of its `ol`: "a" and "i" where letters or Roman figures count."""
        sign = self.sign.strip(SIGNS)
        if re.fullmatch(r"i+", sign, re.IGNORECASE):
            return sign[0]
        return ("a" if sign.islower() else "A") if len(sign) == 1 and sign.isalpha() else ""


def make_lists(root: Element) -> None:
    hold_loose_items(root)
    for wrapper in [each for each in root.iter("div") if "listcontainerwrapper" in classes_of(each)]:
        if wrapper.getparent() is not None:
            unpack(wrapper)
    for parent in list(root.iter()):
        for run in list(runs(parent)):
            build(run)
    for inner in [each for each in root.iter(*LISTS) if each.getparent().tag in LISTS]:
        into_an_item(inner)


def hold_loose_items(root: Element) -> None:
    """Items without a list around them, as a browser copies some out of the middle of one."""
    made: list[Element] = []
    for menu in root.iter("menu"):
        menu.tag = "ul"
    for item in [each for each in root.iter("li") if each.getparent().tag not in LISTS]:
        holder = item.getprevious()
        if holder is None or holder not in made or (holder.tail or "").strip():
            holder = lxml_html.Element("ul")
            item.addprevious(holder)
            made.append(holder)
        tail, item.tail = item.tail, None
        holder.append(item)
        holder.tail = tail


def unpack(wrapper: Element) -> None:
    """Word on the web: a list for each item, which says its level. They become items of one list."""
    for each in [found for found in wrapper if found.tag in LISTS]:
        for item in [found for found in each if found.tag == "li"]:
            item.tag = "p"
            level = item.get("data-aria-level") or item.get("aria-level") or "1"
            sign = "•" if each.tag == "ul" else f"{item.get('data-aria-posinset') or 1}."
            item.set("style", f"mso-list:l0 level{level} lfo1")
            item.set("data-sign", sign)
            for paragraph in list(item.iter("p", "div")):
                if paragraph is not item:
                    paragraph.drop_tag()
        each.drop_tag()
    wrapper.drop_tag()


def runs(parent: Element) -> Iterator[list[Item]]:
    """Paragraphs that stand side by side and are items of a list."""
    run: list[Item] = []
    for child in parent:
        item = item_of(child) or typed_item(child)
        if item is None and run and continues(child):
            run.append(Item(child, run[-1].level, "", run[-1].is_numbered))
        elif item:
            if run and not belongs(item, run):
                yield run
                run = []
            run.append(item)
        elif run:
            yield run
            run = []
        if run and (child.tail or "").strip():
            yield run
            run = []
    if run:
        yield run


def item_of(element: Element) -> Item | None:
    """A paragraph of Word or Outlook that says it is an item."""
    if element.tag not in ("p", "div"):
        return None
    said = style_of(element).get("mso-list", "")
    level, marker = LEVEL.search(said), marker_of(element)
    is_list_paragraph = any(name.startswith("msolist") for name in classes_of(element))
    if not (level or (is_list_paragraph and (marker is not None or BULLET.match(text_of(element))))):
        return None
    sign = element.get("data-sign") or take_sign(element, marker)
    if level is None and not sign.strip():
        return None
    return Item(element, min(int(level[1]), DEEPEST) if level else 1, sign, bool(NUMBER.fullmatch(sign.strip())))


def typed_item(element: Element) -> Item | None:
    """A paragraph before which somebody typed a bullet, or a number and a tab, with others like it beside it."""
    if element.tag != "p":
        return None
    bullet, number = TYPED_BULLET.match(text_of(element)), TYPED_NUMBER.match(text_of(element))
    for pattern, found in ((TYPED_BULLET, bullet), (TYPED_NUMBER, number)):
        if found and any(
            beside is not None and beside.tag == "p" and pattern.match(text_of(beside))
            for beside in (element.getprevious(), element.getnext())
        ):
            return Item(element, 1, f"{number[1]}." if number else "•", bool(number))
    return None


def belongs(item: Item, run: list[Item]) -> bool:
    """On the first level a bullet does not go on with numbers, nor 7 after 3: each would be counted otherwise."""
    if item.level > 1:
        return True
    on_first = [each for each in run if each.level == 1 and each.sign]
    if not on_first:
        return True
    if on_first[-1].is_numbered != item.is_numbered:
        return False
    before = on_first[-1].number
    return not item.is_numbered or before is None or item.number in (None, before + 1)


def continues(element: Element) -> bool:
    """A second paragraph inside an item: Word's list paragraph without a sign."""
    return element.tag == "p" and any(name.startswith("msolistparagraph") for name in classes_of(element))


def marker_of(element: Element) -> Element | None:
    for each in element.iter():
        if style_of(each).get("mso-list") == "ignore" and each is not element:
            return each
    return None


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def take_sign(element: Element, marker: Element | None) -> str:
    """The sign that was drawn before its words; it is taken out of them."""
    if marker is not None:
        sign = text_of(marker)
        marker.drop_tree()
        return sign
    found = BULLET.match(text_of(element)) or NUMBER.match(text_of(element))
    if not found:
        return ""
    cut(element, found.end())
    return found.group()


def cut(element: Element, length: int) -> None:
    """Takes so many signs off the beginning of its text."""
    for owner, place in pieces(element):
        text = getattr(owner, place) or ""
        setattr(owner, place, text[length:])
        length -= min(length, len(text))
        if not length:
            return


def pieces(element: Element) -> Iterator[tuple[Element, str]]:
    """Where its text stands, in the order in which it is read."""
    yield element, "text"
    for child in element:
        yield from pieces(child)
        yield child, "tail"


def build(run: list[Item]) -> None:
    """Puts the items of a run into lists, one inside the other by their levels."""
    open_lists: list[tuple[int, Element]] = []
    for item in run:
        while open_lists and open_lists[-1][0] > item.level and len(open_lists) > 1:
            open_lists.pop()
        if not open_lists:
            made = new_list(item)
            made.tail, item.element.tail = None, None
            item.element.addprevious(made)
            open_lists.append((item.level, made))
        elif item.level > open_lists[-1][0] and len(open_lists[-1][1]):
            made = new_list(item)
            open_lists[-1][1][-1].append(made)
            open_lists.append((item.level, made))
        holder = open_lists[-1][1]
        if continues(item.element) and not item.sign and len(holder):
            add_paragraph(holder[-1], item.element)
            continue
        if typed := (TYPED_NUMBER if item.is_numbered else TYPED_BULLET).match(text_of(item.element)):
            cut(item.element, typed.end())
        entry = item.element
        entry.tag, entry.tail = "li", None
        holder.append(entry)


def new_list(item: Item) -> Element:
    made = lxml_html.Element("ol" if item.is_numbered else "ul")
    if item.is_numbered:
        if item.kind:
            made.set("type", item.kind)
        if (item.number or 1) > 1:
            made.set("start", str(item.number))
    return made


def add_paragraph(item: Element, paragraph: Element) -> None:
    """A further paragraph of an item: what the item says so far becomes a paragraph too."""
    if not any(child.tag == "p" for child in item):
        first = lxml_html.Element("p")
        first.text, item.text = item.text, None
        for child in list(item):
            if child.tag in LISTS:
                break
            first.append(child)
        item.insert(0, first)
    paragraph.tail = None
    item.append(paragraph)


def into_an_item(inner: Element) -> None:
    """Google Docs and Outlook put a list straight into a list; it belongs to the item before it."""
    before = inner.getprevious()
    tail, inner.tail = inner.tail, None
    if before is not None and before.tag == "li":
        before.append(inner)
        before.tail = (before.tail or "") + (tail or "")
    else:
        item = lxml_html.Element("li")
        inner.addprevious(item)
        item.append(inner)
        item.tail = tail
