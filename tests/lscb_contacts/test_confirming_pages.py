"""The page of a request's link: what it shows, what it takes, and what it never does."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone
from lxml import html

from lscb_contacts.confirming.links import token_of
from lscb_contacts.models import Authority, ContactPoint, ProposedChange
from tests.factories import (
    ConfirmationContactFactory,
    ConfirmationRequestFactory,
    ContactPointFactory,
    EditorFactory,
    ProposedChangeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROLE = {"role": "MASH manager"}


@pytest.fixture
def client():
    """As browsers are: without the exception from CSRF checks that Django's tests enjoy."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def asked():
    """A request to an authority with two points and a mailbox."""
    contact = ConfirmationContactFactory()
    ContactPointFactory(authority=contact.authority, name="MASH", email="mash@example.gov.uk")
    ContactPointFactory(authority=contact.authority, name="Night team", phone="+442079460111", purpose="out_of_hours")
    return ConfirmationRequestFactory(authority=contact.authority)


def address(asked, rest=""):
    return f"/contacts/confirm/{token_of(asked)}/{rest}"


def everything() -> dict:
    """Every row of every table."""
    tables = set(connection.introspection.table_names())  # a library's old model has none
    models = [model for model in apps.get_models() if model._meta.db_table in tables]
    return {model._meta.label: sorted(map(repr, model._base_manager.values_list())) for model in models}


def seen(client, asked) -> dict:
    (mark,) = set(html.fromstring(client.get(address(asked)).content).xpath("//input[@name='seen']/@value"))
    return {"seen": mark}


def filled_in(client, asked) -> dict:
    """The form of corrections as a browser would send it back untouched."""
    form = html.fromstring(client.get(address(asked, "changes/")).content).xpath("//main//form")[0]
    return {name: value or "" for name, value in form.form_values()}


# What opening a link does -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [{}, {"used": True}, {"expired": True}])
def test_opening_a_link_changes_nothing(client, state, subtests):
    request = ConfirmationRequestFactory(**state)
    ConfirmationContactFactory(authority=request.authority)
    ContactPointFactory(authority=request.authority)
    before = everything()
    for rest in ("", "changes/", "new-link/"):
        for method in ("get", "head", "options"):
            with subtests.test(rest=rest, method=method):
                getattr(client, method)(address(request, rest))
                assert everything() == before


def test_it_shows_what_we_hold_and_two_buttons(client, asked):
    page = client.get(address(asked))
    assert page.status_code == 200
    for held in ("MASH", "020 7946 0000".replace(" ", "\N{NO-BREAK SPACE}"), "mash@example.gov.uk", "Night team"):
        assert held in page.text
    buttons = html.fromstring(page.content).xpath("//main//button/text()")
    assert buttons == ["All of this is right", "Something has changed"]


@pytest.mark.parametrize("rest", ["", "changes/"])
def test_its_address_goes_nowhere(client, asked, rest):
    page = client.get(address(asked, rest))
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert not page.cookies
    head = page.text.partition("</head>")[0]
    assert token_of(asked) not in head
    assert token_of(asked) not in client.get("/sitemap.xml").text


def test_its_queries_do_not_grow_with_the_entry(client, asked, django_assert_max_num_queries):
    ContactPointFactory.create_batch(20, authority=asked.authority)
    for rest in ("", "changes/"):
        with django_assert_max_num_queries(12):
            client.get(address(asked, rest))


# All of this is right -----------------------------------------------------------------------------------------------


def test_one_answer_confirms_every_point_at_once(client, asked):
    answer = client.post(address(asked), ROLE | seen(client, asked))
    assert answer.status_code == 200
    assert "confirmed today by: MASH manager" in answer.text
    points = ContactPoint.objects.all()
    assert {(point.confirmed_on, point.confirmed_by) for point in points} == {(timezone.localdate(), "MASH manager")}
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("confirmed", "MASH manager")
    tile = Authority.objects.with_confirmation().get()
    assert tile.confirmed_numbers == tile.numbers == 2


def test_another_authoritys_points_are_left_alone(client, asked):
    other = ContactPointFactory()
    client.post(address(asked), ROLE | seen(client, asked))
    other.refresh_from_db()
    assert not other.is_confirmed


def test_an_answer_overtakes_proposals_to_change_what_is_right(client, asked):
    change = ProposedChangeFactory(contact_point=asked.authority.contact_points.first(), proposed_by=EditorFactory())
    client.post(address(asked), ROLE | seen(client, asked))
    change.refresh_from_db()
    assert change.state == ProposedChange.State.OVERTAKEN


@pytest.mark.parametrize("role", ["", "jane@example.gov.uk", "Mrs Smith"])
def test_the_role_is_asked_for_and_a_person_is_refused(client, asked, role):
    answer = client.post(address(asked), {"role": role} | seen(client, asked))
    assert "field__error" in answer.text
    assert not ContactPoint.objects.exclude(confirmed_on=None).exists()


@pytest.mark.parametrize("rest", ["", "changes/"])
def test_an_answer_about_an_entry_that_changed_meanwhile_is_asked_for_again(client, asked, rest):
    data = filled_in(client, asked) | ROLE | {"remarks": "Right"}
    ContactPoint.objects.filter(name="MASH").update(phone="+442079460222")
    answer = client.post(address(asked, rest), data)
    assert "Our entry changed while you looked at it" in answer.text
    assert not ContactPoint.objects.exclude(confirmed_on=None).exists()
    assert asked.is_open()


