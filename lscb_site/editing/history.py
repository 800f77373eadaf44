"""The admin's history in plain words, and told wherever somebody would look for it.

What was done to a part that has a page of its own, such as an edition, stands in the history of the whole too; and what
was done to it on the page of the whole stands in its own.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db.models import Model

from lscb_site.editing.labels import capitalised
from lscb_site.files.fields import DocumentsField

Message = list[dict[str, dict[str, Any]]]  # as Django keeps it, to be put in words where it is read


def tell_the_whole(entry: LogEntry | None, part: Model) -> None:
    """Repeats an entry about `part` for what it is a part of: its model says so, with `told_in`."""
    if entry is None or entry.change_message == "[]":  # a block of the CMS has no entry; or it was saved as it was
        return
    words = entry.get_change_message() if entry.action_flag != DELETION else "Deleted."
    what = capitalised(str(part._meta.verbose_name))
    for name in getattr(part, "told_in", ()):
        if whole := getattr(part, name):
            note(entry.user_id, whole, CHANGE, f"{what} “{part}”: {words}")


def tell_the_parts(person: Any, whole: Model, formset: Any, has_a_page: bool) -> None:
    """What was done to the rows of an inline, for those that have a history of their own to read it in."""
    if not has_a_page:
        return
    place = f"On the page of “{whole}”"
    for part in getattr(formset, "new_objects", ()):
        note(person.pk, part, ADDITION, f"{place}: added.")
    for part, fields in getattr(formset, "changed_objects", ()):
        row = next(form for form in formset.initial_forms if form.instance == part)
        labels = [capitalised(str(row[name].label)) for name in fields]
        note(person.pk, part, CHANGE, f"{place}: changed {listed(labels)}.")
    for part in getattr(formset, "deleted_objects", ()):
        note(person.pk, part, DELETION, f"{place}: deleted.")


def note(person: Any, row: Model, action: int, words: str) -> None:
    LogEntry.objects.log_actions(person, [row], action, words, single_object=True)


def with_files_named(message: Message, form: forms.BaseForm) -> Message:
    """Files that were chosen are named: that a field for them was “changed” says nothing."""
    uploads = [name for name in form.changed_data if isinstance(form.fields.get(name), DocumentsField)]
    labels = {str(form[name].label) for name in uploads}
    found: Message = []
    for each in message:
        if fields := each.get("changed", {}).get("fields") if "name" not in each.get("changed", {}) else None:
            fields = [label for label in fields if label not in labels]
            if not fields:
                continue
            each = {"changed": {"fields": fields}}
        found.append(each)
    files = [upload.name for name in uploads for upload in form.cleaned_data.get(name) or ()]
    return found + [{"added": {"name": "file", "object": name}} for name in files]


def listed(labels: Iterable[str]) -> str:
    *others, last = labels
    return f"{', '.join(others)} and {last}" if others else last
