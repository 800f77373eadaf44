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

from lscb_contacts.models import Authority, OpeningHours, OutcodeShare, Postcode, PostcodeEdition
from lscb_contacts.views.postcodes import PostcodeLookup
from tests.factories import AuthorityFactory, ContactPointFactory

pytestmark = pytest.mark.django_db

OFFICE_HOURS, NIGHT = "2026-11-23T10:00:00+00:00", "2026-11-23T22:00:00+00:00"
FIND = "/contacts/find/"


def ask(client, typed):
    return client.post(FIND, {"postcode": typed})


def words(response) -> str:
    (main,) = html.fromstring(response.content).xpath("//main")
    return " ".join(strip_tags(main.text_content()).split())


@pytest.fixture
def merton():
    authority = AuthorityFactory(short_name="Merton", slug="merton")
    ContactPointFactory(authority=authority, name="Children and Families Hub", phone="+442085454226")
    ContactPointFactory(
        authority=authority, name="Night team", phone="+442087705000", purpose="out_of_hours", position=1
    )
    OutcodeShare.objects.create(outcode="SM4", authority=authority, share=100)
    return authority


def test_a_split_postcode_says_how_likely_each_place_is(loaded_site, client):
    said = words(ask(client, "cr4"))
    assert "CR4 is most likely in Merton" in said
    assert "About 95 in 100 postcodes in CR4 are in Merton." in said
    assert "About 4 in 100 postcodes in CR4 are in Sutton." in said
    assert "Croydon" not in said
    assert said.index("About 95") < said.index("About 4")


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


@pytest.mark.parametrize(("moment", "first"), [(OFFICE_HOURS, "020 8545 4226"), (NIGHT, "020 8770 5000")])
def test_the_number_for_this_hour_comes_first(merton, client, moment, first):
    with time_machine.travel(moment):
        page = html.fromstring(ask(client, "SM4").content)
    points = [" ".join(point.text_content().split()) for point in page.xpath("//article")]
    assert points[0].startswith("Call this number now")
    assert first in points[0]
    assert points[1].startswith("At other times")


def test_an_hour_that_nobody_is_known_to_answer_is_said_plainly(client):
    point = ContactPointFactory(name="Front door")
    OutcodeShare.objects.create(outcode="SM4", authority=point.authority, share=100)
    with time_machine.travel(NIGHT):
        assert "usually answers at this hour" in words(ask(client, "SM4"))
        OpeningHours.objects.create(
            contact_point=point, first_day=1, last_day=7, opens=time(0), closes=time(0), bank_holidays="yes"
        )
        page = html.fromstring(ask(client, "SM4").content)
    assert page.xpath("//*[@data-none]/@hidden") == [""]


def test_outside_london_points_to_the_national_finder(client):
    response = ask(client, "M1 1AE")
    assert "M1 1AE is not in London" in words(response)
    assert 'href="https://www.gov.uk/report-child-abuse-to-local-council"' in response.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("ZZ1 1ZZ", "We know no such postcode"),
        ("SW99 9ZZZ", "That is not a postcode"),
        ("", "Enter a postcode"),
        ("   ", "Enter a postcode"),
        ("SM4 5AB or SW2 5SG", "Here stands more than one postcode: SM4 5AB and SW2 5SG."),
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
