"""What *confirmed* means of an authority: one rule, for one in hand and for a query."""

import pytest

from lscb_contacts.models import Authority
from lscb_contacts.standing import Standing, Standings, standing_of
from lscb_contacts.tiles import tile_of
from tests.factories import AuthorityFactory, ContactPointFactory

pytestmark = pytest.mark.django_db

OLD = {"confirmed_on": "2019-03-03", "confirmed_by": "MASH manager"}
CASES = [
    pytest.param([], "none", id="nothing"),
    pytest.param([{"phone": "", "web": "https://www.example.gov.uk/"}], "none", id="a page alone"),
    pytest.param([{"purpose": "lado", "confirmed": True}], "none", id="nobody for the public"),
    pytest.param([{}], "unconfirmed", id="one not confirmed"),
    pytest.param([{"confirmed": True}], "confirmed", id="one confirmed"),
    pytest.param([{"confirmed": True}, {"purpose": "out_of_hours"}], "unconfirmed", id="the second is not"),
    pytest.param([{"confirmed": True}, {"purpose": "lado"}], "unconfirmed", id="the LADO's is not"),
    pytest.param([OLD], "unconfirmed", id="confirmed too long ago"),
    pytest.param(
        [{"confirmed": True}, {"purpose": "thresholds", "phone": "", "web": "https://www.example.gov.uk/"}],
        "confirmed",
        id="a page has no number",
    ),
]


@pytest.mark.parametrize(("points", "standing"), CASES)
def test_the_rule_in_hand_is_the_rule_of_the_query_and_of_the_map(points, standing):
    authority = AuthorityFactory()
    for facts in points:
        ContactPointFactory(authority=authority, **facts)
    counted = Authority.objects.with_confirmation().get()
    assert standing_of(authority) == counted.standing == tile_of(authority).state == standing


def test_the_rarer_standing_is_the_one_that_is_marked():
    points = ContactPointFactory.create_batch(3)
    owners = [point.authority for point in points]
    assert Standings.of(owners) == Standings(0, 3, ever_confirmed=False)
    for count, (point, marked) in enumerate(zip(points, ["confirmed", "unconfirmed", "unconfirmed"], strict=True), 1):
        point.confirm("2999-01-01", "MASH manager")
        point.save()
        found = Standings.of(Authority.objects.with_contacts())
        assert (found.confirmed, found.unconfirmed, found.marked) == (count, 3 - count, Standing(marked))


def listed(client, path="/contacts/"):
    page = client.get(path).content.decode()
    return page[page.index('class="columns columns--map"') :] if path == "/contacts/" else page


def test_the_list_says_once_that_nothing_is_confirmed(client):
    ContactPointFactory.create_batch(3)
    page = listed(client)
    assert page.count("None of these numbers has been confirmed yet.") == 1
    assert 'class="state' not in page


def test_the_list_marks_what_is_confirmed_while_that_is_rare_and_what_is_not_once_that_is(client):
    points = ContactPointFactory.create_batch(3)
    points[0].confirm("2026-11-03", "MASH manager")
    points[0].save()
    page = listed(client)
    assert "2 of 3 authorities have a number that is not yet confirmed" in page
    assert (page.count("state--confirmed"), page.count("state--unconfirmed")) == (1, 0)
    points[1].confirm("2026-11-03", "MASH manager")
    points[1].save()
    page = listed(client)
    assert "1 of 3 authorities has a number that is not yet confirmed" in page
    assert (page.count("state--confirmed"), page.count("state--unconfirmed")) == (0, 1)
    points[2].confirm("2026-11-03", "MASH manager")
    points[2].save()
    assert "All of these numbers are confirmed." in listed(client)


@pytest.mark.parametrize("path", ["/contacts/", "/contacts/?q=borough", "/contacts/mash-list/"])
def test_a_filter_changes_nothing_of_what_is_said_of_all(client, path):
    ContactPointFactory(authority__short_name="Borough A")
    ContactPointFactory(authority__short_name="Elsewhere", confirmed=True)
    assert "1 of 2 authorities has a number" in client.get(path).content.decode()


def test_an_authority_in_the_list_has_its_night_number_too(client):
    point = ContactPointFactory(phone="+442088258000")
    ContactPointFactory(authority=point.authority, purpose="out_of_hours", phone="+442087705000", position=1)
    ContactPointFactory(authority=point.authority, purpose="lado", phone="+442079460001", position=2)
    page = listed(client)
    assert "tel:+44-20-8825-8000" in page
    assert "tel:+44-20-8770-5000" in page
    assert "tel:+44-20-7946-0001" not in page
