from datetime import time

import pytest
import time_machine
from django.utils.html import strip_tags

from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory, OpeningHoursFactory

pytestmark = pytest.mark.django_db


def page(client, address):
    return client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def test_an_unconfirmed_number_says_so_and_points_to_the_councils_site(client):
    authority = AuthorityFactory(council_url="https://www.ealing.gov.uk/")
    ContactPointFactory(authority=authority, name="ECIRS", phone="+442088258000", source="The council's page")

    html = page(client, authority.get_absolute_url())

    assert "020 8825 8000" in html
    assert 'href="tel:+44-20-8825-8000"' in html
    assert "Not yet confirmed" in html
    assert 'href="https://www.ealing.gov.uk/"' in html
    assert "The council&#x27;s page" in html


@time_machine.travel("2026-04-01T12:00:00+00:00")
def test_a_confirmed_number_says_when(client):
    point = ContactPointFactory(confirmed_on="2026-03-03", confirmed_by="MASH manager")

    words = " ".join(strip_tags(page(client, point.authority.get_absolute_url())).split())
    assert "Confirmed 3 March 2026" in words


def test_an_old_confirmation_reads_differently_and_points_to_the_councils_site(client):
    point = ContactPointFactory(confirmed_on="2019-03-03", confirmed_by="MASH manager")

    html = page(client, point.authority.get_absolute_url())

    assert "Last confirmed 3 March 2019: check it" in " ".join(strip_tags(html).split())
    assert f"Check this number on the website of the {point.authority.name}" in html
    assert "state--overdue" in html


def test_known_hours_are_said_in_words_and_unknown_ones_as_the_usual_pattern(client):
    point = ContactPointFactory()
    ContactPointFactory(authority=point.authority, purpose="out_of_hours", position=1)
    OpeningHoursFactory(contact_point=point, closes=time(20))

    words = " ".join(strip_tags(page(client, point.authority.get_absolute_url())).split())

    assert "Monday to Friday, 9am to 8pm, not on bank holidays." in words
    assert "Usual pattern: evenings, nights, weekends and bank holidays. Its own hours are not known to us." in words
    assert "Usual pattern: Monday" not in words


def test_lines_for_professionals_stand_apart_from_the_publics(client):
    point = ContactPointFactory(name="MASH")
    ContactPointFactory(authority=point.authority, purpose="lado", name="Duty LADO", position=1)

    html = page(client, point.authority.get_absolute_url())

    assert html.index("MASH") < html.index("If you work with children") < html.index("Duty LADO")
    assert "data-open" in html[: html.index("If you work with children")]
    assert "data-open" not in html[html.index("If you work with children") :]


def test_a_boards_office_stands_on_its_page(client):
    board = BoardFactory(live=True, authorities=[AuthorityFactory()])
    ContactPointFactory(authority=None, board=board, purpose="board_office", name="Business manager")

    html = page(client, board.get_absolute_url())

    assert "Business manager" in html
    assert "020 7946 0000" in html


def test_what_a_call_costs_stands_with_the_number(client):
    point = ContactPointFactory(phone="+443003038671")

    assert "Standard rate: it counts as a call to a 01 or 02 number." in page(
        client, point.authority.get_absolute_url()
    )


def test_a_kept_page_never_says_now(client):
    point = ContactPointFactory()
    ContactPointFactory(authority=point.authority, purpose="out_of_hours", position=1)

    html = page(client, point.authority.get_absolute_url())

    assert "Call this number now" not in html
    assert 'data-bank-holidays="20' in html


def test_only_confirmed_numbers_are_told_to_search_engines(client):
    point = ContactPointFactory(phone="+442088258000")
    ContactPointFactory(authority=point.authority, phone="+442079460000", confirmed=True)

    told = client.get(point.authority.get_absolute_url()).context["structured_data"]["contactPoint"]

    assert [contact["telephone"] for contact in told] == ["+442079460000"]


def test_an_authority_without_a_number_says_so(client):
    authority = AuthorityFactory(short_name="Havering")

    response = client.get(authority.get_absolute_url())

    assert response.status_code == 200
    assert authority.council_url in response.content.decode()


def test_the_list_is_filtered_and_the_map_stays_whole(client):
    ealing = AuthorityFactory(short_name="Ealing")
    AuthorityFactory(short_name="Brent")

    response = client.get("/contacts/?q=ealing")

    assert list(response.context["object_list"]) == [ealing]
    assert len(response.context["tiles"]) == 2


def test_a_shared_board_names_every_authority_it_serves(client):
    authorities = [AuthorityFactory(short_name=name) for name in ("Hackney", "City of London")]
    board = BoardFactory(live=True, authorities=authorities)

    html = page(client, board.get_absolute_url())

    for authority in authorities:
        assert f'href="{authority.get_absolute_url()}"' in html
        assert board.name in page(client, authority.get_absolute_url())


def test_a_draft_board_is_nowhere(client):
    board = BoardFactory(name="The secret partnership", authorities=[AuthorityFactory()])

    assert client.get(board.get_absolute_url()).status_code == 404
    assert board.name not in page(client, board.authorities.get().get_absolute_url())
