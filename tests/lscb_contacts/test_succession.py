"""Boards merge, split and end: the page of one that has ended says who follows."""

from datetime import date

import pytest
from django.urls import reverse

from lscb_contacts.models import Board
from tests.factories import AuthorityFactory, BoardFactory

pytestmark = pytest.mark.django_db


def page(client, board):
    return " ".join(client.get(board.get_absolute_url()).text.split())


def test_an_ended_board_says_when_and_leads_to_its_successor_once_that_is_live(client):
    partnership = BoardFactory(kind="partnership", name="Brent Partnership", authorities=[AuthorityFactory()])
    board = BoardFactory(live=True, succeeded_by=[partnership], active_until=date(2019, 9, 21))
    assert "This board ended on 21 September 2019." in page(client, board)
    assert "Brent Partnership" not in page(client, board)
    partnership.publish()
    assert f'<a href="{partnership.get_absolute_url()}">Brent Partnership</a> took its place.' in page(client, board)


@pytest.mark.parametrize(
    ("precision", "told"), [("day", "on 1 September 2019"), ("month", "in September 2019"), ("year", "in 2019")]
)
def test_no_more_of_the_date_is_told_than_is_known(client, precision, told):
    board = BoardFactory(live=True, active_until=date(2019, 9, 1), active_until_precision=precision)
    assert f"This board ended {told}." in page(client, board)


def test_a_successor_without_a_date_is_enough_to_have_ended(client):
    board = BoardFactory(live=True, succeeded_by=[BoardFactory()])
    assert "This board has ended." in page(client, board)


def test_the_authoritys_page_says_so_too(client):
    authority = AuthorityFactory()
    partnership = BoardFactory(live=True, kind="partnership", name="Brent Partnership", authorities=[authority])
    elsewhere = BoardFactory(live=True, kind="partnership", name="A partnership elsewhere")
    BoardFactory(
        live=True, authorities=[authority], succeeded_by=[partnership, elsewhere], active_until=date(2019, 9, 21)
    )
    told = page(client, authority)
    assert "It ended on 21 September 2019." in told
    assert "Brent Partnership</a> took its place." in told
    assert "A partnership elsewhere" not in told
    assert told.index("Brent Partnership") < told.index("<h3>History") < told.index("It ended")


def test_an_authority_whose_partnership_nobody_knows_says_so(client):
    authority = AuthorityFactory(short_name="Ealing")
    BoardFactory(live=True, name="The old board", authorities=[authority])
    told = page(client, authority)
    assert "We do not know the name of the partnership that works for Ealing today." in told
    assert told.index("We do not know the name") < told.index("<h3>History") < told.index("The old board")


@pytest.mark.parametrize("until", [None, date(2999, 1, 1)])
def test_a_partnership_at_work_says_nothing_of_an_end(client, until):
    assert "ended" not in page(client, BoardFactory(live=True, kind="partnership", active_until=until))


def test_a_board_of_which_nothing_is_known_has_ended_all_the_same(client):
    told = page(client, BoardFactory(live=True))
    assert "Local safeguarding children boards ended by September 2019. We do not know what followed this one." in told


def test_a_board_that_was_split_leads_to_each_and_two_that_merged_lead_to_one(client):
    east, west = BoardFactory(live=True, name="East"), BoardFactory(live=True, name="West")
    for board in BoardFactory.create_batch(2, live=True, succeeded_by=[east, west]):
        told = page(client, board)
        assert "East</a> took its place." in told
        assert "West</a> took its place." in told
    assert east.predecessors.count() == 2


def test_a_board_does_not_follow_itself(publisher_client):
    board = BoardFactory(authorities=[AuthorityFactory()])
    form = {"name": board.name, "kind": "board", "slug": board.slug, "succeeded_by": [board.pk]}
    form |= {"authorities": [board.authorities.get().pk], "active_until_precision": "day"}
    answer = publisher_client.post(reverse("admin:lscb_contacts_board_change", args=[board.pk]), form)
    assert "A board cannot be its own successor." in answer.text
    assert not Board.objects.get().succeeded_by.exists()
