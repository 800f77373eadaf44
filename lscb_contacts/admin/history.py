"""The history of a contact point's details, read from the audit log: before, after, when and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from auditlog.models import LogEntry

from lscb_contacts.confirming.values import in_words
from lscb_contacts.guarded import ENTRY
from lscb_contacts.models import ContactPoint

TOLD = (*ENTRY, "confirmed_on", "confirmed_by")
NOTHING = ("None", "", None)


@dataclass(frozen=True)
class Change:
    when: datetime
    field: str
    before: str
    after: str
    by: str


def history_of(point: ContactPoint) -> list[Change]:
    """Newest first."""
    entries = LogEntry.objects.get_for_object(point).select_related("actor").order_by("-timestamp", "-pk")
    return [change for entry in entries for change in changes_in(entry)]


def changes_in(entry: LogEntry) -> Iterator[Change]:
    for name in TOLD:
        if name in (entry.changes or {}):
            before, after = ("" if value in NOTHING else value for value in entry.changes[name])
            if before or after:
                label = ContactPoint._meta.get_field(name).verbose_name.capitalize()
                yield Change(entry.timestamp, label, in_words(name, before), in_words(name, after), by_whom(entry))


def by_whom(entry: LogEntry) -> str:
    """Who saved it, and who is behind it where that is somebody else."""
    told_by = (entry.additional_data or {}).get("told_by", "")
    saved_by = entry.actor.get_username() if entry.actor else ""
    if told_by and saved_by and told_by != saved_by:
        return f"{saved_by}, told by {told_by}"
    return told_by or saved_by or "The site"
