from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lscb_contacts.models import ContactPoint, Helpline
from tests.factories import AuthorityFactory, ContactPointFactory, HelplineFactory

pytestmark = pytest.mark.django_db


def change(point):
    return reverse("admin:lscb_contacts_contactpoint_change", args=[point.pk])


def data(point, **changes):
    fields = [
        "name",
        "purpose",
        "phone_note",
        "email",
        "web",
        "hours",
        "note",
        "source",
        "source_as_of",
        "confirmed_by",
    ]
    stored = {name: getattr(point, name) for name in fields}
    return (
        stored
        | {
            "authority": point.authority.pk,
            "phone": point.phone.as_national,
            "confirmed_on": point.confirmed_on or "",
        }
        | changes
    )


def test_a_number_is_changed_and_confirmed_with_its_day_and_role(editor_client):
    point = ContactPointFactory()
    editor_client.post(
        change(point),
        data(point, phone="020 7946 0999", confirmed_on="2026-03-03", confirmed_by="MASH manager"),
    )
    point.refresh_from_db()
    assert (point.phone.as_e164, point.is_confirmed) == ("+442079460999", True)
    assert "Confirmed 3 March 2026 by MASH manager" in editor_client.get("/admin/lscb_contacts/contactpoint/").text


@pytest.mark.parametrize("detail", [{"phone": "020 7946 0999"}, {"email": "a@example.org"}, {"hours": "9 to 5"}])
def test_a_confirmation_does_not_outlive_the_details_it_was_given_for(editor_client, detail):
    point = ContactPointFactory(confirmed=True)
    point.refresh_from_db()
    answer = editor_client.post(change(point), data(point, **detail))
    assert "The details changed after they were confirmed." in answer.text
    editor_client.post(change(point), data(point, **detail, confirmed_on="", confirmed_by=""))
    point.refresh_from_db()
    assert not point.is_confirmed


def test_the_same_holds_on_the_authoritys_page(editor_client):
    point = ContactPointFactory(confirmed=True)
    point.refresh_from_db()
    form = {f"contact_points-0-{name}": value for name, value in data(point, phone="020 7946 0999").items()}
    form |= {"contact_points-0-id": point.pk, "contact_points-TOTAL_FORMS": 1, "contact_points-INITIAL_FORMS": 1}
    address = reverse("admin:lscb_contacts_authority_change", args=[point.authority.pk])
    answer = editor_client.post(address, form | {"council_url": "https://www.example.gov.uk/"})
    assert "The details changed after they were confirmed." in answer.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"confirmed_on": "2026-03-03"}, "A confirmation needs both the day and the role that gave it."),
        ({"phone": ""}, "Give a telephone number, an e-mail address or a web page."),
        (
            {"confirmed_on": timezone.localdate() + timedelta(days=2), "confirmed_by": "Manager"},
            "This day is still to come.",
        ),
    ],
)
def test_half_a_confirmation_or_no_way_to_reach_it_is_sent_back(editor_client, changes, sentence):
    point = ContactPointFactory()
    assert sentence in editor_client.post(change(point), data(point, **changes)).text
    point.refresh_from_db()
    assert point.phone


def test_contact_points_are_filtered_by_confirmation(editor_client):
    confirmed, open_ = ContactPointFactory(confirmed=True), ContactPointFactory()
    address = "/admin/lscb_contacts/contactpoint/"
    assert list(editor_client.get(address, {"confirmed": "yes"}).context["cl"].queryset) == [confirmed]
    assert list(editor_client.get(address, {"confirmed": "no"}).context["cl"].queryset) == [open_]


@pytest.mark.parametrize(("numbers", "names"), [("some", ["Half"]), ("all", ["Whole"]), ("none", ["Empty"])])
def test_authorities_are_filtered_by_how_sure_their_numbers_are(editor_client, numbers, names):
    half, whole = AuthorityFactory(short_name="Half"), AuthorityFactory(short_name="Whole")
    AuthorityFactory(short_name="Empty")
    ContactPointFactory(authority=half)
    ContactPointFactory(authority=half, confirmed=True)
    ContactPointFactory(authority=whole, confirmed=True)
    page = editor_client.get("/admin/lscb_contacts/authority/", {"numbers": numbers})
    assert [authority.short_name for authority in page.context["cl"].queryset] == names


def test_what_identifies_an_authority_is_an_administrators(editor_client, administrator_client):
    address = reverse("admin:lscb_contacts_authority_change", args=[AuthorityFactory().pk])
    assert 'name="gss_code"' not in editor_client.get(address).text
    assert 'name="gss_code"' in administrator_client.get(address).text


def test_nobody_but_a_publisher_removes_a_contact_point(editor_client, publisher_client):
    point = ContactPointFactory()
    address = reverse("admin:lscb_contacts_contactpoint_delete", args=[point.pk])
    assert editor_client.post(address, {"post": "yes"}).status_code == 403
    publisher_client.post(address, {"post": "yes"})
    assert not ContactPoint.objects.exists()


def test_helplines_are_an_administrators_alone(editor_client, publisher_client, administrator_client):
    helpline = HelplineFactory()
    address = reverse("admin:lscb_contacts_helpline_change", args=[helpline.pk])
    form = {"name": "Childline", "slug": "childline", "phone": "0800 1111", "position": 1}
    for client in (editor_client, publisher_client):
        assert client.get(address).status_code == 403
        assert client.post(address, form).status_code == 403
    assert administrator_client.post(address, form).status_code == 302
    assert Helpline.objects.get().name == "Childline"
