"""What an OpenDocument text gives away and its pages do not show."""

import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from lscb_site.files.finders import pictures, properties
from lscb_site.files.finders.properties import Found
from lscb_site.files.readers.opendocument.hidden import CONTENT, STYLES, OdtRules, words_of
from lscb_site.files.readers.opendocument.styles import points
from lscb_site.files.readers.package_parts import Element, child, name_of, path_in, tree, value_of

CLIP = re.compile(r"rect\(([^)]*)\)")
CROPPED_FROM = 0.05  # as for Office files
SUB_DOCUMENT = re.compile(r"(Object [^/]+|[^/]+)/content\.xml")
# Objects that hold no more than they show.
DRAWN = {"chart", "formula", "math"}
KEPT_NAMES = ("PrinterName", "CurrentDatabaseDataSource")
PARAGRAPHS = ("{*}p", "{*}h")
MAX_HEADING = 60


def find(path: str, kind: str) -> Found:
    with zipfile.ZipFile(path) as package:
        shown: list[str] = []
        held: list[tuple[str, str, str]] = []
        for part in (CONTENT, STYLES):
            if part in package.namelist():
                yield from _part(package, part, shown, held)
        page = " ".join(shown)
        yield from (each for each in held if each[2].strip() and each[2] not in page)
        yield from properties.persons_of_meta(tree(package, "meta.xml"))
        yield from _settings(tree(package, "settings.xml"))
        yield from _objects(package)
        yield from _versions(package)
        yield from pictures.photographs(package)


def _part(package: zipfile.ZipFile, part: str, shown: list[str], held: list[tuple[str, str, str]]) -> Found:
    """``shown`` takes the words that are seen; ``held`` what is a finding only where they are not among those."""
    rules = OdtRules(package, part)
    root = rules.root
    places = _places(root, "Header or footer" if part == STYLES else "")
    unseen = list(rules.unseen())
    gathered: dict[tuple[str, str], list[str]] = {}
    for each in unseen:
        gathered.setdefault((each.code, _place(each.element, places)), []).append(each.words)
    for (code, place), words in gathered.items():
        yield code, place, "".join(words)
    yield from _changes(root, places)
    yield from _remarks(root, places)
    held += [("hidden_text", where, words) for where, words in _field_words(root, places)]
    yield from _crops(rules)
    for link in root.iter("{*}a", "{*}section-source", "{*}image"):
        if path := path_in(value_of(link, "href")):
            yield "template_path", "A linked file", path
    for each in unseen:
        each.take_out()
    body = child(root, "body") if part == CONTENT else child(root, "master-styles")
    shown += [words_of(each) for each in (() if body is None else body.iter(*PARAGRAPHS))]


def _places(root: Element, part: str) -> dict[Element, str]:
    places: dict[Element, str] = {}
    heading = ""
    for number, each in enumerate(root.iter(*PARAGRAPHS), 1):
        if name_of(each) == "h":
            words = words_of(each).strip()
            heading = words if len(words) <= MAX_HEADING else f"{words[: MAX_HEADING - 1]}…"
        where = part or f"Paragraph {number}"
        places[each] = f"{where}, under “{heading}”" if heading and not part else where
    return places


def _place(element: Element, places: dict[Element, str]) -> str:
    for each in (element, *element.iterancestors(*PARAGRAPHS), *element.iter(*PARAGRAPHS)):
        if each in places:
            name = value_of(element, "name") if name_of(element) == "section" else ""
            return f"Section “{name}”" if name else places[each]
    return "The document"


def _changes(root: Element, places: dict[Element, str]) -> Found:
    inserted: set[str] = set()
    for region in root.iter("{*}changed-region"):
        for change in region:
            author = next((each.text or "" for each in change.iter("{*}creator")), "")
            if author:
                yield "revision_author", "Tracked changes", author
            words = " ".join(words_of(each) for each in change.iter(*PARAGRAPHS))
            if name_of(change) == "deletion" and words.strip():
                yield "tracked_deletion", "Tracked changes", words
            elif name_of(change) == "insertion":
                inserted |= {value_of(region, "id")} - {""}
    yield from _insertions(root, inserted, places)


