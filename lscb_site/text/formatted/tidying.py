"""The steps that make a pasted text the site's own, in their order."""

import re
from dataclasses import dataclass
from functools import lru_cache

import nh3
from lxml import html as lxml_html

from lscb_site.text.characters import clean_text
from lscb_site.text.formatted import allowed, blocks, links, lists, styles
from lscb_site.text.formatted.removed import Removed
from lscb_site.text.formatted.sheets import written_out
from lscb_site.text.formatted.styles import Element
from lscb_site.text.formatted.tables import name_columns

# Tags inside which lxml, unlike a browser, allows no paragraph. They are read under other names.
FRAGILE = re.compile(r"<(/?)(b|i|u|s|strike|big|small|tt|a|address|h[1-6])(?=[\s>])")
OTHER_NAME = "x-"
DEEPEST = 100  # elements one inside another; what stands deeper would be dropped by a parser without a word
TAG = re.compile(r"""<(/?)([a-z][^\s>/]*)(?:"[^"]*"|[^">])*>""")
ALONE = {"br", "hr", "img", "wbr", "col"}  # they are never closed
WHOLE = lxml_html.HTMLParser(huge_tree=True)  # the other one drops a text of ten megabytes
MOST_TIMES = 4  # tags that were torn apart leave something to do again
EMBEDDED = re.compile(r"<(?:iframe|object|embed|video|audio|svg|canvas|math)[\s>/]", re.IGNORECASE)
DRAWN = re.compile(r"<v:imagedata\b", re.IGNORECASE)  # how Word writes a picture for itself, in a comment
EMOJI = re.compile("[^\x00-\u00ff]{1,4}")
SPACES = re.compile(r"[ \t\xa0]*[\t\xa0][ \t\xa0]*| {2,}")
READ_ATTRIBUTES = {"style", "class", "id", "align", "role", "aria-level", "hidden"}


@dataclass(frozen=True)
class Tidied:
    html: str
    removed: Removed


@lru_cache(maxsize=64)  # saving asks for the same text several times
def tidied(text: str) -> Tidied:
    """Formatted text with the site's structure and links only, and what was taken away from it. Never refuses.

    What it returns it returns again for itself, so that a text which is saved untouched stays as it is.
    """
    removed = Removed()
    found = once(text, removed)
    for _ in range(MOST_TIMES):
        before, found = found, once(found, Removed())
        if found == before:
            break
    return Tidied(found, removed)


def once(text: str, removed: Removed) -> str:
    text = clean_text(text)
    if "<" not in text and "&" not in text:
        return last_clean(text)
    root = read(text)
    written_out(root, text)
    take_away(root, removed)
    pictures(root, text, removed)
    removed.add("embedded", len(EMBEDDED.findall(text)))
    drawn_spaces(root)
    links_of(root, removed)
    blocks.headings(root)
    lists.make_lists(root)
    inline(root, removed)
    single_spaces(root)
    blocks.paragraphs(root)
    blocks.drop_empty(root)
    name_columns(root)
    return last_clean(written(root))


def read(text: str) -> Element:
    """As a browser reads it: nh3 follows HTML's own rules, lxml gives the tree."""
    attributes = {tag: READ_ATTRIBUTES | allowed.ATTRIBUTES.get(tag, set()) for tag in allowed.READ}
    attributes["img"] = attributes["img"] | {"alt", "width", "height", "src"}
    attributes["font"] = attributes["font"] | {"color", "face", "size"}
    whole = nh3.clean(
        text,
        tags=allowed.READ,
        clean_content_tags=allowed.NOT_TEXT,
        attributes=attributes,
        generic_attribute_prefixes={"data-"},
        url_schemes=allowed.SCHEMES
        | {"file", "javascript", "vbscript", "data", "cid", "blob", "about", "ms-word"}
        | {"outlook", "onenote", "x-apple-data-detectors", "c", "d", "h", "s", "u", "p", "g", "m"},
        link_rel=None,
    )
    whole = FRAGILE.sub(rf"<\1{OTHER_NAME}\2", shallow(clean_text(whole)))
    root = lxml_html.fragment_fromstring(whole, create_parent="div", parser=WHOLE)
    for element in root.iter():
        element.tag = element.tag.removeprefix(OTHER_NAME)
    return root


