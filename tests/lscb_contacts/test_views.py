import re
from datetime import time
from html import unescape

import pytest
import time_machine
from django.utils.html import strip_tags

from lscb_contacts.models import Authority, Board
from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory, HelplineFactory, OpeningHoursFactory

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


def test_known_hours_are_said_in_words_and_unknown_ones_as_unknown(client):
    point = ContactPointFactory()
    ContactPointFactory(authority=point.authority, purpose="out_of_hours", position=1)
    OpeningHoursFactory(contact_point=point, closes=time(20), bank_holidays="no")

    words = " ".join(strip_tags(page(client, point.authority.get_absolute_url())).split())

    assert "Monday to Friday, 9am to 8pm, not on bank holidays." in words
    assert words.count("We do not know its hours.") == 1
    assert "usual" not in words.lower()


def test_what_a_caller_must_know_stands_with_the_number_and_what_a_checker_must_is_folded(client):
    point = ContactPointFactory(
        note="Ask for the duty worker.",
        source="https://www.brent.gov.uk/page ; https://www.nhs.uk/x (NHS) ; a letter",
        source_as_of="March 2016",
        source_note="Two pages agree.",
        hours_source="https://minutes.example.gov.uk/1",
        hours_source_as_of="May 2023",
    )

    html = page(client, point.authority.get_absolute_url())

    start, end = html.index("<details"), html.index("</details>")
    assert html.index("Ask for the duty worker.") < start
    folded = html[start:end]
    for words in ("Two pages agree.", '<a href="https://www.nhs.uk/x">nhs.uk</a> NHS', "a letter", "March 2016"):
        assert words in folded
    assert '<a href="https://minutes.example.gov.uk/1">minutes.example.gov.uk</a>' in folded
    assert "May 2023" in folded
    assert "Two pages agree." not in html[:start] + html[end:]


@pytest.mark.parametrize(
    ("web", "words"),
    [
        ("https://directory.brent.gov.uk/form", "Referral form on the council’s website"),
        ("https://www.brentscp.org.uk/form", "Referral form on the partnership’s website"),
        ("https://www.nhs.uk/form", "Referral form on nhs.uk"),
    ],
)
def test_a_link_says_what_it_opens(client, web, words):
    authority = AuthorityFactory(council_url="https://www.brent.gov.uk/")
    BoardFactory(live=True, kind="partnership", website="https://brentscp.org.uk", authorities=[authority])
    ContactPointFactory(authority=authority, purpose="referral_form", name="MARF", phone="", web=web)

    html = page(client, authority.get_absolute_url())

    assert f'<a href="{web}">{words}</a>' in html
    assert html.count("Not yet confirmed") == 1


def test_without_any_number_for_the_public_it_is_said_once_with_what_to_do(client):
    HelplineFactory(name="NSPCC")
    point = ContactPointFactory(phone="", web="https://www.havering.gov.uk/", authority__short_name="Havering")

    html = page(client, point.authority.get_absolute_url())

    assert html.count("We know no number for reporting a worry about a child in Havering") == 1
    assert html.count("Find it on the website of the") == 1
    assert "call the NSPCC on" in html
    assert "<article" not in html


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

    assert html.index('data-say="kept"') > 0
    assert 'data-say="kept" hidden' not in html
    assert 'data-say="unknown" hidden' in html
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


@pytest.mark.parametrize("name", ["{}.vcf", "{}.csv", "contacts.vcf", "contacts.csv", "boards.csv"])
def test_nothing_is_offered_where_there_is_nothing(client, name):
    authority = AuthorityFactory()
    address = f"/contacts/{name.format(authority.slug)}"
    assert address not in page(client, authority.get_absolute_url()) + page(client, "/contacts/")
    answer = client.get(address)
    assert (answer.status_code, answer.text) == (404, "We hold nothing to put into this file.\n")


def test_a_page_alone_is_something_for_a_spreadsheet_and_nothing_for_an_address_book(client):
    point = ContactPointFactory(phone="", web="https://www.havering.gov.uk/")
    html = page(client, point.authority.get_absolute_url())
    assert f"{point.authority.slug}.csv" in html
    assert f"{point.authority.slug}.vcf" not in html
    assert client.get(f"/contacts/{point.authority.slug}.vcf").status_code == 404


def about(client, address):
    html = page(client, address)
    title = re.search(r'<meta property="og:title" content="([^"]*)"', html)[1]
    return unescape(title), unescape(re.search(r'<meta name="description" content="([^"]*)"', html)[1])


def test_every_page_says_of_itself_what_no_other_does_and_no_more_than_is_shown(loaded_site, client):
    rows = [*Authority.objects.all(), *Board.objects.live()]
    found = {row: about(client, row.get_absolute_url()) for row in rows}
    found |= {path: about(client, path) for path in ("/contacts/", "/contacts/mash-list/")}
    for told in zip(*found.values(), strict=True):
        assert sorted(each for each in told if told.count(each) > 1) == []
    for title, description in found.values():
        assert len(title) <= 60
        assert 40 <= len(description) <= 155
    for row in Authority.objects.all():
        assert row.short_name in found[row][1]


def test_the_one_name_that_takes_an_article_has_it_in_a_sentence(client):
    city = AuthorityFactory(short_name="City of London", name="City of London Corporation")
    ContactPointFactory(authority=city)
    board = BoardFactory(name="The City’s board", kind="board", live=True)
    board.authorities.add(city)
    assert about(client, city.get_absolute_url())[1] == "Who to call about a child in the City of London: by day."
    assert "board of the City of London: " in about(client, board.get_absolute_url())[1]


def test_an_authority_without_a_number_says_so_of_itself(client):
    point = ContactPointFactory(purpose="lado", authority=AuthorityFactory(short_name="Havering"))
    address = point.authority.get_absolute_url()
    start = "Who to call about a child in Havering. We know no number for reporting a worry"
    assert about(client, address)[1] == f"{start}; this page has the LADO."
    point.delete()
    assert about(client, address)[1] == f"{start}."
