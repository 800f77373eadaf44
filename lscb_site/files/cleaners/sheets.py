"""A clean copy of a workbook: no properties, comments or path, and all that it shows as before.

Hidden sheets, rows and columns stay: formulas may use them.
"""

import re
import zipfile

from lscb_site.files.cleaners import office_properties, pictures
from lscb_site.files.cleaners.package_copy import PackageCopy
from lscb_site.files.readers.package_parts import main_part, remove, value_of

COMMENTS = ("comments", "threadedComment")
PERSONS = "xl/persons/"
NOTE = "Note"
LEGACY_DRAWING = re.compile(rb"<(?:[\w.-]+:)?legacyDrawing\b[^>]*?/>")


def clean(package: zipfile.ZipFile) -> PackageCopy:
    copy = PackageCopy(package)
    for name in copy.names():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            _take_out_comments(copy, name)
    copy.drop(*(name for name in copy.names() if name.startswith(PERSONS) and name.endswith(".xml")))
    main = main_part(package)
    book = copy.tree(main)
    if book is not None:
        for each in list(book.iter("{*}absPath")):
            holder = next(each.iterancestors("{*}AlternateContent"), each)
            remove(holder)
        copy.put(main, book)
    office_properties.clean_properties(copy)
    pictures.clean_pictures(copy)
    return copy


def _take_out_comments(copy: PackageCopy, sheet: str) -> None:
    """Comments of both kinds, with the boxes that the old kind is drawn in. A sheet may be too long to be a tree."""
    targets = copy.targets(sheet).values()
    told = [each.target for each in targets if each.kind in COMMENTS]
    if not told:
        return
    for drawing in [each.target for each in targets if each.kind == "vmlDrawing"]:
        root = copy.tree(drawing)
        if root is None:
            continue
        notes = [each for each in root.iter("{*}ClientData") if value_of(each, "ObjectType") == NOTE]
        for each in notes:
            shape = next(each.iterancestors("{*}shape"), None)
            if shape is not None:
                remove(shape)
        if next(root.iter("{*}ClientData"), None) is not None:
            copy.put(drawing, root)
        else:
            told.append(drawing)
            copy.put_bytes(sheet, LEGACY_DRAWING.sub(b"", copy.read(sheet)))
    copy.drop(*told)
