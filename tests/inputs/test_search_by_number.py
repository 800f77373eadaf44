"""A telephone number in the search field finds whose it is, however it is written, and leaves no trace."""

import logging

import pytest
from lxml import html

from lscb_contacts.models import ContactPoint, Helpline
from lscb_site.search import misses
from lscb_site.search.models import MissedPhrase
from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory, HelplineFactory, PostFactory

pytestmark = pytest.mark.django_db

CAMDEN, NSPCC, MISSING, POLICE = "Camden", "NSPCC", "Missing People", "The police"
NUMBERS = [
    ("020 7974 3317", CAMDEN),
    ("02079743317", CAMDEN),
    ("0207 974 3317", CAMDEN),
    ("0207-974-3317", CAMDEN),
    ("020.7974.3317", CAMDEN),
    ("(020) 7974 3317", CAMDEN),
    ("+44 20 7974 3317", CAMDEN),
    ("+44 (0)20 7974 3317", CAMDEN),
    ("+442079743317", CAMDEN),
    ("0044 20 7974 3317", CAMDEN),
    ("２０ ７９７４ ３３１７", CAMDEN),
    ("020\N{NO-BREAK SPACE}7974\N{ZERO WIDTH SPACE} 3317", CAMDEN),
    ("tel: 020 7974 3317", CAMDEN),
    ("7974 3317", CAMDEN),
    ("79743317", CAMDEN),
    ("974 3317", CAMDEN),
    ("camden 02079743317", CAMDEN),
    ("who has called me from 0207 974 3317", CAMDEN),
    ("0808 800 5000", NSPCC),
    ("08088005000", NSPCC),
    ("0808-8005000", NSPCC),
    ("+44 808 800 5000", NSPCC),
    ("116 000", MISSING),
    ("116000", MISSING),
    ("101", POLICE),
]


@pytest.fixture(autouse=True)
def directory():
    camden = AuthorityFactory(short_name=CAMDEN, slug="camden")
    ContactPointFactory(authority=camden, name="MASH", phone="020 7974 3317")
    ContactPointFactory(authority=camden, name="Night team", phone="020 7974 4444", purpose="out_of_hours")
    ContactPointFactory(authority=AuthorityFactory(short_name="Brent"), name="Front door", phone="020 8937 4300")
    HelplineFactory(name=NSPCC, slug="nspcc", phone="0808 800 5000", position=11)
    HelplineFactory(name=MISSING, slug="missing", phone="116 000", position=12)
    HelplineFactory(name=POLICE, slug="police", phone="101", position=13)


def ask(client, typed):
    answer = client.get("/search/", {"q": typed})
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def first_card(page) -> str:
    cards = page.xpath("//main//*[contains(@class, 'cards')]//h2")
    return cards[0].text_content().split(":")[0].strip() if cards else ""


def test_a_number_finds_whose_it_is(client, subtests):
    for typed, owner in NUMBERS:
        with subtests.test(typed):
            page = ask(client, typed)
            assert first_card(page) == owner
            assert len(page.xpath("//main//*[contains(@class, 'cards')]//h2")) == 1


def test_the_results_say_which_line_it_is(client, subtests):
    for typed in ["02079743317", "+44 (0)20 7974 3317", "7974 3317"]:
        with subtests.test(typed):
            page = ask(client, typed)
            assert page.xpath("//*[@class='result__place']/a")[0].text_content().startswith("MASH")
            assert "Night team" not in page.xpath("//*[@class='result__hit']")[0].text_content()


def test_a_number_is_suggested_while_it_is_typed(client, subtests):
    for typed, suggested in [
        ("0207974", ["020 7974 3317"]),
        ("0207 974 33", ["020 7974 3317"]),
        ("+44 20 7974 3317", ["020 7974 3317"]),
        ("79743317", ["020 7974 3317"]),
        ("08088005000", ["0808 800 5000"]),
        ("116", ["116 000"]),
    ]:
        with subtests.test(typed):
            _, words, about, urls = client.get("/search/suggest/", {"q": typed}).json()
            assert words == suggested
            assert all(about)
            assert all(urls)


def test_a_number_that_nobody_has_finds_nobody_else(client, subtests):
    for typed in ["020 7946 9999", "02079469999", "+44 20 7946 9999", "0900 1234"]:
        with subtests.test(typed):
            page = ask(client, typed)
            assert first_card(page) == ""
            assert CAMDEN not in page.xpath("//main")[0].text_content()


@pytest.mark.parametrize("typed", ["2015", "18/3/2015", "option 2", "31 March"])
def test_what_is_no_number_is_searched_for_as_words(client, typed):
    PostFactory(title=f"Report of {typed}", live=True)
    assert f"Report of {typed}" in ask(client, typed).text_content()


def test_a_number_of_a_board_and_one_in_a_text_are_found(client):
    board = BoardFactory(name="Haringey board", state="published", publish_from="2020-01-01T00:00Z")
    point = ContactPointFactory(authority=None, board=board, name="Office", phone="020 8489 3145")
    PostFactory(title="A launch", summary="Call 020 8489 3145 for papers.", live=True)
    titles = [title.text_content() for title in ask(client, "02084893145").xpath("//*[@class='listing__title']")]
    assert titles[0] == "Haringey board"
    assert "A launch" in titles
    point.phone = "020 8489 0000"
    point.save()
    titles = [title.text_content() for title in ask(client, "02084893145").xpath("//*[@class='listing__title']")]
    assert titles == ["A launch"]


def test_a_number_that_changed_is_found_by_the_new_one_alone(client):
    point = ContactPoint.objects.get(name="MASH")
    point.phone = "020 7974 0001"
    point.save()
    assert first_card(ask(client, "02079740001")) == CAMDEN
    assert first_card(ask(client, "02079743317")) == ""
    Helpline.objects.get(slug="nspcc").delete()
    assert first_card(ask(client, "08088005000")) == ""


@pytest.mark.parametrize("typed", ["020 7946 9999", "٠٢٠٧٩٤٦٩٩٩٩", "+44 20 7946 9999", "call O2O 7946 9999"])
def test_a_number_that_was_sought_leaves_no_trace(client, caplog, capfd, typed):
    with caplog.at_level(logging.DEBUG):
        for _ in range(misses.SEEN):
            ask(client, typed)
            misses.note(typed)
    assert not MissedPhrase.objects.exists()
    assert "9999" not in caplog.text + "".join(capfd.readouterr())
    assert "no-store" in client.get("/search/", {"q": typed}).headers["Cache-Control"]


def test_editors_find_it_in_the_admin(editor_client, subtests):
    for typed in ["02079743317", "0207 974 3317", "+44 20 7974 3317", "7974 3317", "MASH"]:
        for place in ["contactpoint", "authority"]:
            with subtests.test(typed=typed, place=place):
                rows = editor_client.get(f"/admin/lscb_contacts/{place}/", {"q": typed}).context["cl"].queryset
                assert [str(row).split(":")[0] for row in rows] == [CAMDEN]
