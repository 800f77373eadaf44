"""The results page, suggestions and the description for browsers."""

import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape
from lxml import html

from lscb_site.search.models import MissedPhrase
from tests.factories import (
    AuthorityFactory,
    ContactPointFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    GlossaryTermFactory,
    HelplineFactory,
    LiveDocumentFactory,
    PinnedResultFactory,
    PostFactory,
    TopicFactory,
)
from tests.search.queries import paged

pytestmark = pytest.mark.django_db

AWKWARD = {
    "ten thousand characters": "a" * 10_000,
    "many words": " ".join(f"word{number}" for number in range(500)),
    "the same word": "child " * 500,
    "NUL": "child\0protection",
    "a lone surrogate": "child \ud800 protection",
    "emoji": "child 👨‍👩‍👧 protection",
    "right to left": "حماية الطفل \u202e child",
    "quotation marks": '"""',
    "one quotation mark": 'child "',
    "an operator": "NEAR(",
    "a star": "*",
    "operators": "child AND OR NOT (protection) col:value ^a + - -- /* */ ; %s %(a)s {} \\ ' :*",
    "only minus": "-child",
    "minuses": '- -- --- -""',
    "figures": "² ½ Ⅷ ٣",
    "markup": "<script>alert(1)</script>",
    "Turkish": "İSTANBUL ıßﬁ",
}


def page(client, text, **query) -> str:
    answer = client.get("/search/", {"q": text, **query})
    assert answer.status_code == 200
    return answer.content.decode()


def test_whatever_is_typed_gets_a_page(client, subtests):
    LiveDocumentFactory(title="Child protection")
    for kind, text in AWKWARD.items():
        with subtests.test(kind):
            typed, part = (each.encode("utf-8", "surrogatepass") for each in (text, text[:50]))
            narrowed = {"superseded": "on", "kind": part, "topic": part, "year": part, "page": part}
            began = time.process_time()
            answers = [client.get("/search/", {"q": typed}), client.get("/search/", {"q": typed} | narrowed)]
            answers.append(client.get("/search/suggest/", {"q": typed}))
            # A NUL is refused in every address of the site, with a page that says so.
            assert {answer.status_code for answer in answers} == {400 if "\0" in text else 200}
            # Of the processor, whatever else runs beside it, and far above what it takes: it must not be without end.
    assert time.process_time() - began < 5


def test_what_was_typed_is_kept_and_escaped(client):
    assert escape('<b>"zebra"</b>') in page(client, '<b>"zebra"</b>')


def test_an_answer_is_kept_nowhere_and_the_empty_page_may_be(client):
    assert client.get("/search/", {"q": "child"}).headers["Cache-Control"] == "private, no-store"
    assert client.get("/search/suggest/", {"q": "child"}).headers["Cache-Control"] == "private, no-store"
    assert "no-store" not in client.get("/search/").headers["Cache-Control"]


def test_a_spelling_error_is_put_right_and_can_be_undone(client):
    paged("How exploitation is disrupted.")
    shown = page(client, "exploittion")
    assert "Page 1" in shown
    assert "exact=on" in shown
    assert "exploitation" in shown
    exact = page(client, "exploittion", exact="on")
    assert "Page 1" not in exact


def test_spelling_comes_from_public_words_alone(client):
    PostFactory(title="About exploitation")  # a draft
    PostFactory(title="More exploitation", withdrawn=True)
    PostFactory(title="Coming exploitation", scheduled=True)
    assert client.get("/search/", {"q": "exploittion"}).context["corrected"] == ""


def test_the_beginning_of_the_last_word_finds_it(client):
    PostFactory(title="Safeguarding week", live=True)
    assert "Safeguarding week" in page(client, "safeg")


def test_a_borough_comes_first_as_a_card_with_its_number_and_its_confirmation(client):
    authority = AuthorityFactory(short_name="Hackney")
    ContactPointFactory(authority=authority, name="MASH", phone="+442079460123")
    PostFactory(title="A post on the hackney mash", live=True)
    answer = client.get("/search/", {"q": "mash hackney"})
    assert [card["item"] for card in answer.context["cards"]] == [authority]
    shown = answer.content.decode().replace("\xa0", " ")
    assert shown.index("020 7946 0123") < shown.index("A post on the hackney mash")
    assert "Not yet confirmed" in shown


