"""Looking up a postcode: the answer, what cannot be found, and that nobody learns what was asked."""

import logging
from datetime import time
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils.html import strip_tags
from django.views.debug import SafeExceptionReporterFilter
from lxml import html

from lscb_contacts.finding.postcode_parsing import EXAMPLE
from lscb_contacts.models import Authority, OutcodeShare, Postcode, PostcodeEdition
from lscb_contacts.views.postcodes import PostcodeLookup
from tests.content.starting_content import table
from tests.factories import AuthorityFactory, ContactPointFactory, HelplineFactory, OpeningHoursFactory

pytestmark = pytest.mark.django_db

OFFICE_HOURS, NIGHT = "2026-11-23T10:00:00+00:00", "2026-11-23T22:00:00+00:00"
FIND = "/contacts/find/"


def ask(client, typed):
    return client.post(FIND, {"postcode": typed})


def words(response) -> str:
    (main,) = html.fromstring(response.content).xpath("//main")
    return " ".join(strip_tags(main.text_content()).split())  # a no-break space parts words too


@pytest.fixture
def merton():
    authority = AuthorityFactory(short_name="Merton", slug="merton")
    ContactPointFactory(authority=authority, name="Children and Families Hub", phone="+442085454226")
    ContactPointFactory(
        authority=authority, name="Night team", phone="+442087705000", purpose="out_of_hours", position=1
    )
    OutcodeShare.objects.create(outcode="SM4", authority=authority, share=100)
    return authority


def test_a_postcode_of_several_places_is_a_question_with_equal_choices(loaded_site, client, subtests):
    for typed, question, choices in [
        ("cr4", "CR4 is in two boroughs. Which one?", ["Merton", "Sutton"]),
        ("SE1", "SE1 is in two boroughs. Which one?", ["Lambeth", "Southwark"]),
        ("SE1 7PB", "SE1 7PB is in two boroughs. Which one?", ["Lambeth", "Southwark"]),
        ("EC4Y", "EC4Y is in three places. Which one?", ["City of London", "Islington", "Westminster"]),
        (
            "CR5",
            "CR5 is in two boroughs and partly outside London. Which one?",
            ["Croydon", "Sutton", "Outside London"],
        ),
        ("DA1", "DA1 is partly in Bexley and partly outside London. Which is it?", ["Bexley", "Outside London"]),
    ]:
        for way in ["form", "search"]:
            with subtests.test(typed=typed, way=way):
                response = ask(client, typed) if way == "form" else client.get("/search/", {"q": typed})
                page = html.fromstring(response.content)
                assert question in words(response)
                found = [" ".join(each.text_content().split()) for each in page.xpath("//ul[@class='choices']/li/a")]
                assert [each.partition(":")[0] for each in found] == choices
                assert "most likely" not in words(response)
                # No council's number stands there as if it were the answer.
                assert not page.xpath("//main//article")
                assert not page.xpath("//main//*[@data-say]")


def test_a_certain_one_has_one_answer_with_its_numbers(merton, client):
    response = ask(client, "sm45ab")
    said = words(response)
    assert "SM4 5AB is in Merton" in said
    assert "All postcodes in SM4 are in Merton." in said
    assert "call 999" in said
    assert 'href="tel:+44-20-8545-4226"' in response.text
    assert 'href="tel:+44-20-8770-5000"' in response.text


def test_the_full_table_is_exact(merton, client):
    Postcode.objects.create(code="SM45AB", authority=AuthorityFactory(short_name="Sutton"))
    said = words(ask(client, "SM4 5AB"))
    assert "SM4 5AB is in Sutton" in said
    assert "in 100" not in said
    assert "All postcodes" not in said


@pytest.mark.parametrize("typed", ["SM4 5ZZ", "sm4"])
def test_a_postcode_that_the_full_table_lacks_says_so(merton, client, typed):
    PostcodeEdition.objects.create(source="NSPL", edition="May 2026", loaded_at="2026-05-20T00:00Z", postcodes=1)
    assert ("Our table of postcodes does not have" in words(ask(client, typed))) is ("5" in typed)


NUMBERS = ["020 8545 4226", "020 8770 5000"]
TOLD = "Call this number now"