def _insertions(root: Element, inserted: set[str], places: dict[Element, str]) -> Found:
    """The words between the two marks of each insertion."""
    open_changes: dict[str, list[str]] = {}
    where: dict[str, str] = {}
    body = child(root, "body")
    if body is None or not inserted:
        return
    for event, element in etree.iterwalk(body, events=("start", "end")):
        name, change = name_of(element), value_of(element, "change-id")
        if event == "start" and name == "change-start" and change in inserted:
            open_changes[change], where[change] = [], _place(element, places)
        elif event == "start" and name == "change-end" and change in open_changes:
            yield "tracked_insertion", where[change], "".join(open_changes.pop(change))
        piece = element.text if event == "start" else element.tail
        space = " " if event == "start" and name in ("s", "tab", "p", "h") else ""
        for words in open_changes.values():
            words.append(space + (piece or ""))


def _remarks(root: Element, places: dict[Element, str]) -> Found:
    for each in root.iter("{*}annotation"):
        yield "comment", _place(each, places), " ".join(words_of(line) for line in each.iter("{*}p"))
        for author in each.iterchildren("{*}creator"):
            if author.text:
                yield "revision_author", "Comments", author.text


def _field_words(root: Element, places: dict[Element, str]) -> Iterator[tuple[str, str]]:
    """What fields and index entries hold, and may not show."""
    for each in root.iter("{*}conditional-text"):
        for name in ("string-value-if-true", "string-value-if-false"):
            yield f"{_place(each, places)}, in a field", value_of(each, name)
    for each in root.iter("{*}user-field-decl", "{*}alphabetical-index-mark", "{*}hidden-text"):
        words = value_of(each, "string-value")
        if any(character.isalpha() for character in words) and value_of(each, "is-hidden") != "true":
            yield f"{_place(each, places)}, in a field", words
    for each in root.iter("{*}hidden"):
        yield "A form", value_of(each, "value")


def _crops(rules: OdtRules) -> Found:
    for frame in rules.root.iter("{*}frame"):
        image = child(frame, "image")
        style = rules.styles.find("graphic", value_of(frame, "style-name"))
        clip = CLIP.match(value_of(child(style, "graphic-properties"), "clip"))
        if image is None or clip is None or value_of(image, "href").endswith(".svm"):
            continue
        cut = [points(each) or 0.0 for each in re.split(r"[,\s]+", clip[1].strip())]
        width, height = points(value_of(frame, "width")) or 0.0, points(value_of(frame, "height")) or 0.0
        if len(cut) == 4 and width > 0 and height > 0:
            top, right, foot, left = (max(0.0, each) for each in cut)
            share = (top + foot) / (height + top + foot) + (left + right) / (width + left + right)
            if share > CROPPED_FROM:
                yield "cropped_picture", "A picture", posixpath.basename(value_of(image, "href"))


def _settings(root: Element | None) -> Found:
    for each in () if root is None else root.iter("{*}config-item"):
        path = path_in(each.text or "") if value_of(each, "name") in KEPT_NAMES else ""
        if path:
            yield "template_path", value_of(each, "name"), path


def _objects(package: zipfile.ZipFile) -> Found:
    manifest = tree(package, "META-INF/manifest.xml")
    types = {
        value_of(each, "full-path").rstrip("/"): value_of(each, "media-type")
        for each in (() if manifest is None else manifest.iterchildren("{*}file-entry"))
    }
    for name in package.namelist():
        inner = SUB_DOCUMENT.fullmatch(name)
        folder = inner[1] if inner else name
        media = types.get(folder, "")
        is_binary = media == "application/vnd.sun.star.oleobject" and "/" not in name
        if not is_binary and (inner is None or folder == "Versions" or any(each in media for each in DRAWN)):
            continue
        root = tree(package, name) if inner else None
        if root is not None and next(root.iter("{*}chart", "{*}math"), None) is not None:
            continue
        words = "" if root is None else " · ".join(words_of(each) for each in root.iter("{*}p"))
        yield "embedded_object", f"An object of another program: {folder}", words


def _versions(package: zipfile.ZipFile) -> Found:
    versions = tree(package, "VersionList.xml")
    for each in () if versions is None else versions.iter("{*}version-entry"):
        words = " ".join(filter(None, (value_of(each, "comment"), value_of(each, "creator"))))
        yield "earlier_words", f"Version {value_of(each, 'title')}".strip(), words
    if versions is None:
        for name in package.namelist():
            if name.startswith("Versions/") and not name.endswith("/"):
                yield "earlier_words", f"Version {posixpath.basename(name)}", ""
