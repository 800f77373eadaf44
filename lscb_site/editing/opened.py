"""The version that a form was opened at: a short digest of every value that it showed, and the moment.

A digest of what is shown, instead of a number that each save raises, also sees what was changed by an import, an
action or `QuerySet.update()`, and it says which field it was.
"""

import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms

from lscb_site.editing.posting import Parts, as_shown, normal

FIELD = "_opened"  # the name under which a form sends it back
ITSELF = ""  # the group of the form's own fields; that of a row of an inline is "prefix/key"
LENGTH = 12  # characters of a digest, 48 bits

Groups = dict[str, dict[str, str]]
Formset = Any  # of rows of a model; Django's stubs know neither that it has a model nor that it has a prefix


def digest(parts: Parts) -> str:
    return hashlib.sha256(json.dumps(normal(parts)).encode()).hexdigest()[:LENGTH]


@dataclass(frozen=True)
class Opened:
    groups: Groups
    at: int = field(default_factory=lambda: int(time.time()), compare=False)  # seconds since 1970

    @classmethod
    def now(cls, form: forms.BaseForm, formsets: Iterable[Formset], beside: dict[str, str]) -> "Opened":
        """Of forms that show what is stored. `beside` names what else is part of what an editor saw."""
        groups: Groups = {ITSELF: digests(form) | {f"={name}": digest({"": [value]}) for name, value in beside.items()}}
        for formset in formsets:
            groups |= {key_of(formset, row): digests(row) for row in formset.initial_forms if row.instance.pk}
        return cls(groups)

    @classmethod
    def sent(cls, text: str) -> "Opened | None":
        """What a form sent back; None where it says nothing that can be read."""
        try:
            found = json.loads(text)
            groups = {str(key): {str(k): str(v) for k, v in group.items()} for key, group in found["groups"].items()}
            return cls(groups, int(found["at"]))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            return None

    def __str__(self) -> str:
        return json.dumps({"at": self.at, "groups": self.groups}, separators=(",", ":"))

    def differs(self, other: "Opened", group: str, name: str) -> bool:
        return self.groups.get(group, {}).get(name) != other.groups.get(group, {}).get(name)


def digests(form: forms.BaseForm) -> dict[str, str]:
    """Of each field that a save would write."""
    return {name: digest(as_shown(form, name)) for name, field in form.fields.items() if not field.disabled}


def key_of(formset: Formset, row: Any) -> str:
    return f"{formset.prefix}/{row.instance.pk}"