@pytest.mark.parametrize(("moment", "told", "first"), [(OFFICE_HOURS, TOLD, NUMBERS[0]), (NIGHT, TOLD, NUMBERS[1])])
def test_the_number_for_this_hour_is_named_above_the_others(merton, client, moment, told, first):
    front_door, night = merton.contact_points.all()
    OpeningHoursFactory(contact_point=front_door)
    OpeningHoursFactory(contact_point=night, opens=time(17), closes=time(9))
    with time_machine.travel(moment):
        page = html.fromstring(ask(client, "SM4").content)
    points = [" ".join(point.text_content().split()) for point in page.xpath("//article")]
    # The order never changes: what is said above them names the one to call.
    assert [number in point for number, point in zip(NUMBERS, points, strict=True)] == [True, True]
    (said,) = page.xpath("//*[@data-say][not(@hidden)]")
    assert " ".join(said.text_content().split()).startswith(f"{told} {first}")
    (marked,) = page.xpath("//article[contains(@class, 'contact-point--now')]")
    assert first in " ".join(marked.text_content().split())


def said_above(response):
    (said,) = html.fromstring(response.content).xpath("//*[@data-say][not(@hidden)]")
    return " ".join(said.text_content().split())


@pytest.mark.parametrize("way", ["form", "search"])
def test_an_hour_of_which_nothing_is_known_is_said_plainly_and_never_denied(client, way):
    HelplineFactory(name="NSPCC")
    point = ContactPointFactory(name="Front door", authority__short_name="Ealing", phone="+442088258000")
    OutcodeShare.objects.create(outcode="SM4", authority=point.authority, share=100)

    def answer():
        return ask(client, "SM4") if way == "form" else client.get("/search/", {"q": "SM4"})

    with time_machine.travel(NIGHT):
        unknown = (
            "We do not know who answers now Try 020 8825 8000. "
            "Ask for children’s social care; at night and at weekends, for the emergency duty team."
        )
        assert said_above(answer()) == unknown
        tail = "If nobody answers, call the NSPCC on 0808 800 5000. If a child is in danger, call 999."
        assert tail in words(answer())
        OpeningHoursFactory(contact_point=point)
        assert said_above(answer()) == unknown
        ContactPointFactory(authority=point.authority, purpose="out_of_hours", phone="+442087705000", position=1)
        shut = (
            "It is outside the front door’s hours now "
            "The out-of-hours line is 020 8770 5000. We do not know when it answers."
        )
        assert said_above(answer()) == shut
        OpeningHoursFactory(contact_point=point, last_day=7, opens=time(0), closes=time(0), bank_holidays="yes")
        assert said_above(answer()).startswith("Call this number now 020 8825 8000")


def test_the_search_answers_a_certain_postcode_and_keeps_nothing(merton, client):
    response = client.get("/search/", {"q": "SM4 5AB"})
    assert "SM4 5AB is in Merton" in words(response)
    assert "020 8545 4226" in words(response)
    assert "no-store" in response.headers["Cache-Control"]
    assert "We do not know this postcode." in words(client.get("/search/", {"q": "SW99 9ZZ"}))


def test_the_example_has_one_certain_answer(loaded_site, client):
    outcode = EXAMPLE.split()[0]
    (share,) = [row for row in table("outcodes") if row["outcode"] == outcode]
    assert (share["shares_pct"], share["exact"], share["outside_london"]) == ("100.0", "yes", "")
    page = client.get("/contacts/").text
    assert f"such as {EXAMPLE} or {outcode}. It is not kept." in page
    assert f"{EXAMPLE} is in Waltham Forest" in words(ask(client, EXAMPLE))


def test_outside_london_points_to_the_national_finder(client):
    response = ask(client, "M1 1AE")
    assert "M1 1AE is not in London" in words(response)
    assert 'href="https://www.gov.uk/report-child-abuse-to-local-council"' in response.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("ZZ1 1ZZ", "We do not know this postcode"),
        ("SW99 9ZZZ", "That is not a postcode"),
        ("", "Enter a postcode"),
        ("   ", "Enter a postcode"),
        ("SM4 5AB or SW2 5SG", "You typed more than one postcode: SM4 5AB and SW2 5SG."),
        ("😀", "That is not a postcode"),
        ('"><script>alert(1)</script>', "That is not a postcode"),
        ("A" * 10_000, "That is not a postcode"),
    ],
)
def test_what_cannot_be_found_is_said_beside_the_field(merton, client, typed, message):
    response = ask(client, typed)
    assert response.status_code == 200
    page = html.fromstring(response.content)
    (field,) = page.xpath("//input[@name='postcode']")
    (error,) = page.xpath("//*[@id='id_postcode_error']")
    assert message in error.text_content()
    assert field.get("aria-invalid") == "true"
    assert "id_postcode_error" in field.get("aria-describedby")
    assert field.get("value", "") == typed.replace("\0", "")[:100]
    assert len(response.content) < 100_000