# Something has changed ----------------------------------------------------------------------------------------------


def test_corrections_wait_for_an_editor_field_by_field(client, asked):
    data = filled_in(client, asked) | ROLE
    data |= {"form-0-phone": "020 7946 0333", "form-0-hours": "Monday to Friday, 8am to 6pm"}
    assert client.post(address(asked, "changes/"), data).status_code == 200
    values = [change.values.get() for change in ProposedChange.objects.waiting()]
    found = {value.field: (value.before, value.after) for value in values}
    assert found == {
        "phone": ("+442079460000", "+442079460333"),
        "hours": ("", "Monday to Friday, 8am to 6pm"),
    }
    point = ContactPoint.objects.get(name="MASH")
    assert (point.phone.as_e164, point.is_confirmed) == ("+442079460000", False)
    asked.refresh_from_db()
    assert asked.answer == "corrected"


def test_a_number_said_to_be_wrong_is_no_longer_shown_as_confirmed(client, asked):
    asked.authority.contact_points.update(confirmed_on=timezone.localdate(), confirmed_by="MASH manager")
    data = filled_in(client, asked) | ROLE | {"form-0-phone": "020 7946 0333"}
    client.post(address(asked, "changes/"), data)
    assert not ContactPoint.objects.get(name="MASH").is_confirmed
    assert ContactPoint.objects.get(name="Night team").is_confirmed


@pytest.mark.parametrize("ticked", [True, False])
def test_what_was_left_as_it_was_is_confirmed_only_if_the_officer_says_so(client, asked, ticked):
    data = filled_in(client, asked) | ROLE | {"form-0-email": "new@example.gov.uk"}
    client.post(address(asked, "changes/"), data | ({"others_are_right": "on"} if ticked else {}))
    assert ContactPoint.objects.get(name="Night team").is_confirmed is ticked
    assert not ContactPoint.objects.get(name="MASH").is_confirmed


def test_a_remark_alone_is_an_answer_and_nothing_at_all_is_none(client, asked):
    data = filled_in(client, asked) | ROLE
    answer = client.post(address(asked, "changes/"), data)
    assert "Nothing has changed here" in answer.text
    client.post(address(asked, "changes/"), data | {"remarks": "We have a LADO line too."})
    asked.refresh_from_db()
    assert asked.remarks == "We have a LADO line too."


def test_an_impossible_number_is_refused_with_a_reason_and_what_was_typed_stays(client, asked):
    data = filled_in(client, asked) | ROLE | {"form-0-phone": "020 7946", "remarks": "Kept words"}
    answer = client.post(address(asked, "changes/"), data)
    assert "Write it like 020 7946 0000." in answer.text
    assert "Kept words" in answer.text
    assert not ProposedChange.objects.exists()


def test_a_point_of_another_authority_cannot_be_corrected(client, asked):
    other = ContactPointFactory()
    data = filled_in(client, asked) | ROLE | {"form-0-id": other.pk, "form-0-phone": "020 7946 0333"}
    client.post(address(asked, "changes/"), data)
    assert not other.proposed_changes.exists()
    other.refresh_from_db()
    assert other.phone.as_e164 == "+442079460000"


def test_a_form_without_its_parts_is_sent_back(client, asked):
    assert "We could not take this yet" in client.post(address(asked, "changes/"), ROLE).text
    assert "All of this is right" in client.post(address(asked), ROLE).text
    assert asked.is_open()


def test_a_working_link_is_never_logged(client, asked, caplog):
    client.get(address(asked))
    client.post(address(asked), {})
    client.post(address(asked, "changes/"), {})
    assert token_of(asked) not in caplog.text


# Used, expired and damaged links ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "told"), [("used", "has been used"), ("expired", "has expired")])
@pytest.mark.parametrize("rest", ["", "changes/"])
def test_a_link_that_is_used_or_expired_takes_no_answer_and_offers_a_new_one(client, asked, state, told, rest):
    mark, data = seen(client, asked), filled_in(client, asked)
    closed = ConfirmationRequestFactory(authority=asked.authority, **{state: True})
    for answer in (client.get(address(closed, rest)), client.post(address(closed, rest), data | ROLE | mark)):
        assert answer.status_code == 410
        assert told in answer.text
        assert "Send a new link" in answer.text
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert not ContactPoint.objects.exclude(confirmed_on=None).exists()


def test_a_link_works_once(client, asked):
    data = ROLE | seen(client, asked)
    assert client.post(address(asked), data).status_code == 200
    assert client.post(address(asked), data).status_code == 410


@pytest.mark.parametrize("damage", [lambda token: token[:-1], lambda token: f"9{token}", lambda token: "nonsense"])
def test_a_damaged_link_shows_nothing_and_takes_nothing(client, asked, damage):
    path = f"/contacts/confirm/{damage(token_of(asked))}/"
    for answer in (client.get(path), client.post(path, ROLE | seen(client, asked))):
        assert answer.status_code == 404
        assert "This link is not complete" in answer.text
        assert "020" not in answer.text.partition("<main")[2].partition("</main")[0]
    assert not ContactPoint.objects.exclude(confirmed_on=None).exists()
