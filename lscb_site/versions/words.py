"""What a version says, in words, and what is other in another: a line for each field, each changed word marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.editing.posting import paragraphs
from lscb_site.publishing.models import Publishable
from lscb_site.versions.contents import Data, capitalised, fields_of, many_of, part_fields

GONE = "something that is not there any more"
WORDS = re.compile(r"\S+\s*|\s+")
MOST_COMPARED = 2_000  # paragraphs, or words of those that changed
PLACES = {"position"}  # where rows stand is seen by their order


@dataclass(frozen=True)
class Piece:
    text: str
    kind: str  # "same", "removed" or "added"


@dataclass(frozen=True)
class Change:
    label: str
    pieces: list[Piece]


class InWords:
    """Of several versions of one item, whose names of other rows are asked for together."""

    def __init__(self, model: type[Publishable], *several: Data) -> None:
        self.model = model
        self.names = names_of(model, several)

    def changes(self, before: Data, after: Data) -> list[Change]:
        """Field by field what `after` says otherwise."""
        old, new = dict(self.lines(before)), dict(self.lines(after))
        labels = [*new, *(label for label in old if label not in new)]
        pairs = [(label, old.get(label, ""), new.get(label, "")) for label in labels]
        return [Change(label, marked(one, other)) for label, one, other in pairs if one != other]

    def changes_of(self, before: Data, after: Data, wanted: set[tuple[str, str]]) -> list[Change]:
        """Only those of some fields: ("fields" or "many" and its name, or the name of rows and that of a field)."""
        of_fields = [*fields_of(self.model), *many_of(self.model)]
        labels = {capitalised(field) for field in of_fields if {("fields", field.name), ("many", field.name)} & wanted}
        labels |= {self.label_of_rows(name) for name, _ in wanted if name in self.model.parts}
        return [change for change in self.changes(before, after) if change.label in labels]

    def lines(self, data: Data) -> Iterator[tuple[str, str]]:
        for field in fields_of(self.model):
            if field.name in data["fields"]:
                yield capitalised(field), self.value(field, data["fields"][field.name])
        for many in many_of(self.model):
            keys = data["many"].get(many.name, [])
            yield capitalised(many), ", ".join(sorted(self.name(many.related_model, key) for key in keys))
        for name in self.model.parts:
            rows = data["parts"].get(name, [])
            yield self.label_of_rows(name), "\n".join(self.row(name, row) for row in rows)

    def label_of_rows(self, name: str) -> str:
        relation: Any = self.model._meta.get_field(name)
        label = str(relation.related_model._meta.verbose_name_plural)
        return label[:1].upper() + label[1:]

    def row(self, part: str, row: Data) -> str:
        fields = [field for field in part_fields(self.model, part) if field.name not in PLACES]
        told = ((field, self.value(field, row.get(field.name))) for field in fields)
        return "; ".join(f"{field.verbose_name!s}: {words}" for field, words in told if words)

    def value(self, field: "models.Field[Any, Any]", value: Any) -> str:
        if value in (None, ""):
            return ""
        if isinstance(field, models.ForeignKey):
            return self.name(field.related_model, value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        read = field.to_python(value)
        if isinstance(read, bool):
            return "Yes" if read else "No"
        if isinstance(field, models.DateTimeField):
            return format_date(timezone.localtime(read), "j F Y, H:i")
        if isinstance(field, models.DateField):
            return format_date(read, "j F Y")
        if isinstance(field, models.TimeField):
            return f"{read:%H:%M}"
        return paragraphs(str(read))

    def name(self, model: Any, key: Any) -> str:
        return self.names.get((model, key), GONE)


def names_of(model: type[Publishable], several: "tuple[Data, ...]") -> dict[tuple[Any, Any], str]:
    """Of every row that versions name, a query for each model."""
    keys: dict[Any, set[Any]] = {}
    for data in several:
        groups = [(fields_of(model), data["fields"])]
        groups += [(part_fields(model, name), row) for name in model.parts for row in data["parts"].get(name, [])]
        for fields, said in groups:
            for field in fields:
                if isinstance(field, models.ForeignKey) and said.get(field.name) is not None:
                    keys.setdefault(field.related_model, set()).add(said[field.name])
        for many in many_of(model):
            keys.setdefault(many.related_model, set()).update(data["many"].get(many.name, []))
    found = ((kind, kind._base_manager.in_bulk(wanted)) for kind, wanted in keys.items() if wanted)
    return {(kind, key): str(row) for kind, rows in found for key, row in rows.items()}


def marked(before: str, after: str) -> list[Piece]:
    """The words of both in one text: paragraphs are paired first, then the words of those that changed."""
    pieces: list[Piece] = []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, a, b, c, d in differences(old, new):
        if tag == "equal":
            pieces.append(Piece("".join(old[a:b]), "same"))
        else:
            pieces += words_marked("".join(old[a:b]), "".join(new[c:d]))
    return [piece for piece in pieces if piece.text]


def words_marked(before: str, after: str) -> Iterator[Piece]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    for tag, a, b, c, d in differences(old, new):
        if tag == "equal":
            yield Piece("".join(new[c:d]), "same")
        else:
            yield Piece("".join(old[a:b]), "removed")
            yield Piece("".join(new[c:d]), "added")


def differences(old: list[str], new: list[str]) -> "list[tuple[str, int, int, int, int]]":
    """As `SequenceMatcher.get_opcodes` has them. What differs is one whole where it is longer than `MOST_COMPARED`.

    Its time grows with the cube where a word is repeated often. So what both begin and end with is taken away first,
    and what is frequent among the rest (`autojunk`) is not where it begins to look.
    """
    start, end = 0, 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(left), len(right)) > MOST_COMPARED:
        between = [("replace", 0, len(left), 0, len(right))]
    else:
        between = list(SequenceMatcher(None, left, right).get_opcodes())
    found = [("equal", 0, start, 0, start)]
    found += [(tag, a + start, b + start, c + start, d + start) for tag, a, b, c, d in between]
    return [*found, ("equal", len(old) - end, len(old), len(new) - end, len(new))]