def test_a_helpline_comes_as_a_card(client):
    helpline = HelplineFactory(name="Childline", phone="+448001111000")
    answer = client.get("/search/", {"q": "childline number"})
    assert [card["item"] for card in answer.context["cards"]] == [helpline]


def test_a_name_that_many_have_makes_no_cards(client):
    for _ in range(4):
        ContactPointFactory(name="MASH")
    assert client.get("/search/", {"q": "mash"}).context["cards"] == []


def test_a_pinned_page_comes_first_at_once_and_only_while_it_is_live(client):
    for number in range(3):
        PostFactory(title=f"Missing child {number}", live=True)
    pinned = PostFactory(title="What to do overnight", live=True)
    PinnedResultFactory(phrase="Missing children", address=pinned.get_absolute_url())
    assert client.get("/search/", {"q": "the missing child"}).context["results"][0].title != pinned.title
    pin = PinnedResultFactory(phrase="missing child", address=pinned.get_absolute_url())
    assert client.get("/search/", {"q": "Missing child"}).context["results"][0].title == pinned.title
    pinned.withdraw("It is wrong.")
    assert pinned.title not in page(client, "missing child")
    pin.delete()


def test_filters_offer_what_is_there_with_counts(client):
    LiveDocumentFactory(title="Zebra protocol", kind="protocol").topics.add(
        TopicFactory(slug="stripes", name="Stripes")
    )
    PostFactory(title="Zebra news", live=True, date="2015-03-18")
    shown = page(client, "zebra")
    for words in ("Protocol (1)", "News (1)", "Stripes (1)", "2015 (1)"):
        assert words in shown
    narrowed = client.get("/search/", {"q": "zebra", "kind": "news"})
    assert [result.title for result in narrowed.context["results"]] == ["Zebra news"]
    assert client.get("/search/", {"q": "zebra", "kind": "nonsense", "year": "x"}).context["results"] == []


def test_superseded_editions_are_told_of_and_asked_for(client):
    old = paged("Zebra.")
    paged("Giraffe.", document=old.document)
    shown = page(client, "zebra")
    assert "superseded=on" in shown
    included = client.get("/search/", {"q": "zebra", "superseded": "on"}).context["results"]
    assert [result.beside.states[0][0] for result in included] == ["superseded"]


def test_results_have_pages(client):
    for number in range(25):
        PostFactory(title=f"Zebra {number}", live=True)
    assert len(client.get("/search/", {"q": "zebra"}).context["results"]) == 20
    second = client.get("/search/", {"q": "zebra", "page": "2"})
    assert len(second.context["results"]) == 5
    assert "There is no page" in page(client, "zebra", page="99")


def test_nothing_found_says_what_was_tried_and_leads_on(client):
    HelplineFactory(name="NSPCC")
    LiveDocumentFactory(title="Zebras in London")
    shown = page(client, "zebbraxx qqq")
    assert "zebbraxx qqq" in shown
    assert "NSPCC" in shown
    assert "Zebras in London" in page(client, "zebroid habitats")


def test_a_postcode_leads_to_the_finder(client):
    assert 'action="/contacts/find/"' in page(client, "SE1 7PB")
    assert not MissedPhrase.objects.exists()


# Suggestions


@pytest.mark.parametrize(("is_demonstration", "about"), [(True, "Report, demonstration copy"), (False, "Report")])
def test_a_suggestion_says_that_there_is_only_a_demonstration_copy(client, is_demonstration, about):
    edition = EditionFactory(document=DocumentFactory(live=True, title="Escalation policy", kind="report"), live=True)
    EditionFileFactory(edition=edition, content=b"%PDF-1.4", is_demonstration=is_demonstration)

    assert about in suggested(client, "escalation")[2]


