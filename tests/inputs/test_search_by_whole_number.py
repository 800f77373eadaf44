"""Whose number it is: the exact owner and nobody else, each owner of a shared line, and plainly nobody."""

import pytest
from lxml import html

from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory, HelplineFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory():
    southwark = AuthorityFactory(short_name="Southwark")
    # Holds the helpline's figures without its first ones, and mentions its number in a text.
    ContactPointFactory(authority=southwark, name="Front door", phone="020 8800 5000", note="Or call 0808 800 5000.")
    for name in ("Sutton", "Merton", "Kingston upon Thames", "Richmond upon Thames"):
        ContactPointFactory(authority=AuthorityFactory(short_name=name), name="Night", phone="020 8770 5000")
    HelplineFactory(name="NSPCC", slug="nspcc", phone="0808 800 5000", position=1)
    HelplineFactory(name="Childline", slug="childline", phone="0800 1111", position=2)


def ask(client, typed):
    return html.fromstring(client.get("/search/", {"q": typed}).text).xpath("//main")[0]


def cards(page) -> list[str]:
    return [" ".join(each.text_content().split()).split(":")[0] for each in page.xpath(".//*[@class='cards']//h2")]


def test_an_exact_owner_beats_all(client, subtests):
    for typed in [
        "0808 800 5000",
        "+44 808 800 5000",
        "08088005000",
        "0808-800-5000",
        "0808.800.5000",
        "(0808) 800 5000",
        "0044 808 800 5000",
        "0808 800 5000 ext 3",
        "0808 800 5000, extension 12",
        "O8O8 8OO 5OOO",
        "０８０８ ８００ ５０００",
        "who is 0808 800 5000",
    ]:
        with subtests.test(typed):
            assert cards(ask(client, typed)) == ["NSPCC"]


def test_the_number_for_children_is_known(client, subtests):
    for typed in ["0800 1111", "08001111", "O8OO 1111"]:
        with subtests.test(typed):
            assert cards(ask(client, typed)) == ["Childline"]


def test_each_owner_of_a_shared_line_is_told(client, subtests):
    for typed in ["020 8770 5000", "8770 5000", "877050"]:
        with subtests.test(typed):
            assert cards(ask(client, typed)) == ["Kingston upon Thames", "Merton", "Richmond upon Thames", "Sutton"]


def test_a_part_of_a_number_finds_all_that_have_it(client):
    assert cards(ask(client, "800 5000")) == ["Southwark", "NSPCC"]


def test_a_whole_number_that_nobody_has_is_said_to_be_nobodys(client, subtests):
    for typed, said in [
        ("020 7946 0000", "020 7946 0000"),
        ("+44 (0)20 7946 0000", "020 7946 0000"),
        ("(020)79460000 x4", "020 7946 0000"),
        ("O20 7946 0000", "020 7946 0000"),
        ("0800 555 111 9", "0800 555 1119"),
        ("01923 727000", "01923 727000"),
        ("who called from 020 7946 0000", "020 7946 0000"),
    ]:
        with subtests.test(typed):
            page = ask(client, typed)
            assert f"No number in this directory is {said}." in page.text_content()
            assert cards(page) == []
            assert "Southwark" not in page.text_content()
            assert "Check the spelling" not in page.text_content()


def test_a_text_that_holds_just_that_number_is_found(client):
    PostFactory(title="A launch", summary="Call 020 7946 0000 for papers.", live=True)
    PostFactory(title="Another", summary="Call 020 7946 0001 for papers.", live=True)
    page = ask(client, "02079460000")
    assert "No number in this directory is 020 7946 0000." in page.text_content()
    assert [each.text_content().strip() for each in page.xpath(".//*[@class='listing__title']")] == ["A launch"]


def test_short_numbers_are_known(client, subtests):
    for typed, said in [("999", "999"), ("112", "112 reaches the same people"), ("101", "101 reaches the police")]:
        with subtests.test(typed):
            page = ask(client, typed)
            assert said in page.text_content()
            assert "Check the spelling" not in page.text_content()


@pytest.mark.parametrize("typed", ["Duty@brent.gov.uk", "duty@brent.gov.uk", "<duty@brent.gov.uk>"])
def test_a_whole_mailbox_finds_its_owner(client, typed):
    for name in ("Brent", "Camden"):
        authority = AuthorityFactory(short_name=name)
        ContactPointFactory(authority=authority, name="Desk", email=f"duty@{name.lower()}.gov.uk", phone="")
    assert cards(ask(client, typed)) == ["Brent"]
    assert cards(ask(client, "duty")) == []
    assert "@" not in client.get("/search/suggest/", {"q": "duty"}).text.replace("%40", "@")


def test_a_mailbox_of_a_board_finds_the_board(client):
    board = BoardFactory(name="Haringey board", state="published", publish_from="2020-01-01T00:00Z")
    ContactPointFactory(authority=None, board=board, name="Office", phone="", email="lscb@haringey.gov.uk")
    page = ask(client, "lscb@haringey.gov.uk")
    assert page.xpath(".//*[@class='listing__title']")[0].text_content().strip() == "Haringey board"
