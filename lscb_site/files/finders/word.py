"""What a Word document gives away and its pages do not show."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lscb_site.files.finders import embedded, pictures, properties
from lscb_site.files.finders.properties import Found
from lscb_site.files.finders.word_places import Places
from lscb_site.files.readers.package_parts import (
    Element,
    child,
    main_part,
    name_of,
    part_of_kind,
    path_in,
    relationships,
    remove,
    tree,
    value_of,
    xml_parts,
)
from lscb_site.files.readers.word.hidden import HIDDEN, INVISIBLE, STORIES, WordRules, plain, words_of
from lscb_site.files.readers.word.styles import is_on

# Parts beside the stories, by their roots.
COMMENTS, PEOPLE, SETTINGS = "comments", "people", "settings"
# What marks a change of words, and what marks one of looks: both name who made it.
INSERTED, CHANGES = ("ins", "moveTo"), "Change"
# Fields whose instructions hold words that need not be on the page. A MACROBUTTON shows its own.
WORDY = re.compile(r"\s*(IF|SET|ASK|FILLIN|QUOTE|XE|TC|PRIVATE|COMMENTS|DOCVARIABLE)\b", re.IGNORECASE)
INDEX_ENTRY = "XE"
MOST_IN_A_FORM_OF_A_WORD = 2
WORD = re.compile(r"\w+")
QUOTED = re.compile(r'["“]([^"”“]{2,})["”]')
PLACEHOLDERS = "bbPlcHdr"
OLD_DRAWING = "What older programs show instead of a drawing"


def find(path: str, kind: str) -> Found:
    with zipfile.ZipFile(path) as package:
        rules = WordRules(package)
        main = main_part(package)
        words = _Words(unshown=_unshown_edges(package, main), notes=_notes_referred_to(package, main))
        for name, root in xml_parts(package, "", *STORIES, COMMENTS, PEOPLE, SETTINGS):
            what = name_of(root)
            if what in STORIES:
                yield from _story(package, name, root, rules, words, is_main=name == main)
            elif what == COMMENTS:
                yield from _comments(root)
            elif what == PEOPLE:
                yield from (("revision_author", "People", value_of(each, "author")) for each in root)
            elif what == SETTINGS:
                yield from _settings(root)
        yield from words.not_seen()
        yield from properties.persons(package)
        yield from properties.paths(package)
        yield from properties.custom_xml(package)
        yield from embedded.embedded(package, "word/")
        yield from pictures.photographs(package)


@dataclass
class _Words:
    """``seen`` are the lines that pages show; ``held`` is a finding only where its words are not among those, and
    ``unshown`` the parts that no page has. ``notes`` are those that a page refers to: footnote or endnote, and its
    number."""

    unshown: set[str]
    notes: set[tuple[str, str]]
    seen: list[str] = field(default_factory=list)
    held: list[tuple[str, str]] = field(default_factory=list)  # place, words
    index: list[tuple[str, str]] = field(default_factory=list)  # the same, of entries that put words in another order

    def not_seen(self) -> Found:
        page = "\n".join(self.seen)
        for place, words in self.held:
            if words.strip() not in page:
                yield "hidden_text", place, words
        said = set(WORD.findall(page.casefold()))
        for place, words in self.index:
            if not said.issuperset(WORD.findall(words.casefold())):
                yield "hidden_text", place, words


def _story(
    package: zipfile.ZipFile, name: str, root: Element, rules: WordRules, all_words: _Words, *, is_main: bool
) -> Found:
    all_words.held += [(OLD_DRAWING, words_of(each)) for each in root.iter("{*}Fallback")]
    plain(root)
    if name_of(root) == "glossaryDocument":
        yield from _building_blocks(root)
        return
    for note in list(root.iterchildren("{*}footnote", "{*}endnote")):
        # What has a type is a line between notes and the text.
        if value_of(note, "type") in ("", "normal") and (name_of(note), value_of(note, "id")) not in all_words.notes:
            yield "hidden_text", f"A {name_of(note)} that nothing on the page refers to", words_of(note)
            remove(note)
    places = Places(root)
    # A document that no page of this one shows, left behind in the package.
    is_orphan = name_of(root) == "document" and not is_main
    gathered: dict[tuple[str, str], list[str]] = {}
    unseen = set()
    for each in rules.unseen(root):
        unseen.add(each.element)
        gathered.setdefault((each.code, places.of(each.element)), []).append(words_of(each.element))
    for (code, place), words in gathered.items():
        # A space or a full stop without ink keeps things apart, and says nothing.
        if code not in (HIDDEN, INVISIBLE) or any(each.isalnum() for each in "".join(words)):
            yield code, place, "".join(words)
    if is_orphan:
        yield "hidden_text", f"Part {name}", words_of(root)
    lines = _lines(root, unseen)
    if name in all_words.unshown:
        all_words.held += [("A header or footer of no page", line) for line in lines]
    else:
        all_words.seen += lines
    yield from _changes(root, places)
    for field_kind, place, said in _field_words(root, places):
        if field_kind == INDEX_ENTRY:
            all_words.index.append((place, said))
        elif field_kind != "IF" or not _is_form_of_a_word(said):
            all_words.held.append((place, said))
    yield from pictures.crops(package, name, root, "A picture")
    yield from properties.named_paths(root)
    yield from _linked_paths(root)


def _lines(root: Element, unseen: set[Element]) -> list[str]:
    """The words of each paragraph that are seen."""
    lines: dict[Element, list[str]] = {}
    for run in root.iter("{*}r"):
        if run not in unseen and not any(above in unseen for above in run.iterancestors()):
            paragraph = next(run.iterancestors("{*}p"), run)
            lines.setdefault(paragraph, []).append("".join(each.text or "" for each in run.iterchildren("{*}t")))
    return ["".join(words) for words in lines.values()]


def _unshown_edges(package: zipfile.ZipFile, main: str) -> set[str]:
    """Headers and footers that no page has: of a first or an even page, where those are as all others, or of none."""
    root = tree(package, main)
    settings = part_of_kind(package, main, "settings")
    if root is None:
        return set()
    has_even = is_on(child(tree(package, settings), "evenAndOddHeaders")) if settings else False
    targets = relationships(package, main)
    edges = {each.target for each in targets.values() if each.kind in ("header", "footer")}
    for section in root.iter("{*}sectPr"):
        has_first = is_on(child(section, "titlePg"))
        for reference in section.iterchildren("{*}headerReference", "{*}footerReference"):
            is_used = {"first": has_first, "even": has_even}.get(value_of(reference, "type"), True)
            target = targets.get(value_of(reference, "id"))
            if is_used and target is not None:
                edges.discard(target.target)
    return edges


def _notes_referred_to(package: zipfile.ZipFile, main: str) -> set[tuple[str, str]]:
    root = tree(package, main)
    return {
        (name_of(each).removesuffix("Reference"), value_of(each, "id"))
        for each in (() if root is None else root.iter("{*}footnoteReference", "{*}endnoteReference"))
        if next(each.iterancestors("{*}del", "{*}moveFrom"), None) is None
    }


def _changes(root: Element, places: Places) -> Found:
    for element in root.iter("{*}*"):
        name = name_of(element)
        if name in INSERTED:
            parent = element.getparent()
            holder = parent.getparent() if parent is not None and name_of(parent) == "trPr" else element
            words = words_of(holder) if holder is not None else ""
            if words.strip():
                yield "tracked_insertion", places.of(element), words
        author = value_of(element, "author")
        if author and (name.endswith(CHANGES) or name in (*INSERTED, "del", "moveFrom", "cellIns", "cellDel")):
            yield "revision_author", "Tracked changes", author


def _comments(root: Element) -> Found:
    for number, each in enumerate(root.iterchildren("{*}comment"), 1):
        yield "comment", f"Comment {number}", words_of(each)
        if value_of(each, "author"):
            yield "revision_author", "Comments", value_of(each, "author")


def _settings(root: Element) -> Found:
    for each in root.iter("{*}docVar"):
        text = value_of(each)
        if any(character.isalpha() for character in text):
            yield "custom_xml", f"Variable {value_of(each, 'name')}", text
    merge = child(root, "mailMerge")
    if merge is not None:
        words = " ".join(value_of(each) for each in merge.iter("{*}connectString", "{*}query"))
        yield "template_path", "The list of addresses that it was merged from", words


def _building_blocks(root: Element) -> Found:
    """Texts kept for inserting them later. Those that say “Click here” in an empty field are Word's own."""
    for part in root.iter("{*}docPart"):
        types = [value_of(each) for each in part.iter("{*}type")]
        words = words_of(part)
        if PLACEHOLDERS not in types and words.strip():
            yield "custom_xml", f"Building block {value_of(child(part, 'docPartPr', 'name'))}", words


