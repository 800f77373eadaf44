"""What a presentation gives away and its slides do not show."""

import zipfile

from lscb_site.files.finders import embedded, pictures, properties
from lscb_site.files.finders.properties import Found
from lscb_site.files.readers.package_parts import (
    Element,
    child,
    main_part,
    relationships,
    tree,
    value_of,
    xml_parts,
)
from lscb_site.files.readers.slides.hidden import listed_slides, size_of, slide_of, unseen_shapes, words_in

SLIDES = "ppt/slides/"
NOT_NOTES = {"sldImg", "hdr", "ftr", "dt", "sldNum"}  # what a page of notes has beside them


def find(path: str, kind: str) -> Found:
    with zipfile.ZipFile(path) as package:
        main = main_part(package)
        presentation = tree(package, main)
        if presentation is None:
            raise ValueError("no presentation")
        size = size_of(presentation)
        listed = listed_slides(package, main, presentation)
        for number, name in enumerate(listed, 1):
            yield from _slide(package, name, f"Slide {number}", size)
        for name in package.namelist():
            if name.startswith(SLIDES) and name.endswith(".xml") and name not in listed:
                root = tree(package, name)
                words = "" if root is None else words_in(root)
                if words:
                    yield "hidden_slide", f"Part {name}, which no list of slides names", words
        yield from _comments(package, listed)
        for _, root in xml_parts(package, "ppt/", "cmAuthorLst", "authorLst"):
            yield from (("revision_author", "Comments", value_of(each, "name")) for each in root)
        yield from properties.persons(package)
        yield from properties.paths(package)
        yield from properties.custom_xml(package)
        yield from embedded.embedded(package, "ppt/")
        yield from pictures.photographs(package)


def _slide(package: zipfile.ZipFile, name: str, where: str, size: tuple[int, int]) -> Found:
    root = tree(package, name)
    if root is None:
        return
    slide = slide_of(package, name, root)
    if slide.is_hidden:
        yield "hidden_slide", where, words_in(root)
    else:
        for unseen in unseen_shapes(package, slide, *size):
            yield unseen.code, where, unseen.words
    for each in slide.targets.values():
        if each.kind == "notesSlide" and not each.is_external:
            words = _notes(tree(package, each.target))
            if words:
                yield "speaker_notes", where, words
    yield from pictures.crops(package, name, root, where)
    yield from properties.named_paths(root)


def _notes(root: Element | None) -> str:
    tree_of_shapes = child(root, "cSld", "spTree")
    words = []
    for shape in () if tree_of_shapes is None else tree_of_shapes.iter("{*}sp"):
        place = value_of(child(shape, "nvSpPr", "nvPr", "ph"), "type")
        if place not in NOT_NOTES:
            words.append(words_in(shape))
    return " ".join(filter(None, words))


def _comments(package: zipfile.ZipFile, listed: list[str]) -> Found:
    """Of both kinds: one has its words in ``p:text``, the newer one in paragraphs."""
    places = {
        each.target: f"Slide {number}"
        for number, name in enumerate(listed, 1)
        for each in relationships(package, name).values()
        if each.kind == "comments"
    }
    for name, root in xml_parts(package, "ppt/", "cmLst"):
        for each in root.iter("{*}cm", "{*}reply"):
            own = [text.text or "" for text in each.iterchildren("{*}text")]
            body = child(each, "txBody")
            words = " ".join([*own, words_in(body) if body is not None else ""]).strip()
            yield "comment", places.get(name, name), words
