"""Who saved something since a moment, and when: from the audit log and from the admin's own history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from auditlog.models import LogEntry as Audited
from django.contrib.admin.models import LogEntry as Entry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.editing.people import name_of

WHEN = "j F Y \\a\\t H:i"
NOBODY = "The site itself, or an import"
YOURSELF = "You, in another window"
MOST = 3  # people named
Row = tuple[type[Model], Any]  # a model and a key: the row may be gone


@dataclass(frozen=True)
class Saving:
    by: str
    when: datetime

    def __str__(self) -> str:
        return f"{self.by}, {format_date(timezone.localtime(self.when), WHEN)}"


def savings(rows: Iterable[Row], since: datetime, reader: Any) -> list[Saving]:
    """The newest saving of each person since that moment, newest first. `reader` is told of another window."""
    keys: dict[type[Model], list[str]] = {}
    for model, key in rows:
        keys.setdefault(model, []).append(str(key))
    audited, entered = Q(), Q()
    for model, several in keys.items():
        kind = ContentType.objects.get_for_model(model)
        audited |= Q(content_type=kind, object_pk__in=several)
        entered |= Q(content_type=kind, object_id__in=several)
    in_audit = Audited.objects.filter(audited, timestamp__gte=since).select_related("actor")
    in_history = Entry.objects.filter(entered, action_time__gte=since).select_related("user")
    found = [
        *((each.timestamp, each.actor) for each in in_audit),
        *((each.action_time, each.user) for each in in_history),
    ]
    newest: dict[str, datetime] = {}
    for when, person in sorted(found, key=lambda each: each[0]):
        newest[told_to(reader, person)] = when
    told = [Saving(by, when) for by, when in newest.items() if by != NOBODY or len(newest) == 1]
    return sorted(told, key=lambda saving: saving.when, reverse=True)[:MOST]


def told_to(reader: Any, person: Any) -> str:
    if person is None:
        return NOBODY
    return YOURSELF if person == reader else name_of(person)
