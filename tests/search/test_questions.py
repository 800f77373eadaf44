"""A misspelt name is asked about and never answered; a misspelt word is put right where that leads to something."""

import pytest
from lxml import html

from lscb_site.search.people import family_names, given_names
from tests.factories import (
    AuthorityFactory,
    ContactPointFactory,
    GlossaryTermFactory,
    HelplineFactory,
    PlaceFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory():
    for name in ("Hackney", "Greenwich", "Harrow", "Sutton", "Tower Hamlets"):
        ContactPointFactory(authority=AuthorityFactory(short_name=name), name="Front door")
    PlaceFactory(name="Crystal Palace")
    PlaceFactory(name="Brixton")
    HelplineFactory(name="Childline", slug="childline", phone="0800 1111")
    PostFactory(title="Safeguarding in Harrow and exploitation", summary="By Priya Peterson of Hackney", live=True)


def ask(client, typed, **further):
    return html.fromstring(client.get("/search/", {"q": typed} | further).text).xpath("//main")[0]


def questions(page) -> list[str]:
    return page.xpath(".//p[contains(., 'Did you mean')]/a/text()")


def test_a_slip_in_a_name_is_a_question(client, subtests):
    for typed, name, search in [
        ("hackny", "Hackney", "Hackney"),
        ("hackny social services", "Hackney", "Hackney+social+services"),
        ("grenwich", "Greenwich", "Greenwich"),
        ("brixten duty", "Brixton", "Brixton+duty"),
        ("crystel palace", "Crystal Palace", "Crystal+Palace"),
        ("tower hamlts mash", "Tower Hamlets", "Tower+Hamlets+mash"),
        ("watfrod", "Watford", "Watford"),
        ("childlne", "Childline", "Childline"),
    ]:
        with subtests.test(typed):
            page = ask(client, typed)
            assert questions(page) == [name]
            assert search.replace("+", "%20") in page.xpath(".//p[contains(., 'Did you mean')]/a/@href")[0]
            assert not page.xpath(".//*[@class='cards']")
            assert "Showing results for" not in page.text_content()


def test_a_slip_in_a_term_that_no_text_has_is_a_question_too(client, subtests):
    GlossaryTermFactory(term="Multi-agency risk assessment conference", also="MARAC")
    GlossaryTermFactory(term="Exploitation", also="grooming")
    for typed, term in [
        ("maraac", "Multi-agency risk assessment conference"),
        ("grooning", "Exploitation"),
        ("what is a maraac", "Multi-agency risk assessment conference"),
    ]:
        with subtests.test(typed):
            assert term in questions(ask(client, typed))
    assert "Showing results for" in ask(client, "explotation").text_content()  # a text has it


def test_a_place_or_a_name_of_a_person_is_left_as_it_is(client, subtests):
    for typed in ["harlow", "okafor", "petersen", "wojcik", "begum", "brixton", "zielinska"]:
        with subtests.test(typed):
            page = ask(client, typed)
            assert "Showing results for" not in page.text_content()
            assert questions(page) == []


def test_no_word_becomes_the_name_of_a_person(client):
    page = ask(client, "pryia")
    assert "Showing results for" not in page.text_content()
    assert "Harrow" not in page.text_content()


def test_a_misspelt_word_is_put_right_and_that_is_said(client):
    page = ask(client, "exploitaton")
    assert "Showing results for exploitation" in page.text_content()
    assert "Safeguarding in Harrow" in page.text_content()
    assert "Showing results for" not in ask(client, "exploitaton", exact="on").text_content()


def test_a_corrected_word_brings_no_card_and_a_named_one_keeps_its_own(client):
    page = ask(client, "harrow exploitaton")
    assert [each.text_content().split(":")[0] for each in page.xpath(".//*[@class='cards']//h2")] == ["Harrow"]


def test_showing_results_for_never_stands_over_nothing(client):
    page = ask(client, "exploitaton -safeguarding")
    assert "Showing results for" not in page.text_content()
    assert "nor exploitation" not in page.text_content()


@pytest.mark.parametrize("name", ["okafor", "begum", "nowak", "hussein", "oliveira", "yilmaz", "nguyen", "farah"])
def test_families_of_the_city_are_known(name):
    assert name in family_names()
    assert "aaliyah" in given_names()
