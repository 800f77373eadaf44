"""The first five answers to each of 300 strings, as they are on record: the same on every database.

Written anew by ``RECORD_FIRST_FIVE=yes`` before the test of it, where the ranking or the Board's content was changed on
purpose; what differs is then read in the change like any other line.
"""

import json
from pathlib import Path

from lscb_site.search.models import SearchItem
from lscb_site.search.searching import Search

FOLDER = Path(__file__).parent / "judged"
STRINGS, RECORD = FOLDER / "strings.txt", FOLDER / "first_five.json"
FIRST = 5


def strings() -> list[str]:
    return STRINGS.read_text(encoding="utf-8").split("\n")[:-1]


def answers(text: str, moment) -> list[str]:
    """Cards and results in their order, each by its address and the place in it; nothing that is only this copy's."""
    found = Search(text, moment).run()
    said = [f"card {item.kind} {item.title}" for item in found.named.cards]
    for result in found.show(found.groups[:FIRST]):
        place = f" {result.page.label}" if result.page else ""
        said.append(f"{result.url}{place}")
    return said[:FIRST]


def recorded() -> dict[str, list[str]]:
    return json.loads(RECORD.read_text(encoding="utf-8"))


def write(moment) -> None:
    assert SearchItem.objects.exists()
    found = {text: answers(text, moment) for text in strings()}
    RECORD.write_text(f"{json.dumps(found, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
