"""The job that compares the texts of two editions, found from the rows: no row says that it is to be done.

A comparison waits while the main files of both editions are read and are not the two that it was made of. So a new
file, a correction or a killed worker needs nobody to remember anything.

`Comparison.changes` then holds:

    older, newer   digests of the files that were compared
    problem        a sentence for editors where there is nothing to show, else empty
    counts         paragraphs of each kind: same, edited, moved, added, removed
    changes        in the order of the newer edition: {"kind", "older", "newer", "pieces"}, where older and newer are
                   [anchor, label] of the text view or null, and pieces are ["same" | "removed" | "added", text]. Of the
                   paragraphs that are the same only the neighbours of a change are there; {"kind": "gap", "count"}
                   stands for the others.
"""

import logging
from itertools import groupby

from django.utils import timezone

from resources.comparison.texts import Change, ChangeKind, TooLong, compare
from resources.models import Comparison, FilePage

logger = logging.getLogger(__name__)


def compare_next() -> bool:
    """Compare the editions of one waiting comparison. False when there is none."""
    comparison = Comparison.objects.waiting_to_be_compared().order_by("pk").first()
    if comparison is None:
        return False
    try:
        editions = (comparison.older_id, comparison.newer_id)
        found = compared(*(pages_of(edition, scans=comparison.uses_scans) for edition in editions))
    except TooLong:
        found = {"problem": "The editions are too long to be compared. Readers see your summary alone."}
    except Exception:  # a fault of ours must not bring this row back to every worker for ever
        logger.exception("Comparison %s failed.", comparison.pk)
        found = {"problem": "The editions could not be compared. Readers see your summary alone."}
    found |= {"older": comparison.older_digest, "newer": comparison.newer_digest}
    Comparison.objects.filter(pk=comparison.pk).update(changes=found, compared_at=timezone.now())
    return True


def pages_of(edition_id: int, *, scans: bool) -> list[FilePage]:
    """Those of its main file; what a machine read from pictures only where an editor wants that compared."""
    pages = FilePage.objects.filter(file__edition=edition_id, file__role="main").defer("html")
    return list(pages if scans else pages.filter(confidence=None))


def compared(older: list[FilePage], newer: list[FilePage]) -> dict:
    if not any(page.text for page in older) or not any(page.text for page in newer):
        return {"problem": "One of the files has no text of its own, so there is nothing to compare."}
    comparison = compare(older, newer)
    labels = {page.anchor: page.label for page in older}, {page.anchor: page.label for page in newer}
    return {
        "problem": "",
        "counts": {kind.value: count for kind, count in comparison.counts.items()},
        "changes": list(shortened(comparison.changes, *labels)),
    }


def shortened(changes: list[Change], older_labels: dict, newer_labels: dict):
    """The changes as they are stored, with one paragraph that is the same before and after each."""
    is_shown = [False] * len(changes)
    for at, change in enumerate(changes):
        if change.kind != ChangeKind.SAME:
            is_shown[max(0, at - 1) : at + 2] = [True] * len(is_shown[max(0, at - 1) : at + 2])
    for shown, run in groupby(zip(changes, is_shown, strict=True), key=lambda pair: pair[1]):
        if not shown:
            yield {"kind": "gap", "count": len(list(run))}
            continue
        for change, _ in run:
            yield {
                "kind": change.kind.value,
                "older": change.old_anchor and [change.old_anchor, older_labels[change.old_anchor]],
                "newer": change.new_anchor and [change.new_anchor, newer_labels[change.new_anchor]],
                "pieces": [list(piece) for piece in change.pieces],
            }