def suggested(client, text):
    answer = client.get("/search/suggest/", {"q": text})
    assert answer.headers["Content-Type"] == "application/x-suggestions+json"
    return json.loads(answer.content)


def test_suggestions_are_titles_terms_and_boroughs(client):
    GlossaryTermFactory(term="ZED", also="zebra education department")
    LiveDocumentFactory(title="The Zebra Protocol", slug="zebra-protocol")
    AuthorityFactory(short_name="Zebraham", slug="zebraham")
    typed, words, about, urls = suggested(client, "zeb")
    assert typed == "zeb"
    assert set(words[:2]) == {"The Zebra Protocol", "Zebraham"}
    assert words[2:] == ["ZED"]
    assert about[2] == "zebra education department"
    assert urls[words.index("The Zebra Protocol")] == "/resources/zebra-protocol/"


def test_a_name_that_several_have_leads_to_a_search_and_one_of_its_own_says_whose_it_is(client):
    for _ in range(2):
        ContactPointFactory(name="Zebra hub")
    ContactPointFactory(name="Zebra line", authority__short_name="Ealing", authority__slug="ealing")
    _, words, about, urls = suggested(client, "zebra")
    assert dict(zip(words, zip(about, urls, strict=True), strict=True)) == {
        "Zebra hub": ("Contact", ""),
        "Zebra line": ("Contact, Ealing", "/contacts/ealing/"),
    }


def test_every_word_typed_begins_a_word(client):
    LiveDocumentFactory(title="London Zebra Protocol")
    assert suggested(client, "zeb prot")[1] == ["London Zebra Protocol"]
    assert suggested(client, "zeb rotocol")[1] == []
    assert suggested(client, "z")[1] == []


def test_nothing_that_is_not_live_is_suggested(client):
    PostFactory(title="Zebra draft")
    PostFactory(title="Zebra scheduled", scheduled=True)
    PostFactory(title="Zebra withdrawn", withdrawn=True)
    assert suggested(client, "zebra")[1] == []


def test_browsers_can_add_the_search(client):
    answer = client.get("/search/opensearch.xml")
    assert answer.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    assert b"/search/?q={searchTerms}" in answer.content


def test_what_was_hit_in_a_demonstration_copy_says_so_in_every_link_to_it(client):
    edition = paged("Zebra crossing.", "Zebra again.")
    file = edition.main_file
    file.is_demonstration = True
    file.save()
    (found,) = html.fromstring(client.get("/search/", {"q": "zebra"}).text).xpath("//li[@class='result']")
    links = [" ".join(link.text_content().split()) for link in found.xpath(".//a")]
    assert len(links) == 4
    assert all("demonstration copy" in words for words in links)
    assert "Made-up words of a demonstration copy, not guidance" in found.text_content()


def test_a_result_says_what_is_known_of_its_force_today(client, time_machine):
    edition = paged("Zebra crossing.", document=LiveDocumentFactory(kind="protocol", edition=None))
    day = timezone.localdate()
    edition.state_force("Policy officer", day, day + timedelta(days=5))
    assert "In force, confirmed" in page(client, "zebra")
    time_machine.move_to(timezone.now() + timedelta(days=6))
    assert "Past its check date" in page(client, "zebra")
    assert "In force, confirmed" not in page(client, "zebra")


def test_what_is_found_of_a_number_reads_as_sentences_and_says_nothing_twice():
    hackney = AuthorityFactory(short_name="Hackney")
    ContactPointFactory(
        authority=hackney,
        purpose="lado",
        name="Local authority designated officer",
        note="The page has an online form.",
    )
    ContactPointFactory(
        authority=hackney, purpose="out_of_hours", name="Emergency Duty Team", phone_note="option 2",
        hours_note="The page names no days.", note="One line serves two boroughs.",
    )  # fmt: skip
    # What is stored and not what is shown: each database cuts its own words around a hit.
    shown = " ".join(passage.text for passage in hackney.found().passages)
    assert "Local authority designated officer (LADO). The page has an online form." in shown
    said = "Out of hours. Emergency Duty Team, option 2. The page names no days. One line serves two boroughs."
    assert said in shown