def shallow(text: str) -> str:
    """Without the tags that stand too deep, as around a mail that was answered a hundred times. Their words stay."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2] in ALONE:
            return tag[0]
        if tag[1]:
            depth -= 1
            is_deep = depth >= DEEPEST
        else:
            is_deep = depth >= DEEPEST
            depth += 1
        return tag[0] if not is_deep else "" if tag[2] in {*blocks.INLINE, *allowed.LOOKS} else " "

    return TAG.sub(kept, text)


def last_clean(text: str) -> str:
    """Whatever the steps before did, nothing else than this is stored."""
    return nh3.clean(
        text,
        tags=allowed.TAGS,
        attributes=allowed.ATTRIBUTES,
        generic_attribute_prefixes=allowed.PREFIXES,
        url_schemes=allowed.SCHEMES,
        link_rel=None,
    ).strip()


def written(root: Element) -> str:
    whole: str = lxml_html.tostring(root, encoding="unicode", with_tail=False)
    return whole[whole.index(">") + 1 : whole.rindex("<")]


def take_away(root: Element, removed: Removed) -> None:
    """Comments, deleted text and hidden text: each with what stands inside it."""
    for element in [each for each in root.iter() if each is not root]:
        if not is_inside(element, root):
            continue
        kind = next((kind for kind, is_one in GOES.items() if is_one(element)), "")
        if not kind:
            continue
        if kind == "comment":
            removed.add(kind, comments_in(element))
        elif "".join(element.itertext()).strip():
            removed.add(kind)
        element.drop_tree()


GOES = {"comment": styles.is_comment, "deleted": styles.is_deleted, "hidden": styles.is_hidden}


def is_inside(element: Element, root: Element) -> bool:
    """Whether it is still there: what stood inside something that went is gone with it."""
    while element is not None and element is not root:
        element = element.getparent()
    return element is root


def comments_in(element: Element) -> int:
    """A comment is counted where its words stand, not where its mark stands."""
    each = [one for one in element.iter() if styles.style_of(one).get("mso-element") == "comment"]
    if each:
        return len(each)
    return 1 if {"msocommenttext", "msocomtxt"} & styles.classes_of(element) else 0


def pictures(root: Element, text: str, removed: Removed) -> None:
    """None can stand in a text. The small ones that stand for a letter, such as a smile, become that letter."""
    found = 0
    for picture in list(root.iter("img")):
        alt = (picture.get("alt") or "").strip()
        is_letter = bool(EMOJI.fullmatch(alt))
        if is_letter:
            put_text(picture, alt)
        elif not {picture.get("width"), picture.get("height")} & {"0", "1"}:  # a counter of readers is no picture
            found += 1
        picture.drop_tree()
    removed.add("picture", max(found, len(DRAWN.findall(text))))


def put_text(element: Element, text: str) -> None:
    element.tail = text + (element.tail or "")


def drawn_spaces(root: Element) -> None:
    """Tabs that Word draws with spaces, and lines that are shown as they were typed."""
    for element in root.iter():
        if "mso-tab-count" in styles.style_of(element):
            element.text = "\t"
        elif element.tag == "pre":
            keep_lines(element)


def single_spaces(root: Element) -> None:
    """One space where several looked like one, or like a wide one."""
    for element in root.iter():
        for place in ("text", "tail"):
            if value := getattr(element, place):
                setattr(element, place, SPACES.sub(" ", value))


def keep_lines(element: Element) -> None:
    """Lines of a text that is shown as it was typed."""
    first, *others = (element.text or "").strip("\n").split("\n")
    element.text = first
    for number, line in enumerate(others):
        line_break = lxml_html.Element("br")
        line_break.tail = line
        element.insert(number, line_break)


def links_of(root: Element, removed: Removed) -> None:
    for link in list(root.iter("a")):
        href = links.true_address(link.get("href") or "")
        if href and not links.leads_nowhere(href) and not links.leads_inside(href):
            link.set("href", href)
        elif not any(name.startswith("data-cms-") for name in link.attrib):
            if links.leads_nowhere(href):
                removed.add("link")
            link.drop_tag()


def inline(root: Element, removed: Removed) -> None:
    """Styles that mean something become elements; those that are looks go, and it is said which."""
    for element in [each for each in root.iter() if each is not root]:
        styles.note_looks(element, removed)
        if styles.is_undone(element):
            element.drop_tag()
        elif element.tag in allowed.LOOKS or element.tag in ("dfn", "bdi", "bdo", "wbr"):
            wrap(element, list(styles.meanings(element)))
            element.drop_tag()


def wrap(element: Element, tags: list[str]) -> None:
    if not "".join(element.itertext()).strip():
        return
    for tag in tags:
        if any(each.tag == tag for each in element.iterancestors()):
            continue
        inner = lxml_html.Element(tag)
        inner.text, element.text = element.text, None
        inner.extend(list(element))
        element.append(inner)
