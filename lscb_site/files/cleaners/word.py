"""A clean copy of a Word document: no properties, comments, tracked changes or custom data; all it shows as before."""

import zipfile

from lscb_site.files.cleaners import office_properties, pictures
from lscb_site.files.cleaners.package_copy import PackageCopy
from lscb_site.files.readers.package_parts import (
    Element,
    child,
    main_part,
    name_of,
    part_of_kind,
    remove,
    xml_parts,
)
from lscb_site.files.readers.word.hidden import STORIES

# Of comments: their parts, by the last word of their roots, and what anchors them.
COMMENT_ROOTS = {"comments", "commentsEx", "commentsIds", "commentsExtensible", "people"}
ANCHORS = ("{*}commentRangeStart", "{*}commentRangeEnd", "{*}commentReference")
DELETED, INSERTED = ("{*}del", "{*}moveFrom"), ("{*}ins", "{*}moveTo")
CHANGES = "Change"  # the end of every element that keeps an earlier look: rPrChange, tblPrChange
RANGES = (
    *("{*}moveFromRangeStart", "{*}moveFromRangeEnd", "{*}moveToRangeStart", "{*}moveToRangeEnd"),
    *("{*}customXmlInsRangeStart", "{*}customXmlInsRangeEnd", "{*}customXmlDelRangeStart", "{*}customXmlDelRangeEnd"),
)
MARKED = {"rPr", "trPr", "numPr", "tcPr"}


def clean(package: zipfile.ZipFile) -> PackageCopy:
    copy = PackageCopy(package)
    comments = []
    for name, root in xml_parts(package, "", *COMMENT_ROOTS, *STORIES, "settings"):
        if name_of(root) in COMMENT_ROOTS:
            comments.append(name)
        elif name_of(root) in STORIES:
            accept_changes(root)
            _take_out_anchors(root)
            copy.put(name, root)
        elif name_of(root) == "settings":
            for each in list(root.iterchildren("{*}docVars")):
                remove(each)
            copy.put(name, root)
    copy.drop(*comments)
    office_properties.clean_properties(copy)
    settings = part_of_kind(package, main_part(package), "settings")
    if settings:
        office_properties.clean_template(copy, settings)
    pictures.clean_pictures(copy)
    return copy


def _take_out_anchors(root: Element) -> None:
    for each in list(root.iter(*ANCHORS)):
        run = each.getparent()
        remove(each)
        if run is not None and name_of(run) == "r" and all(name_of(left) == "rPr" for left in run):
            remove(run)
    for each in list(root.iter("{*}dataBinding")):  # the data that it points at is gone; what it showed stays
        remove(each)


def accept_changes(root: Element) -> None:
    """What was inserted stays, what was deleted goes, and nothing says who did it (ECMA-376 part 1, 17.13.5)."""
    for row in list(root.iter("{*}tr")):
        if child(row, "trPr", "del") is not None:
            _remove_with_empty(row, "tbl")
    for cell in list(root.iter("{*}tc")):
        if child(cell, "tcPr", "cellDel") is not None:
            _remove_with_empty(cell, "tr")
    for paragraph in list(root.iter("{*}p")):
        if child(paragraph, "pPr", "rPr", "del") is not None or child(paragraph, "pPr", "rPr", "moveFrom") is not None:
            _join_to_next(paragraph)
    for each in list(root.iter(*DELETED)):
        remove(each)
    for each in list(root.iter(*INSERTED)):
        parent = each.getparent()
        if parent is not None and name_of(parent) not in MARKED:
            for inner in list(each):
                each.addprevious(inner)
        remove(each)
    for each in list(root.iter("{*}*")):
        if name_of(each).endswith(CHANGES) or name_of(each) in ("cellIns", "cellDel", "cellMerge", "numberingChange"):
            remove(each)
    for each in list(root.iter(*RANGES)):
        remove(each)


def _remove_with_empty(element: Element, holder: str) -> None:
    """A table without rows, or a row without cells, is none."""
    parent = element.getparent()
    remove(element)
    if parent is None or name_of(parent) != holder or child(parent, name_of(element)) is not None:
        return
    if holder == "tr":
        _remove_with_empty(parent, "tbl")
    else:
        remove(parent)


def _join_to_next(paragraph: Element) -> None:
    """The mark at the end of a paragraph was deleted: its words begin the next one."""
    following = paragraph.getnext()
    if following is None or name_of(following) != "p":
        return
    at = 1 if child(following, "pPr") is not None else 0
    words = [each for each in paragraph if name_of(each) != "pPr"]
    for offset, each in enumerate(words):
        following.insert(at + offset, each)
    remove(paragraph)
