import pytest
from django.utils.html import strip_tags

from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory

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


def test_a_confirmed_number_says_when(client):
    point = ContactPointFactory(confirmed=True)

    words = " ".join(strip_tags(page(client, point.authority.get_absolute_url())).split())
    assert "Confirmed 3 March 2026" in words


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


@pytest.mark.parametrize("boroughs", [2, 33])
def test_the_directory_costs_the_same_however_long(client, boroughs, django_assert_max_num_queries):
    for _ in range(boroughs):
        point = ContactPointFactory()
        BoardFactory(live=True, authorities=[point.authority])

    with django_assert_max_num_queries(12):
        client.get("/contacts/")
