"""A form that was opened at one version is brought to another: field by field, and row by row of its inlines.

What only somebody else changed is taken over, what only this form changed stays, and what both changed is asked.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from lscb_site.editing.differences import Difference, Keep
from lscb_site.editing.opened import ITSELF, Formset, Opened, digest, key_of
from lscb_site.editing.posting import Parts, as_shown, as_typed, in_words, normal

Files = Any  # what `request.FILES` is: Django does not document the class

NOTHING = "Nothing"
DELETED = "You ticked “Delete”."
TAKEN_OVER = "The form has it now."


@dataclass(frozen=True)
class Inline:
    """An inline of the form as it is stored, and whether this editor may change its rows."""

    formset: Formset
    can_change: bool

    @property
    def what(self) -> str:
        return str(self.formset.model._meta.verbose_name).capitalize()


@dataclass
class Merge:
    """Brings `data` and `files`, which are changed in place, from the version `opened` to what is stored `now`.

    `opened` is None where the form does not say it: then everything that differs is shown, and nothing is taken over.
    """

    data: QueryDict
    files: Files
    opened: Opened | None
    now: Opened
    found: list[Difference] = field(default_factory=list)

    def all(self, form: forms.BaseForm, inlines: Iterable[Inline]) -> list[Difference]:
        self.fields(form, ITSELF)
        for inline in inlines:
            self.rows(inline)
        return self.found

    def fields(self, form: forms.BaseForm, group: str, whose: str = "") -> None:
        for name, each in form.fields.items():
            if not each.disabled and self.is_other(group, name):
                self.field(form, name, group, whose)

    def is_other(self, group: str, name: str) -> bool:
        return self.opened is None or self.opened.differs(self.now, group, name)

    def field(self, form: forms.BaseForm, name: str, group: str, whose: str) -> None:
        stored, typed = as_shown(form, name), as_typed(form, name, self.data, self.files)
        if typed is not None and normal(typed) == normal(stored):
            return
        each = form.fields[name]
        told = Difference(label_of(form, name, whose), in_words(each, stored) or NOTHING)
        if self.opened is None:
            if typed is None:
                return
            told.mine = in_words(each, typed) or NOTHING
        elif typed is None or digest(typed) == self.opened.groups.get(group, {}).get(name):
            take_over(form, name, stored, self.data, self.files)
            told.outcome = TAKEN_OVER
        else:
            told.mine, told.name = in_words(each, typed) or NOTHING, name_of(group, name)
        self.found.append(told)

    # Rows of an inline --------------------------------------------------------------------------------------------

    def rows(self, inline: Inline) -> None:
        formset = inline.formset
        stored = {key_of(formset, row): row for row in formset.initial_forms if row.instance.pk}
        places = self.places(formset)
        if places is None or not inline.can_change:
            self.tell_of_rows(inline, stored)
            return
        if self.opened is None:
            known = places.keys() & stored.keys()
            for key in known:
                stored[key].prefix = f"{formset.prefix}-{places[key]}"
        else:
            known = {key for key in self.opened.groups if key.startswith(f"{formset.prefix}/")}
            for key in sorted(known - stored.keys()):
                self.gone(inline, key, places)
            order = [places.get(key) for key in stored]
            if known != stored.keys() or order != list(range(len(order))):
                rearrange(formset, list(zip(order, stored.values(), strict=True)), self.data, self.files)
        for key, row in stored.items():
            if key in known:
                self.row(inline, key, row)
            elif self.opened:
                self.found.append(Difference(inline.what, as_words(row), outcome=f"They added it. {TAKEN_OVER}"))

    def places(self, formset: Formset) -> dict[str, int] | None:
        """Where each stored row stands in what was sent; None where that cannot be read."""
        prefix, pk = formset.prefix, formset.model._meta.pk.name
        count = self.data.get(f"{prefix}-INITIAL_FORMS", "")
        if not count.isdecimal() or len(count) > 4:
            return None
        sent = ((self.data.get(f"{prefix}-{number}-{pk}"), number) for number in range(int(count)))
        return {f"{prefix}/{key}": number for key, number in sent if key}

    def row(self, inline: Inline, key: str, row: Any) -> None:
        removal = f"{row.prefix}-DELETE"
        if self.data.get(removal) and any(self.is_other(key, name) for name in row.fields):
            told = Difference(f"{inline.what} “{row.instance}”", as_words(row), mine=DELETED)
            told.name = name_of(key, "DELETE") if self.opened else ""
            self.found.append(told)
            return
        self.fields(row, key, whose=f"{inline.what} “{row.instance}”")

    def gone(self, inline: Inline, key: str, places: Mapping[str, int]) -> None:
        """A row that somebody else deleted. What was typed into it is shown to be copied."""
        prefix = inline.formset.prefix
        empty = inline.formset.empty_form
        empty.prefix = f"{prefix}-{places[key]}" if key in places else prefix
        typed = {name: as_typed(empty, name, self.data, self.files) for name in empty.fields} if key in places else {}
        words = [
            f"{label_of(empty, name)}: {in_words(empty.fields[name], parts)}"
            for name, parts in typed.items()
            if parts and any(normal(parts).values()) and not is_hidden(empty, name)
        ]
        outcome = "They deleted it. Add a row below if it must come back."
        self.found.append(Difference(inline.what, NOTHING, mine="\n".join(words), outcome=outcome))

    def tell_of_rows(self, inline: Inline, stored: Mapping[str, Any]) -> None:
        """Where this form cannot be brought up to date, only what is stored is told."""
        before = self.opened.groups if self.opened else {}
        for key, row in stored.items():
            if self.opened and before.get(key) != self.now.groups.get(key):
                self.found.append(Difference(inline.what, as_words(row), outcome="They wrote it."))


def label_of(form: forms.BaseForm, name: str, whose: str = "") -> str:
    label = str(form[name].label)
    return f"{whose}: {label.lower()}" if whose else label[:1].upper() + label[1:]


def is_hidden(form: forms.BaseForm, name: str) -> bool:
    return form[name].is_hidden or name == "DELETE"


def as_words(row: Any) -> str:
    """A row of an inline, a line for each field that says something."""
    told = ((name, in_words(row.fields[name], as_shown(row, name))) for name in row.fields if not is_hidden(row, name))
    return "\n".join(f"{label_of(row, name)}: {words}" for name, words in told if words)


def take_over(form: forms.BaseForm, name: str, stored: Parts, data: QueryDict, files: Files) -> None:
    """The form says what is stored, as if it had been opened now."""
    whole = form.add_prefix(name)
    if isinstance(form.fields[name], forms.FileField):
        files.pop(whole, None)
        data.pop(f"{whole}-clear", None)
        return
    for suffix, values in stored.items():
        if values:
            data.setlist(whole + suffix, values)
        else:
            data.pop(whole + suffix, None)


def leave_untouched(form: forms.BaseForm, inlines: Iterable[Inline], data: QueryDict, files: Files) -> None:
    """What a browser only writes otherwise is sent as it is stored: it is no change, in no history."""
    rows = [row for inline in inlines for row in inline.formset.initial_forms if is_sent(row, data)]
    for each in [form, *rows]:
        for name, field_of_it in each.fields.items():
            typed = as_typed(each, name, data, files)
            if field_of_it.disabled or typed is None or isinstance(field_of_it, forms.FileField):
                continue
            stored = as_shown(each, name)
            if typed != stored and normal(typed) == normal(stored):
                take_over(each, name, stored, data, files)


def is_sent(row: Any, data: QueryDict) -> bool:
    """Whether its place in what was sent holds this row."""
    return data.get(f"{row.prefix}-{row.instance._meta.pk.name}") == str(row.instance.pk)


def rearrange(formset: Formset, stored: list[tuple[int | None, Any]], data: QueryDict, files: Files) -> None:
    """What was sent for the rows of an inline, in the order in which they are stored now, the new rows behind them.

    `stored` names for each row its place in what was sent; None: it was not there yet, and is sent as it is stored.
    """
    prefix = formset.prefix
    of_row = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)", re.DOTALL)
    first = int(data.get(f"{prefix}-INITIAL_FORMS", "0"))
    sent: dict[int, dict[str, Any]] = {}
    chosen: dict[int, dict[str, Any]] = {}
    for source, rows in ((data, sent), (files, chosen)):
        for name in list(source):
            if found := of_row.fullmatch(name):
                rows.setdefault(int(found[1]), {})[found[2]] = source.pop(name)
    new = [(number, None) for number in sorted(sent.keys() | chosen.keys()) if number >= first]
    for number, (place, row) in enumerate([*stored, *new]):
        start = f"{prefix}-{number}"
        if place is None:
            row.prefix = start
            for name in row.fields:
                take_over(row, name, as_shown(row, name), data, files)
            continue
        for rest, values in sent.get(place, {}).items():
            data.setlist(f"{start}-{rest}", values)
        for rest, values in chosen.get(place, {}).items():
            files.setlist(f"{start}-{rest}", values)
    data[f"{prefix}-INITIAL_FORMS"] = str(len(stored))
    data[f"{prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))


def name_of(group: str, name: str) -> str:
    """Names a field of the form or of one of its rows, whatever place the row comes to stand in."""
    return f"{group}|{name}"


def settle(
    choices: Mapping[str, str],
    form: forms.BaseForm,
    inlines: Iterable[Inline],
    data: QueryDict,
    files: Files,
) -> list[Difference]:
    """Do what was chosen for the fields that both wrote. Those for which nothing was chosen are returned."""
    fields: dict[str, tuple[Any, str]] = {name_of(ITSELF, name): (form, name) for name in form.fields}
    for inline in inlines:
        for row in inline.formset.initial_forms:
            fields |= {name_of(key_of(inline.formset, row), name): (row, name) for name in row.fields}
    unsettled = []
    for key in choices.keys() & fields.keys():
        whose, name = fields[key]
        stored, typed = as_shown(whose, name), as_typed(whose, name, data, files)
        if choices[key] == Keep.THEIRS:
            take_over(whose, name, stored, data, files)
        elif choices[key] != Keep.MINE and typed is not None and normal(typed) != normal(stored):
            mine = DELETED if name == "DELETE" else in_words(whose.fields[name], typed) or NOTHING
            theirs = as_words(whose) if name == "DELETE" else in_words(whose.fields[name], stored) or NOTHING
            unsettled.append(Difference(label_of(whose, name), theirs, mine, key))
    return unsettled
