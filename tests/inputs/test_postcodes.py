"""Postcodes as people type and paste them: read as meant, said as read, and never as another borough's."""

import logging

import pytest
from lxml import html

from lscb_contacts.models import Authority, OutcodeShare, Postcode
from tests.factories import AuthorityFactory

pytestmark = pytest.mark.django_db

# Outcodes that lie in one borough each, under a name of its own.
BOROUGHS = {
    "SE1": "Southwark",
    "SE15": "Peckham",
    "SE19": "Norwood",
    "CR0": "Croydon",
    "E1": "Whitechapel",
    "E10": "Leyton",
    "IG10": "Loughton",
    "W1B": "Westminster",
    "W1S": "Mayfair",
    "SW1A": "Whitehall",
    "EC1A": "City",
    "N1": "Islington",
    "SW2": "Brixton",
}
# What was typed, and what it is read as.
READ = [
    ("se1 7pb", "SE1 7PB"),
    ("(SE1 7PB)", "SE1 7PB"),
    ("SE1, 7PB", "SE1 7PB"),
    ("“SE1 7PB”", "SE1 7PB"),
    ("<SE1 7PB>.", "SE1 7PB"),
    ("SE1_7PB", "SE1 7PB"),
    ("SE1/7PB", "SE1 7PB"),
    ("SE1 \N{EN DASH} 7PB", "SE1 7PB"),
    ("SE1\N{NON-BREAKING HYPHEN}7PB", "SE1 7PB"),
    ("SE1\N{ZERO WIDTH SPACE}7PB\N{RIGHT-TO-LEFT MARK}", "SE1 7PB"),
    ("S\N{SOFT HYPHEN}E1   7PB", "SE1 7PB"),
    ("ＳＥ１　７ＰＢ", "SE1 7PB"),
    ("ЅЕ1 7РВ", "SE1 7PB"),
    ("Postcode: SE1 7PB", "SE1 7PB"),
    ("my post code is se17pb", "SE1 7PB"),
    ("London SE1 7PB", "SE1 7PB"),
    ("SE1 7PB, London, UK", "SE1 7PB"),
    ("12 Acre Lane, London SW2 5SG", "SW2 5SG"),
    ("SE1|7PB", "SE1 7PB"),
    ("SE1)7PB", "SE1 7PB"),
    ("SE1( 7PB", "SE1 7PB"),
    ("SE1,", "SE1"),
    ("SE1, 7", "SE1 7"),
    ("W1B 1AA", "W1B 1AA"),
]
# The same with a slip of the hand or the eye, of which the answer tells.
SLIPS = [
    ("SEI 7PB", "SE1 7PB"),
    ("SEl 7PB", "SE1 7PB"),
    ("SE| 7PB", "SE1 7PB"),
    ("SE! 7PB", "SE1 7PB"),
    ("5E1 7PB", "SE1 7PB"),
    ("SE1 7P8", "SE1 7PB"),
    ("SE1 £PB", "SE1 3PB"),
    ("SE1S 7PB", "SE15 7PB"),
    ("CRO 1AA", "CR0 1AA"),
    ("CR) 1AA", "CR0 1AA"),
    ("E1O 5AA", "E10 5AA"),
    ("El OAA", "E1 0AA"),
    ("1G1O 1AA", "IG10 1AA"),
    ("SW1A OAA", "SW1A 0AA"),
    ("ECIA IBB", "EC1A 1BB"),
    ("W18 1AA", "W1B 1AA"),  # there is no W18
    ("W15", "W1S"),
    ("Nl 9GU", "N1 9GU"),
]
REFUSED = [
    ("SE1 7PB or SW2 5SG", "You typed more than one postcode: SE1 7PB and SW2 5SG."),
    ("SE1 7PBX", "That is not a postcode. Write it like E17 4JF"),
    ("7PB", "That is not a postcode"),
    ("so", "We do not know this postcode"),
    ("E99 1AA", "We do not know this postcode"),
    ("\N{ZERO WIDTH SPACE}", "Enter a postcode"),
]


@pytest.fixture(autouse=True)
def boroughs():
    for outcode, name in BOROUGHS.items():
        authority = AuthorityFactory(slug=name.lower(), short_name=name)
        OutcodeShare.objects.create(outcode=outcode, authority=authority, share=100)


def ask(client, typed):
    answer = client.post("/contacts/find/", {"postcode": typed})
    assert answer.status_code == 200
    return html.fromstring(answer.text).xpath("//main")[0].text_content()


def test_a_postcode_is_read_as_it_is_meant(client, subtests):
    for typed, read in READ:
        with subtests.test(typed):
            said = ask(client, typed)
            assert f"{read} is in {BOROUGHS[read.split(' ')[0]]}" in said
            assert "We read what you typed" not in said


def test_a_slip_is_read_as_it_is_meant_and_said(client, subtests):
    for typed, read in SLIPS:
        with subtests.test(typed):
            said = ask(client, typed)
            assert f"{read} is in {BOROUGHS[read.split(' ')[0]]}" in said
            assert f"We read what you typed as {read}." in said


def test_what_is_no_postcode_is_refused_beside_the_field(client, subtests):
    for typed, says in REFUSED:
        with subtests.test(typed):
            assert says in ask(client, typed)


def test_a_postcode_as_it_stands_wins_over_every_slip(client, subtests):
    """B1 is Birmingham's, and no 81."""
    for typed in ["S1 1AA", "B1 1AA", "L1 1AA", "KT11 1AA"]:
        with subtests.test(typed):
            assert f"{typed} is not in London" in ask(client, typed)


def test_a_slip_leads_to_the_very_postcode_of_the_full_table(client):
    Postcode.objects.create(code="SE17PB", authority=Authority.objects.get(slug="brixton"))
    assert "SE1 7PB is in Brixton" in ask(client, "SEI 7P8")


def test_a_postcode_in_the_search_field_is_put_into_the_right_one(client, subtests):
    for typed in ["se1 7pb", "(SE1 7PB)", "SEI 7PB", "SE1"]:
        with subtests.test(typed):
            page = html.fromstring(client.get("/search/", {"q": typed}).text)
            (form,) = page.xpath("//main//form[.//input[@name='postcode']]")
            assert form.get("method") == "post"
            assert form.xpath(".//input[@name='postcode']/@value") == [typed]


def test_what_is_a_word_is_no_postcode(client, subtests):
    for typed in ["MASH", "LSCB", "so", "children act 1989", "1989"]:
        with subtests.test(typed):
            assert not html.fromstring(client.get("/search/", {"q": typed}).text).xpath("//*[@id='who-to-call']")


@pytest.mark.parametrize("typed", [typed for typed, _ in [*READ[:3], *SLIPS[:4], *REFUSED[:3]]])
def test_no_log_has_what_was_typed(client, caplog, capfd, typed):
    with caplog.at_level(logging.DEBUG):
        ask(client, typed)
    said = caplog.text + "".join(capfd.readouterr())
    assert typed not in said
    assert "7PB" not in said