def test_a_form_without_the_field_or_with_bad_bytes_is_answered(client):
    assert "Enter a postcode" in words(client.post(FIND))
    answer = client.post(FIND, b"postcode=%ff%fe", content_type="application/x-www-form-urlencoded")
    assert "That is not a postcode" in words(answer)


def test_the_list_of_authorities_stays_below_an_error(merton, client):
    response = ask(client, "ZZ1 1ZZ")
    assert list(response.context["object_list"]) == [merton]
    (form,) = html.fromstring(response.content).xpath("//form[.//input[@name='q']][@aria-label='Find a borough']")
    assert form.get("action") == "/contacts/"


def test_coming_back_without_a_postcode_leads_to_the_directory(client):
    assert client.get(FIND).url == "/contacts/"


@pytest.mark.parametrize("typed", ["SM4 5AB", "ZZ1 1ZZ", "M1 1AE", "nonsense"])
def test_an_answer_is_kept_nowhere_and_costs_no_cookie(merton, typed):
    response = ask(Client(enforce_csrf_checks=True), typed)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "form-action 'self'" in response.headers["Content-Security-Policy"]


def test_browsers_history_holds_no_postcode(merton, client):
    page = html.fromstring(ask(client, "SM4 5AB").content)
    assert "SM4" not in " ".join(page.xpath("//title/text() | //head//@content | //@href | //@action"))
    assert page.xpath("//input[@name='postcode']/@autocomplete") == ["off"]
    assert page.xpath("//form[.//input[@name='postcode']]/@method") == ["post"]


@pytest.mark.parametrize("typed", ["SM4 5AB", "ZZ1 1ZZ", "M1 1AE", "A" * 10_000])
def test_nothing_logs_what_was_asked(merton, client, caplog, capfd, typed):
    with caplog.at_level(logging.DEBUG):
        # Django's own log of queries is for developers: it is silent unless DEBUG is on.
        ask(client, typed)
    said = caplog.text + "".join(capfd.readouterr())
    assert typed not in said
    assert typed.replace(" ", "") not in said


def test_the_web_server_writes_no_access_log():
    web = next(line for line in (Path(settings.BASE_DIR) / "Procfile").read_text().splitlines() if "gunicorn" in line)
    assert "access-log" not in web


def test_an_error_report_hides_what_was_asked(merton):
    request = RequestFactory().post(FIND, {"postcode": "SM4 5AB"})
    PostcodeLookup.as_view()(request)
    shown = SafeExceptionReporterFilter().get_post_parameters(request)
    assert shown["postcode"] != "SM4 5AB"


@pytest.mark.parametrize("typed", ["CR4", "W10", "SE1 7PB", "ZZ1 1ZZ", "nonsense", "M1"])
def test_a_lookup_costs_few_queries(loaded_site, client, typed, django_assert_max_num_queries):
    client.get("/contacts/")  # what a process keeps of the directory
    with django_assert_max_num_queries(12):
        ask(client, typed)


def test_a_lookup_in_the_full_table_costs_few_queries(loaded_site, client, django_assert_max_num_queries):
    Postcode.objects.create(code="SE17PB", authority=Authority.objects.get(slug="lambeth"))
    ask(client, "SE1 7PB")  # what a process keeps until content changes
    client.get("/contacts/")  # what a process keeps of the directory
    with django_assert_max_num_queries(12):
        assert "SE1 7PB is in Lambeth" in words(ask(client, "SE1 7PB"))


@pytest.mark.parametrize("path", ["/", "/contacts/", "/worried/"])
def test_the_field_stands_where_people_look_for_it(loaded_site, client, path):
    (form,) = html.fromstring(client.get(path).content).xpath("//form[.//input[@name='postcode']]")
    assert (form.get("method"), form.get("action")) == ("post", FIND)


def test_the_table_in_use_is_named(loaded_site, client):
    assert "Postcodes: OS Code-Point Open, August 2014, first halves only." in words(client.get("/contacts/"))
    PostcodeEdition.objects.create(source="NSPL", edition="May 2026", loaded_at="2099-05-20T00:00Z", postcodes=9)
    assert "Postcodes: NSPL, May 2026. Loaded on 20 May 2099." in words(client.get("/contacts/"))
