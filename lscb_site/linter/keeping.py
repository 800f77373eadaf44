"""Reads things and keeps what is to be looked at as rows. Reading twice changes nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from lscb_site.linter.gathering import SOURCES, Source, label_of
from lscb_site.linter.knowing import knowledge
from lscb_site.linter.models import LintRemark, digest_of
from lscb_site.linter.rules import remarks_on
from lscb_site.linter.writing import Knowledge, Remark

LONGEST_TITLE = 300  # characters
BATCH = 200  # rows that are read at a time
# What a later reading may say otherwise of the same sentence.
TOLD_ANEW = ("what", "title", "is_live", "field", "name", "words", "message", "advice")

Key = tuple[str, int]


@dataclass
class Summary:
    """What a reading of everything found."""

    things: int = 0
    found: Counter[str] = field(default_factory=Counter)  # by code, those set aside left out
    gone: int = 0


def remarks_of(row: models.Model, known: Knowledge | None = None) -> list[Remark]:
    """What is to be looked at in a thing as it is stored; nothing of what is no source."""
    source = SOURCES.get(label_of(row))
    if source is None or row.pk is None:
        return []
    found = source.rows().filter(pk=row.pk).first()
    return remarks_on(source.writing(found, timezone.localdate()), known or knowledge()) if found else []


def set_aside(row: models.Model) -> set[str]:
    """The digests of what editors have said to be right as it is."""
    rows = LintRemark.objects.filter(source=label_of(row), source_id=row.pk).exclude(set_aside_at=None)
    return set(rows.values_list("digest", flat=True))


def read_again(row: models.Model) -> None:
    """Bring the rows of one thing up to date."""
    label = label_of(row)
    source = SOURCES.get(label)
    if source is None or row.pk is None:
        return
    with transaction.atomic():
        rows = LintRemark.objects.filter(source=label, source_id=row.pk)
        known = {each.digest: each for each in rows}
        found = source.rows().filter(pk=row.pk).first()
        if found is not None and source.is_read(found):
            writing = source.writing(found, timezone.localdate())
            keep(Thing(label, source, found, writing.title), remarks_on(writing, knowledge()), known)
        forget(known)


def read_all() -> Summary:
    """Read everything that is live and every draft; what is about something else goes."""
    summary = Summary()
    known, today = knowledge(), timezone.localdate()
    rows: dict[Key, dict[str, LintRemark]] = defaultdict(dict)
    for each in LintRemark.objects.all():
        rows[(each.source, each.source_id)][each.digest] = each
    for label, source, row in everything():
        writing = source.writing(row, today)
        remarks = remarks_on(writing, known)
        stored = rows.get((label, row.pk), {})
        aside = {digest for digest, each in stored.items() if each.set_aside_at}
        summary.things += 1
        summary.found.update(remark.code for remark in remarks if digest_of(remark) not in aside)
        with transaction.atomic():
            keep(Thing(label, source, row, writing.title), remarks, stored)
    for left in rows.values():
        summary.gone += len(left)
        forget(left)
    return summary


def everything() -> Iterator[tuple[str, Source, Any]]:
    for label, source in SOURCES.items():
        for row in source.rows().order_by("pk").iterator(chunk_size=BATCH):
            if source.is_read(row):
                yield label, source, row


@dataclass(frozen=True)
class Thing:
    label: str  # a key of `SOURCES`
    source: Source
    row: Any
    title: str


def keep(thing: Thing, remarks: list[Remark], known: dict[str, LintRemark]) -> None:
    """Write the remarks on a thing. What was `known` and is found again leaves that; what stays in it is gone."""
    new = []
    for remark in remarks:
        digest = digest_of(remark)
        told = {
            "what": thing.source.what,
            "title": thing.title[:LONGEST_TITLE],
            "is_live": bool(thing.source.is_live(thing.row)),
            **{name: getattr(remark, name) for name in ("field", "name", "words", "message", "advice")},
        }
        stored = known.pop(digest, None)
        if stored is None:
            said = {"code": remark.code, "sentence": remark.sentence, "digest": digest}
            new.append(LintRemark(source=thing.label, source_id=thing.row.pk, **said, **told))
        elif any(getattr(stored, name) != told[name] for name in TOLD_ANEW):
            LintRemark.objects.filter(pk=stored.pk).update(**told)
    LintRemark.objects.bulk_create(new, ignore_conflicts=True)  # somebody else may have read it just now


def forget(rows: dict[str, LintRemark]) -> None:
    if rows:
        LintRemark.objects.filter(pk__in=[each.pk for each in rows.values()]).delete()