def _linked_paths(root: Element) -> Found:
    """Of files that fields point at, in whose instructions every backslash stands twice."""
    for each in root.iter("{*}instrText", "{*}fldSimple"):
        for words in QUOTED.findall((each.text or "") + value_of(each, "instr")):
            path = path_in(words.replace("\\\\", "\\"))
            if path:
                yield "template_path", "A linked file", path


def _is_form_of_a_word(words: str) -> bool:
    """“page” or “pages”, “is” or “are”: small letters alone name nobody."""
    return (
        words == words.casefold() and not re.search("[0-9]", words) and len(words.split()) <= MOST_IN_A_FORM_OF_A_WORD
    )


def _field_words(root: Element, places: Places) -> Iterator[tuple[str, str, str]]:
    """The kind of a field, its place, and words in its instructions: the branch of an IF that is not shown, an entry
    of an index."""
    codes: list[str] = []
    for element in root.iter("{*}fldChar", "{*}instrText", "{*}fldSimple"):
        name = name_of(element)
        if name == "fldSimple":
            yield from _quoted(value_of(element, "instr"), places.of(element))
        elif name == "instrText" and codes:
            codes[-1] += element.text or ""
        elif value_of(element, "fldCharType") == "begin":
            codes.append("")
        elif codes and value_of(element, "fldCharType") == "end":
            yield from _quoted(codes.pop(), places.of(element))


def _quoted(code: str, place: str) -> Iterator[tuple[str, str, str]]:
    stated = WORDY.match(code)
    if stated:
        kind = stated[1].upper()
        yield from ((kind, f"{place}, in a field ({kind})", words.strip()) for words in QUOTED.findall(code))
