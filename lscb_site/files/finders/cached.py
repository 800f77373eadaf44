"""Values that a workbook keeps of other files and tables: behind links, and behind pivot tables."""

import posixpath
import zipfile
from collections.abc import Iterator

from lscb_site.files.finders.properties import Found
from lscb_site.files.findings import MAX_EXCERPT
from lscb_site.files.readers.package_parts import Element, name_of, relationships, tree, value_of, xml_parts
from lscb_site.files.readers.sheets.workbook import streamed

RECORDS, DEFINITION = "xl/pivotCache/pivotCacheRecords", "xl/pivotCache/pivotCacheDefinition"
LINKS = "xl/externalLinks/"
JOIN = " · "
MOST_RECORDS = 200_000
LONG_NUMBER = 8  # figures: a telephone or an NHS number, and few sums


def are_kept(package: zipfile.ZipFile) -> bool:
    return any(name.startswith((RECORDS, DEFINITION, LINKS)) for name in package.namelist())


def values(package: zipfile.ZipFile, seen: set[str]) -> Found:
    """What links and pivot tables keep. ``seen`` is what the sheets show: a pivot table that keeps no more says
    nothing."""
    for name, root in xml_parts(package, LINKS, "externalLink"):
        for each in relationships(package, name).values():
            if each.is_external:
                yield "external_link", f"Link {posixpath.basename(name)}", each.target
        words = _unseen((each.text or "" for each in root.iter("{*}v", "{*}val")), seen)
        if words:
            yield "cached_values", f"Link {posixpath.basename(name)}", JOIN.join(words)
    for name in package.namelist():
        if name.startswith((RECORDS, DEFINITION)) and name.endswith(".xml"):
            words = _unseen(_kept(package, name), seen)
            if words:
                yield "cached_values", "A pivot table", JOIN.join(words)


def _kept(package: zipfile.ZipFile, name: str) -> Iterator[str]:
    """The values of a pivot table's records, or the items that they point at."""
    if name.startswith(DEFINITION):
        root = tree(package, name)
        for item in root.iter("{*}sharedItems") if root is not None else ():
            yield from _told(item)
        return
    for count, record in enumerate(streamed(package, name, "r")):
        if count == MOST_RECORDS:
            return
        yield from _told(record)


def _told(parent: Element) -> Iterator[str]:
    """Words, numbers and days; an ``x`` points at an item that is told once."""
    for each in parent:
        if name_of(each) in ("s", "n", "d", "e"):
            yield value_of(each, "v")


def _unseen(kept: Iterator[str], seen: set[str]) -> list[str]:
    """The first values that no sheet shows. Numbers are compared as numbers: a format may show them otherwise."""
    found: list[str] = []
    length = 0
    figures = {_digits(text) for text in seen}
    for text in kept:
        if text.strip() and text not in seen and not _says_nothing(text, figures):
            found.append(text)
            length += len(text)
            if length > MAX_EXCERPT:
                break
    return found


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text)).lstrip("0")


def _says_nothing(text: str, figures: set[str]) -> bool:
    """Short numbers and days name nobody, and sums are shown in another form than what they come from."""
    if any(character.isalpha() for character in text.replace("T00:00:00", "")):
        return False
    digits = _digits(text.partition(".")[0] if text.count(".") == 1 else text)
    return len(digits) < LONG_NUMBER or digits in figures or "T00:00:00" in text
