"""What may be said beside a form while somebody writes. Rooms that know more than the form does register here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Advice:
    """About one text of a form: it stops nobody from saving."""

    field: str  # its name in the form; in an inline `news.paper-12-label`
    name: str  # what editors call it: “Summary”
    html: SafeString


class Adviser(Protocol):
    def advice(self, request: HttpRequest, row: models.Model) -> Iterable[Advice]:
        """What to say of a row as it is stored, to whoever opens its form."""

    def saved(self, row: models.Model) -> None:
        """It was saved, published or withdrawn in the admin, and that is in the database for good."""


ADVISERS: list[Adviser] = []


def advice_on(request: HttpRequest, row: models.Model) -> list[Advice]:
    return [advice for adviser in ADVISERS for advice in adviser.advice(request, row)]


def put_beside(advices: list[Advice], form: Any, inlines: Iterable[Any]) -> list[Advice]:
    """Put each beside its field, as a part of the field's help. Returns those whose field has no place for it: it is
    not in the form, or in a table of rows, where help stands once for all rows."""
    fields = dict(form.fields)
    for inline in inlines:
        if isinstance(inline.opts, admin.TabularInline):
            continue
        for part in inline.formset.initial_forms:
            place = f"{part.instance._meta.label_lower}-{part.instance.pk}"
            fields |= {f"{place}-{name}": field for name, field in part.fields.items()}
    by_field: dict[str, list[Advice]] = defaultdict(list)
    for advice in advices:
        by_field[advice.field].append(advice)
    for name in by_field.keys() & fields.keys():
        said = format_html_join("", "{}", ((advice.html,) for advice in by_field.pop(name)))
        fields[name].help_text = SafeString(f"{fields[name].help_text}{said}")
    return [advice for left in by_field.values() for advice in left]
