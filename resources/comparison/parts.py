"""A comparison as it is read: its changes in order, gathered by the page of the newer text on which they stand."""

from collections import Counter
from dataclasses import dataclass, field

from resources.models import Comparison

ENTRIES_AT_ONCE = 500  # paragraphs and gaps on one page
UNCHANGED = ("same", "gap")
FEW = 20  # changes: with more, all parts but the first come folded


@dataclass
class Part:
    """The entries of a comparison that stand on one page of the newer text."""

    label: str
    entries: list[dict] = field(default_factory=list)
    is_open: bool = False

    @property
    def counts(self) -> str:
        """“3 added, 1 edited”."""
        found = Counter(entry["kind"] for entry in self.entries if "number" in entry)
        return ", ".join(f"{number} {kind}" for kind, number in sorted(found.items()))


def parts_of(entries) -> list[Part]:
    """In their order; what went away stands where the newer text goes on.

    What stayed the same around and between changes is one entry, with what is kept of its texts.
    """
    parts: list[Part] = []
    for entry in entries:
        _, label = entry.get("newer") or (None, parts[-1].label if parts else "")
        if parts and not parts[-1].label:
            parts[-1].label = label  # what went away before the newer text begins
        if not parts or (label != parts[-1].label and entry["kind"] not in UNCHANGED):
            parts.append(Part(label))
        into = parts[-1].entries
        if entry["kind"] not in UNCHANGED:
            into.append(entry)
            continue
        if not into or into[-1]["kind"] != "unchanged":
            into.append({"kind": "unchanged", "count": 0, "texts": []})
        into[-1]["count"] += entry.get("count", 1)
        into[-1]["texts"].append("".join(text for _, text in entry.get("pieces", [])))
    total = sum("number" in entry for entry in entries)
    for at, part in enumerate(parts):
        part.is_open = at == 0 or total <= FEW
    return parts


def numbered(changes: list[dict]) -> list[dict]:
    """Each change with its `number` from 1, and the addresses of the one before and the one after it."""
    entries = [dict(change) for change in changes]
    found = [(at, entry) for at, entry in enumerate(entries) if entry["kind"] not in UNCHANGED]
    addresses = [f"?page={at // ENTRIES_AT_ONCE + 1}#change-{number}" for number, (at, _) in enumerate(found, start=1)]
    if len(entries) <= ENTRIES_AT_ONCE:
        addresses = [address[address.index("#") :] for address in addresses]
    for number, (_, entry) in enumerate(found, start=1):
        entry["number"] = number
        entry["previous"] = addresses[number - 2] if number > 1 else ""
        entry["next"] = addresses[number] if number < len(found) else ""
    return entries


def changed_parts(comparison: Comparison) -> list[str]:
    """“Page 7 (3 added, 1 edited)”: each part of the newer text in which something changed, in order."""
    parts = parts_of(numbered(comparison.readable_changes))
    return [f"{part.label or 'Beginning'} ({part.counts})" for part in parts if part.counts]
