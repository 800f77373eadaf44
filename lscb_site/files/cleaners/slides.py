"""A clean copy of a presentation: no properties, comments, notes or hidden slides, and all that it shows as before."""

import zipfile

from lscb_site.files.cleaners import office_properties, pictures
from lscb_site.files.cleaners.package_copy import PackageCopy
from lscb_site.files.readers.package_parts import Element, main_part, remove, xml_parts
from lscb_site.files.readers.slides.hidden import slide_of

COMMENT_ROOTS = {"cmLst", "cmAuthorLst", "authorLst"}
SLIDES = "ppt/slides/"
LINKS = ("{*}hlinkClick", "{*}hlinkHover", "{*}hlinkMouseOver")


def clean(package: zipfile.ZipFile) -> PackageCopy:
    copy = PackageCopy(package)
    main = main_part(package)
    presentation = copy.tree(main)
    if presentation is None:
        return copy
    targets = copy.targets(main)
    kept, gone = set(), {}
    for entry in presentation.iterfind("{*}sldIdLst/{*}sldId"):
        identifier = _relationship_of(entry)
        part = targets[identifier].target if identifier in targets else ""
        root = copy.tree(part) if part else None
        if root is not None and slide_of(package, part, root).is_hidden:
            gone[identifier] = entry
        else:
            kept.add(part)
    if kept:  # a presentation of hidden slides alone stays as it is
        _take_out(presentation, gone)
        copy.put(main, presentation)
        slides = {name for name in copy.names() if name.startswith(SLIDES) and name.endswith(".xml")}
        _drop_slides(copy, slides - kept, kept)
    told = [name for name, _ in xml_parts(package, "ppt/", *COMMENT_ROOTS)]
    copy.drop(*told, *(name for name in copy.names() if name.startswith("ppt/notesSlides/") and name.endswith(".xml")))
    office_properties.clean_properties(copy)
    pictures.clean_pictures(copy)
    return copy


def _relationship_of(entry: Element) -> str:
    """Beside its own ``id`` it has that of its relationship, in another namespace."""
    return next((str(value) for key, value in entry.attrib.items() if str(key).endswith("}id")), "")


def _take_out(presentation: Element, gone: dict[str, Element]) -> None:
    """Hidden slides go from the list, from the sections and from shows that somebody chose slides for."""
    numbers = {str(entry.attrib.get("id", "")) for entry in gone.values()}
    for entry in gone.values():
        remove(entry)
    for section in list(presentation.iter("{*}sectionLst")):
        for each in list(section.iter("{*}sldId")):
            if str(each.attrib.get("id", "")) in numbers:
                remove(each)
    for each in list(presentation.iter("{*}sld")):
        if _relationship_of(each) in gone:
            remove(each)


def _drop_slides(copy: PackageCopy, parts: set[str], kept: set[str]) -> None:
    """With the links to them that other slides have."""
    for name in kept if parts else ():
        lost = {key for key, each in copy.targets(name).items() if each.target in parts}
        root = copy.tree(name) if lost else None
        if root is not None:
            for link in list(root.iter(*LINKS)):
                if _relationship_of(link) in lost:
                    remove(link)
            copy.put(name, root)
    copy.drop(*parts)
