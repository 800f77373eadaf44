"""Questions that are long, or hard to answer: what they ask of the database and how much comes back have a bound."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from lscb_site.search import candidates as candidates_module
from lscb_site.search.forms import KEPT, MOST
from tests.factories import GlossaryTermFactory, LiveDocumentFactory
from tests.search.hard_questions import COMMON, HARD
from tests.search.queries import paged

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    """Texts with all of the words, and with some: more than are ranked at once."""
    GlossaryTermFactory(term="Front door", also="\n".join(map(" ".join, pairwise(COMMON))))
    for start in range(4):
        paged(*(" ".join(COMMON[start : start + length]) for length in range(2, 21)))
        LiveDocumentFactory(title=f"About {COMMON[start]}")


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
# With many texts every rung of both ladders can be full: here with more than five.
@pytest.mark.parametrize(("ranked", "statements"), [(candidates_module.MOST, 21), (5, 34)])
def test_however_hard_the_question_few_statements_answer_it(client, library, monkeypatch, text, ranked, statements):
    monkeypatch.setattr(candidates_module, "MOST", ranked)
    client.get("/search/", {"q": text})  # what a process keeps
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/search/", {"q": text}).status_code == 200
    assert len(asked) <= statements


@pytest.mark.parametrize("typed", ["a" * MOST, "&<>'" * 2_500, "zq " * 3_333, "👨" * MOST], ids=ascii)
@pytest.mark.parametrize("others", [{}, {"kind": "k" * MOST, "topic": "t" * MOST, "page": "9" * MOST, "x": "y" * MOST}])
def test_a_page_is_small_however_long_the_question(client, typed, others):
    LiveDocumentFactory()
    answer = client.get("/search/", {"q": typed} | others)
    assert len(answer.content) < 20_000
    page = html.fromstring(answer.content.decode())
    assert page.xpath("string(//input[@id='q']/@value)") == typed.strip()[:KEPT]
    assert "only the beginning of what you typed is kept" in page.text_content()


def test_links_of_a_long_question_lead_to_the_same_search(client):
    words = ["zebra", *("stripes " * 200).split()]
    paged(*(" ".join(words[:number]) for number in range(3, 30)))
    LiveDocumentFactory.create_batch(25, title="Zebra stripes")
    first = client.get("/search/", {"q": " ".join(words)})
    (address,) = set(html.fromstring(first.content.decode()).xpath("//a[@rel='next']/@href"))
    assert len(address) < KEPT + 20
    second = client.get(f"/search/{address}")
    assert second.context["outcome"].query == first.context["outcome"].query
    assert second.context["page_obj"].number == 2


def test_a_worry_at_the_end_of_a_long_story_is_heard(client):
    answer = client.get("/search/", {"q": "We went to the shops. " * 100 + "someone is hurting me"})
    assert answer.context["worry"]
