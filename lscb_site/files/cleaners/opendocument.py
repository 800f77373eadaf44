"""A clean copy of an OpenDocument text: no properties, comments, changes or versions; all it shows as before."""

import zipfile

from lscb_site.files.cleaners import pictures
from lscb_site.files.cleaners.package_copy import PackageCopy
from lscb_site.files.readers.opendocument.hidden import CONTENT, STYLES
from lscb_site.files.readers.package_parts import remove

META = "meta.xml"
PERSONAL = (
    "{*}initial-creator",
    "{*}creator",
    "{*}printed-by",
    "{*}print-date",
    "{*}user-defined",
    "{*}template",
    "{*}description",
)
REMARKS = ("{*}annotation", "{*}annotation-end")
# Words that were deleted stand in the first; the others mark where something was.
CHANGES = ("{*}tracked-changes", "{*}change", "{*}change-start", "{*}change-end")
LEFT_OUT = ("Thumbnails/", "Versions/", "VersionList.xml")


def clean(package: zipfile.ZipFile) -> PackageCopy:
    copy = PackageCopy(package)
    for part, names in ((META, PERSONAL), (CONTENT, REMARKS + CHANGES), (STYLES, REMARKS + CHANGES)):
        root = copy.tree(part)
        if root is not None:
            for each in list(root.iter(*names)):
                remove(each)
            copy.put(part, root)
    copy.drop(*(name for name in copy.names() if name.startswith(LEFT_OUT)))
    pictures.clean_pictures(copy)
    return copy
