"""Takes out of an Office package what names a person and shows on no page: properties, small pictures, custom data."""

from lscb_site.files.cleaners.package_copy import PackageCopy
from lscb_site.files.finders.properties import APP, CORE, CUSTOM
from lscb_site.files.readers.package_parts import path_in, remove, value_of

CORE_NAMES = ("{*}creator", "{*}lastModifiedBy", "{*}description")
# The titles of slides and sheets stand there too, also of hidden ones; programs write them anew.
APP_NAMES = ("Manager", "Company", "HyperlinkBase", "Template", "TitlesOfParts", "HeadingPairs")
THUMBNAIL, DATA = "docProps/thumbnail", "customXml/"


def clean_properties(copy: PackageCopy) -> None:
    for part, names in ((CORE, CORE_NAMES), (APP, tuple("{*}" + name for name in APP_NAMES))):
        root = copy.tree(part)
        if root is not None:
            for each in list(root.iter(*names)):
                remove(each)
            copy.put(part, root)
    copy.drop(*(name for name in copy.names() if name == CUSTOM or name.startswith((THUMBNAIL, DATA))))


def clean_template(copy: PackageCopy, settings: str) -> None:
    """The template that a Word document was made from is asked for no more: its styles lie in the document."""
    lost = {
        key for key, each in copy.targets(settings).items() if each.kind == "attachedTemplate" and path_in(each.target)
    }
    root = copy.tree(settings) if lost else None
    if root is None:
        return
    for each in list(root.iterchildren("{*}attachedTemplate")):
        if value_of(each, "id") in lost:
            remove(each)
    copy.put(settings, root)
    folder, _, name = settings.rpartition("/")
    copy.unlink(f"{folder}/_rels/{name}.rels", lost)
