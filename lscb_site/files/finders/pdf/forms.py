"""Forms of a PDF that somebody filled in, and their scripts (ISO 32000-2, 12.7)."""

import re
from collections.abc import Iterator, Sequence

import pikepdf

from lscb_site.files.examiners.form_scripts import functions_of
from lscb_site.files.finders.pdf.values import dictionary, members, words

MAX_FIELDS, MAX_DEPTH = 20_000, 32
PUSH_BUTTON = 1 << 16
# The first of a list of choices, where nobody has chosen.
NOT_CHOSEN = re.compile(r"\W*(please\b|(select|choose|pick|click)\b|none\b|n/?a\b|\W*$)", re.IGNORECASE)
# What a form begins with is a hint, unless it is a name or a number that an editor's program kept as its beginning.
SAYS_WHO = re.compile(r"\b[A-Z][\w'’-]+ [A-Z][\w'’-]+|\d[\d ]{4,}\d")


def forms(document: pikepdf.Pdf, places: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Fields are found from the pages and from the form: either may know some that the other does not."""
    seen: set[tuple[int, int]] = set()
    for page, place in zip(document.pages, places, strict=False):
        for widget in members(page.obj.get("/Annots"), MAX_FIELDS):
            if widget.get("/Subtype") == "/Widget":
                yield from _field(widget, place, seen)
    form = dictionary(document.Root.get("/AcroForm"))
    pending = [(field, 0) for field in members(form.get("/Fields"), MAX_FIELDS)] if form else []
    while pending and len(seen) < MAX_FIELDS:
        field, depth = pending.pop()
        if field.is_indirect and field.objgen in seen:
            continue
        yield from _field(field, "", seen)
        if depth < MAX_DEPTH:
            pending += [(kid, depth + 1) for kid in members(field.get("/Kids"), MAX_FIELDS)]


def _field(field: pikepdf.Object, place: str, seen: set[tuple[int, int]]) -> Iterator[tuple[str, str, str]]:
    lineage = _lineage(field)
    seen.update(each.objgen for each in lineage if each.is_indirect)
    actions = dictionary(field.get("/AA"))
    if actions:
        yield from (("form_script", place, name) for name in sorted(set(_functions(actions))))
    value, kind = _inherited(lineage, "/V"), _inherited(lineage, "/FT")
    if kind == "/Sig":
        signer = dictionary(value)
        if signer and (name := words(signer.get("/Name"))):
            yield "property_person", place or "Signature", name
        return
    if value is None or (value == _inherited(lineage, "/DV") and not SAYS_WHO.search(words(value))):
        return
    if answer := _answer(field, lineage, kind, value):
        yield "form_answer", place, answer


def _answer(field: pikepdf.Object, lineage: Sequence[pikepdf.Object], kind: object, value: pikepdf.Object | str) -> str:
    if kind == "/Btn":
        flags = _inherited(lineage, "/Ff")
        is_push_button = isinstance(flags, int) and bool(flags & PUSH_BUTTON)
        chosen = words(value)
        if is_push_button or chosen in ("", "Off") or field.get("/AS") == "/Off":
            return ""
        return words(_inherited(lineage, "/TU")) or words(_inherited(lineage, "/T")) or chosen
    if isinstance(value, pikepdf.Array):
        answer = ", ".join(filter(None, (words(each) for each in list(value)[:100])))
    else:
        answer = words(value)
    return "" if kind == "/Ch" and NOT_CHOSEN.match(answer) else answer


def _lineage(field: pikepdf.Object) -> list[pikepdf.Object]:
    """A field and those above it, from which it inherits."""
    found = [field]
    while len(found) < MAX_DEPTH and isinstance(parent := found[-1].get("/Parent"), pikepdf.Dictionary):
        found.append(parent)
    return found


def _inherited(lineage: Sequence[pikepdf.Object], key: str) -> pikepdf.Object | None:
    return next((each[key] for each in lineage if key in each), None)


def _functions(actions: pikepdf.Dictionary) -> Iterator[str]:
    for _, held in actions.items():
        action = dictionary(held)
        if action and action.get("/S") == "/JavaScript":
            yield from functions_of(action.get("/JS"))
