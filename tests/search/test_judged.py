"""What search is judged by is well formed. No failure here says what unread.csv asks: only the file and the line.

earlier.csv and tuned.csv may be read while search is changed; unread.csv only counts, and nobody reads it until the
end. Any of a row's answers will do: an address, `helpline:nspcc`, `call-block` (whom to call stands above the results)
or `term:FGM` (the glossary's meaning of it stands above them).
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from lscb_contacts.models import Helpline
from lscb_site.search.models import GlossaryTerm
from resources.models import FilePage

JUDGED = Path(__file__).parent / "judged"
FILES = ("earlier", "tuned", "unread")
PASSAGE = re.compile(r"/resources/(?P<slug>[\w-]+)/editions/(?P<number>\d+)/#(?P<anchor>(page|section|slide)-\d+)")


def rows(name: str) -> list[dict[str, str]]:
    with (JUDGED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places(name: str):
    """Each row of a file with where it stands."""
    return [(f"{name}.csv, line {line}", row) for line, row in enumerate(rows(name), start=2)]


@pytest.mark.parametrize("name", ["tuned", "unread"])
def test_half_is_asked_by_the_public_and_half_by_practitioners(name):
    assert Counter(row["by"] for row in rows(name)) == {"public": 30, "practitioner": 30}


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_whole(name):
    wrong = [
        place
        for place, row in places(name)
        if None in row
        or not row["question"].strip()
        or row["superseded"] not in ("", "yes")
        or not all(answer.strip() == answer != "" for answer in row["answers"].split(" | "))
    ]
    assert not wrong


def test_no_question_is_asked_twice():
    first: dict[str, str] = {}
    wrong = []
    for name in FILES:
        for place, row in places(name):
            words = " ".join(re.findall(r"\w+", row["question"].casefold()))
            wrong += [(first[words], place)] if words in first else []
            first[words] = place
    assert not wrong


@pytest.mark.parametrize("name", FILES)
def test_every_answer_exists(loaded_site, client, name):
    passages = {
        (document, str(number), anchor)
        for document, number, anchor in FilePage.objects.filter(file__role="main").values_list(
            "file__edition__document__slug", "file__edition__number", "anchor"
        )
    }
    known = {f"term:{term}" for term in GlossaryTerm.objects.values_list("term", flat=True)}
    known |= {f"helpline:{slug}" for slug in Helpline.objects.values_list("slug", flat=True)}
    known.add("call-block")
    answered: dict[str, bool] = {}

    def exists(answer: str) -> bool:
        if passage := PASSAGE.fullmatch(answer):
            return passage.group("slug", "number", "anchor") in passages
        if not answer.startswith("/"):
            return answer in known
        if answer not in answered:
            answered[answer] = client.get(answer).status_code == 200
        return answered[answer]

    wrong = [place for place, row in places(name) if not all(exists(answer) for answer in row["answers"].split(" | "))]
    assert not wrong


def test_the_phrasings_of_distress():
    shown = Counter(row["shown"] for row in rows("distress"))
    assert set(shown) == {"yes", "no"}
    assert shown["yes"] >= 90
    assert shown["no"] >= 60
    words = Counter(row["words"].casefold() for row in rows("distress"))
    assert not [each for each, times in words.items() if times > 1 or not each.strip()]


def test_the_strings_that_every_database_answers_alike():
    strings = (JUDGED / "strings.txt").read_text(encoding="utf-8").splitlines()
    assert len(strings) == len(set(strings)) == 300
    assert all(strings)
