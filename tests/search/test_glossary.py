"""Terms of the glossary are answers, whether or not a text has them."""

import csv

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb_site.content.loading.sequence import CONTENT
from lscb_site.search.explaining import Explanation
from lscb_site.search.models import GlossaryTerm, MissedPhrase
from tests.factories import GlossaryTermFactory, LiveDocumentFactory, PostFactory, TopicFactory
from tests.search.queries import paged, search

pytestmark = pytest.mark.django_db
TERMS = list(csv.DictReader((CONTENT / "glossary.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture
def lado():
    return GlossaryTermFactory(
        term="LADO", also="local authority designated officer\ndesignated officer’s line", meaning="Who looks into it.",
        call="lado",
    )  # fmt: skip


def page(client, text, **query) -> str:
    return client.get("/search/", {"q": text, **query}).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        "LADO", "lados", "what is a LADO?", "what does LADO mean", "What’s a LADO", "definition of LADO",
        "meaning of “LADO”", "local authority designated officers", "designated officer's line", "LADO meaning",
        "what does l.a.d.o. stand for",
    ],
)  # fmt: skip
def test_whoever_asks_for_a_term_is_told_what_it_means(client, lado, typed):
    shown = page(client, typed)
    assert "Who looks into it." in shown
    assert "local authority designated officer" in shown
    assert "Nothing found" not in shown


@pytest.mark.parametrize("typed", ["lado hackney", "officer", "who was the lado in 2015"])
def test_whoever_asks_for_more_gets_results(client, lado, typed):
    PostFactory(title="The LADO of 2015", summary="Asking an officer in Hackney.", live=True)
    shown = page(client, typed)
    assert "The LADO of 2015" in shown
    assert "Who looks into it." not in shown


@pytest.mark.parametrize("typed", ["lado hackney", "they gave me the number of the local authority designated officer"])
def test_a_term_that_no_text_has_is_explained_whatever_else_was_asked(client, lado, typed):
    PostFactory(title="A number in Hackney", live=True)
    shown = page(client, typed)
    assert "Who looks into it." in shown
    assert "A number in Hackney" in shown


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("what is county lines", True),
        ("county lines meaning", True),
        ("what are county lines?", True),
        ("define county lines", True),
        ("county lines", False),
        ("what do i do about county lines", False),
    ],
)
def test_a_meaning_that_was_asked_for_stands_above_whom_to_call(client, typed, leads):
    GlossaryTermFactory(term="county lines", meaning="Children who carry drugs for a gang.")
    shown = page(client, typed)
    meaning, call = shown.find("Children who carry drugs"), shown.find('class="worried call-first"')
    assert meaning > 0
    assert call > 0
    assert (meaning < call) == leads


@pytest.mark.parametrize("typed", ["what is county lines", "county lines"])
def test_whom_to_call_is_said_once(client, typed):
    GlossaryTermFactory(term="county lines", meaning="Children who carry drugs for a gang.", call="front_door")
    GlossaryTermFactory(term="front door", meaning="Where a referral goes.", call="front_door")
    assert "Is a child in danger now?" not in page(client, typed)
    assert "Is a child in danger now?" in page(client, "what is a front door")


def test_to_a_child_nothing_stands_above_whom_to_call(client):
    GlossaryTermFactory(term="self-harm", also="self harm", meaning="Hurting oneself on purpose.")
    shown = page(client, "what does it mean if i self harm")
    assert "You can talk to someone now" in shown
    assert shown.index("You can talk to someone now") < shown.index("Hurting oneself on purpose.")


def test_a_term_is_never_counted_as_sought_in_vain(client, lado):
    for typed in ("lado", "what does lado mean"):
        page(client, typed)
    assert not MissedPhrase.objects.exists()


def test_a_term_without_a_meaning_answers_with_its_forms(client):
    GlossaryTermFactory(term="ZED", also="zebra education department")
    shown = page(client, "zed")
    assert "zebra education department" in shown
    assert "Nothing found" not in shown


def test_an_abbreviation_of_two_things_names_both(client):
    GlossaryTermFactory(term="DPO", also="data protection officer")
    GlossaryTermFactory(term="IG lead", also="DPO\ninformation governance lead")
    shown = page(client, "what is a dpo")
    assert "data protection officer" in shown
    assert "information governance lead" in shown


def test_a_form_that_is_only_written_in_another_way_is_not_named_again():
    term = GlossaryTermFactory(term="MASH", also="multi-agency hub\nmulti agency hubs\nMASHs\nthe hub")
    assert term.others == ["multi-agency hub", "the hub"]


def test_the_longest_form_is_the_one_that_is_meant(client):
    GlossaryTermFactory(term="care", also="looking after", meaning="Not this.")
    GlossaryTermFactory(term="child in care", also="LAC", meaning="A child in care.")
    shown = page(client, "what is a child in care")
    assert "A child in care." in shown
    assert "Not this." not in shown


def test_a_term_tells_whom_to_call(client, lado):
    GlossaryTermFactory(term="FGM", also="female genital mutilation", call="front_door")
    assert 'href="/contacts/mash-list/"' in page(client, "lado")
    assert 'href="tel:999"' in page(client, "fgm").partition("<main")[2]


def test_a_term_that_no_text_has_leads_to_its_topic(client):
    GlossaryTermFactory(term="HSB", also="harmful sexual behaviour")
    topic = TopicFactory(slug="harmful-sexual-behaviour", name="Harmful")
    LiveDocumentFactory(title="Zebra guidance").topics.add(topic)
    LiveDocumentFactory(title="Giraffe guidance")
    shown = page(client, "hsb", exact="on")
    assert "Zebra guidance" in shown
    assert "Giraffe guidance" not in shown


def test_a_term_that_only_superseded_texts_have_names_them_as_such(client):
    GlossaryTermFactory(term="ZED", also="zebra")
    old = paged("Zebra.")
    paged("Giraffe.", document=old.document)
    (related,) = client.get("/search/", {"q": "zed"}).context["explanation"].related
    assert related.beside.states[0][0] == "superseded"


def test_results_follow_the_meaning_and_are_not_listed_twice(client, lado):
    PostFactory(title="The LADO’s report", live=True)
    answer = client.get("/search/", {"q": "lado"})
    assert [result.title for result in answer.context["results"]] == ["The LADO’s report"]
    assert answer.context["explanation"].related == []


def test_whom_to_call_is_one_of_those_that_are_known():
    with pytest.raises(IntegrityError), transaction.atomic():
        GlossaryTermFactory(term="ZED", call="somebody")


def test_there_are_terms_to_ask_for():
    assert len(TERMS) >= 157


@pytest.mark.parametrize("row", TERMS, ids=[row["term"] for row in TERMS])
def test_every_form_of_every_term_is_answered(loaded_site, row):
    for form in (row["term"], *row["also"].split(";")):
        for typed in (form, f"what is {form}", f"what does {form} mean", f"definition of {form.upper()}"):
            terms = [term.term for term in Explanation.of(search(typed, timezone.now())).terms]
            assert row["term"] in terms, typed


def test_the_terms_of_the_site_say_whom_to_call(loaded_site):
    calls = dict(GlossaryTerm.objects.values_list("term", "call"))
    assert calls["LADO"] == "lado"
    assert calls["FGM"] == calls["neglect"] == "front_door"
    assert calls["ICO"] == ""
