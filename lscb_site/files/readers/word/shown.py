"""The parts of a Word document as its pages show them: without what is hidden, with numbers and headings made plain."""

import zipfile

from lscb_site.files.readers.package_parts import Element, main_part, part_of_kind, remove, tree, written
from lscb_site.files.readers.word.headings import mark_headings
from lscb_site.files.readers.word.hidden import WordRules, plain, words_of
from lscb_site.files.readers.word.numbers import WordNumbers, print_numbers
from lscb_site.files.readers.word.raised_runs import mark_raised


def shown_parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    """Each part that holds paragraphs, with its XML."""
    rules = WordRules(package)
    main = main_part(package)
    numbering = part_of_kind(package, main, "numbering")
    numbers = WordNumbers(tree(package, numbering) if numbering else None, rules.styles)
    made = {}
    for name in filter(None, (main, *(part_of_kind(package, main, kind) for kind in ("footnotes", "endnotes")))):
        root = tree(package, name)
        if root is None:
            continue
        plain(root)
        emptied = _take_out(root, rules)
        if name == main:
            mark_headings(root, rules.styles)
        mark_raised(root, rules.styles)
        _unbox(root)
        print_numbers(root, numbers, rules.styles, emptied)
        made[name] = written(root)
    return made


def _take_out(root: Element, rules: WordRules) -> set[Element]:
    """The paragraphs in which nothing is left."""
    touched = set()
    for each in list(rules.unseen(root)):
        touched.add(next(each.element.iterancestors("{*}p"), None))
        remove(each.element)
    return {paragraph for paragraph in touched if paragraph is not None and not words_of(paragraph).strip()}


def _unbox(root: Element) -> None:
    """Puts what stands in text boxes after the paragraph that holds them."""
    last: dict[Element, Element] = {}
    for box in list(root.iter("{*}txbxContent")):
        holders = list(box.iterancestors("{*}p"))
        if holders:
            after = last.get(holders[-1], holders[-1])
            for each in list(box):
                after.addnext(each)
                after = each
            last[holders[-1]] = after
