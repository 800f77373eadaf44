"""What is proposed together is decided together; taking away, adding and deleting are no way round a second person."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from lscb_contacts.confirming.corrections import accept, propose
from lscb_contacts.confirming.links import address_of
from lscb_contacts.confirming.values import lines_as_text, lines_of
from lscb_contacts.models import ConfirmationRequest, ContactPoint, ProposedChange, ProposedValue
from lscb_site.search.models import SearchEntry
from lscb_site.web.addresses import admin_address
from tests.conftest import signed_in
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    ConfirmationRequestFactory,
    EditorFactory,
    ProposedChangeFactory,
)
from tests.lscb_contacts.entries import (
    AS_PROPOSED,
    NEW,
    NEW_LINES,
    as_it_stands,
    by_file,
    by_form,
    point_of,
    waiting,
)
from tests.print_stamp import without_stamp

pytestmark = pytest.mark.django_db

# What is proposed together ------------------------------------------------------------------------------------------


def test_a_number_that_moves_to_another_borough_is_decided_on_as_one(editor, editor_client, publisher, client, camden):
    """As it was seen: one Editor made Brent's confirmed number Camden's line at night, live at once as confirmed."""
    brent = AuthorityFactory(short_name="Brent", slug="brent")
    point = point_of(brent, name="Brent Family Front Door")
    pages = ["/contacts/brent/", "/contacts/camden/", "/contacts/contacts.json", "/contacts/contacts.csv"]
    pages += ["/contacts/brent.vcf", "/contacts/mash-list/"]
    seen = {address: without_stamp(client.get(address).text) for address in pages}
    answer = by_form(editor_client, point, authority=camden.pk, purpose="out_of_hours", name="Camden at night")
    assert "waits until somebody else accepts it. Until then readers see the entry without it, confirmed" in answer.text
    assert "successfully" not in answer.text
    assert {address: without_stamp(client.get(address).text) for address in pages} == seen
    change = point.proposed_changes.get()
    screen = admin_address(change)
    page = editor_client.get(screen)
    for text in ("Brent", "Camden", "Front door, in office hours", "Out of hours", "Camden at night"):
        assert text in page.text
    assert 'name="accept"' not in page.text
    editor_client.post(screen, {"accept": change.pk})
    assert {address: without_stamp(client.get(address).text) for address in pages} == seen
    answer = signed_in(publisher).post(screen, {"accept": change.pk}, follow=True)
    assert "The site shows it now." in answer.text
    point.refresh_from_db()
    facts = (point.authority, point.purpose, point.name, point.is_confirmed)
    assert facts == (camden, "out_of_hours", "Camden at night", False)
    assert "Not yet confirmed" in client.get("/contacts/camden/").text
    assert point.name not in client.get("/contacts/brent/").text
    found = {
        name: {hit.url for hit in SearchEntry.objects.filter(item__title=name, number=point.pk)}
        for name in ("Brent", "Camden")
    }
    assert found == {"Brent": set(), "Camden": {"/contacts/camden/"}}
    history = editor_client.get(reverse("admin:lscb_contacts_contactpoint_history", args=[point.pk]))
    assert ("Authority", "Brent", "Camden") in [
        (each.field, each.before, each.after) for each in history.context["changes"]
    ]


def test_lines_of_hours_are_accepted_with_the_rest(editor_client, publisher, point):
    typed = {"opening_hours-0-opens": "08:00", "opening_hours-0-closes": "18:00", "name": "Desk"}
    by_form(editor_client, point, **typed, confirmed_on="2026-11-20", confirmed_by="Desk manager")
    (change,) = point.proposed_changes.waiting()
    assert waiting(point) == [{"name": "Desk", "lines": NEW_LINES}]
    accept(change, publisher)
    entry, lines, _, role = as_it_stands(point)
    assert (entry["name"], lines, role) == ("Desk", NEW_LINES, "Desk manager")


def test_accepted_hours_alone_end_the_confirmation(editor_client, publisher, point):
    by_form(editor_client, point, **{"opening_hours-0-opens": "08:00", "opening_hours-0-closes": "18:00"})
    accept(point.proposed_changes.get(), publisher)
    assert as_it_stands(point)[1:] == (NEW_LINES, None, "")


def test_hours_in_a_boroughs_words_and_in_lines_are_rivals(point, publisher, editor_client):
    words = propose(point, {"hours": "Mornings"}, "authority")
    by_form(editor_client, point, **{"opening_hours-0-opens": "08:00"})
    lines = point.proposed_changes.waiting().exclude(pk=words.pk).get()
    answer = signed_in(publisher).post(admin_address(lines), {"accept": lines.pk}, follow=True)
    assert "What Brent proposed (hours) is overtaken by this." in answer.text
    words.refresh_from_db()
    assert words.state == ProposedChange.State.OVERTAKEN


def test_a_change_that_is_no_longer_sound_is_accepted_by_nobody_and_goes_on_waiting(point, camden, editor):
    change = ProposedChangeFactory(contact_point=point, after={"authority": str(camden.pk), "name": "Camden"})
    camden.delete()
    before = as_it_stands(point)
    with pytest.raises(ValidationError), transaction.atomic():
        accept(change, editor)
    assert as_it_stands(point) == before
    assert waiting(point)


def test_the_database_keeps_a_change_to_fields_of_the_entry_each_once(point):
    change = ProposedChangeFactory(contact_point=point)
    for field in ("phone", "source", "position", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProposedValue.objects.create(change=change, field=field, after="x")


def test_nobody_accepts_what_they_proposed_by_a_file_either(editor, editor_client, point):
    by_file(editor_client, point, name="Desk")
    change = point.proposed_changes.get()
    answer = editor_client.post(admin_address(change), {"accept": change.pk}, follow=True)
    assert "You proposed this, so somebody else must accept it." in answer.text
    assert point.proposed_changes.waiting().exists()


def test_two_people_who_propose_the_same_keep_each_their_own(point):
    one, other = EditorFactory(), EditorFactory()
    for user in (one, other, one):
        propose(point, {"name": "Desk"}, "editor", user=user)
    assert point.proposed_changes.waiting().count() == 2


# Taking away, adding, deleting --------------------------------------------------------------------------------------


def test_taking_a_way_to_reach_it_needs_nobody_and_what_came_with_it_waits(editor_client, point):
    answer = by_form(editor_client, point, phone="", name="Desk")
    assert "it is not shown as confirmed any more" in answer.text
    stored = ContactPoint.objects.get(pk=point.pk)
    assert (str(stored.phone), stored.name, stored.is_confirmed) == ("", "MASH", False)
    assert waiting(point) == [{"name": "Desk"}]


def test_a_confirmation_is_taken_away_at_once(editor_client, point):
    by_form(editor_client, point, confirmed_on="", confirmed_by="", note="Ask for the duty worker.")
    stored = ContactPoint.objects.get(pk=point.pk)
    assert (stored.note, stored.is_confirmed) == ("", False)
    assert waiting(point) == [{"note": "Ask for the duty worker."}]


@pytest.mark.parametrize("owner", ["authority", "board", "board without a website", "board of nobody"])
def test_a_new_entry_shows_whose_it_is_and_leads_to_the_council_until_the_rest_is_accepted(
    editor_client, publisher, owner
):
    authority = AuthorityFactory(council_url="https://www.brent.gov.uk/")
    website = "" if "without" in owner else "https://board.example/"
    board = BoardFactory(website="" if "nobody" in owner else website)
    if "nobody" not in owner:
        board.authorities.add(authority)
    typed = {"authority": authority.pk} if owner == "authority" else {"board": board.pk}
    lines = {"opening_hours-TOTAL_FORMS": 1, "opening_hours-INITIAL_FORMS": 0, "opening_hours-0-first_day": 1}
    lines |= {"opening_hours-0-last_day": 5, "opening_hours-0-opens": "08:00", "opening_hours-0-closes": "18:00"}
    lines |= {"opening_hours-0-bank_holidays": "unknown"}
    address = reverse("admin:lscb_contacts_contactpoint_add")
    answer = editor_client.post(address, {**NEW, "purpose": "lado", **typed, **lines})
    assert answer.status_code == 302
    point = ContactPoint.objects.get()
    leads_to = (
        "https://www.brent.gov.uk/" if owner in ("authority", "board without a website") else "https://board.example/"
    )
    assert point.web == (leads_to if "nobody" not in owner else point.web)
    assert point.web.startswith("http")
    assert (str(point.phone), point.email, point.note, point.opening_hours.count()) == ("", "", "", 0)
    after = {name: value for name, value in AS_PROPOSED.items() if name not in ("purpose", "name")}
    assert waiting(point) == [after | {"lines": NEW_LINES}]
    accept(point.proposed_changes.get(), publisher)
    entry, hours, *_ = as_it_stands(point)
    assert (entry | after, hours) == (entry, NEW_LINES)


def test_deleting_a_confirmed_entry_and_adding_it_again_is_no_way_round(publisher_client, point, camden):
    propose(point, {"name": "Desk"}, "editor")
    address = reverse("admin:lscb_contacts_contactpoint_delete", args=[point.pk])
    assert "Brent: MASH: name" in publisher_client.get(address).text
    publisher_client.post(address, {"post": "yes"})
    assert not ProposedChange.objects.exists()
    form = {"authority": camden.pk, "purpose": "front_door", "name": "MASH", "phone": "020 7946 0999"}
    none = {"opening_hours-TOTAL_FORMS": 0, "opening_hours-INITIAL_FORMS": 0}
    publisher_client.post(reverse("admin:lscb_contacts_contactpoint_add"), form | none)
    point = ContactPoint.objects.get()
    assert (str(point.phone), point.is_confirmed) == ("", False)


def test_confirming_by_hand_shows_all_that_it_confirms(editor_client, point):
    ContactPoint.objects.filter(pk=point.pk).update(note="Ask for the duty worker.", phone_note="option 2")
    chosen = {"action": "confirm_by_hand", "_selected_action": [point.pk]}
    page = editor_client.post(reverse("admin:lscb_contacts_contactpoint_changelist"), chosen).text
    for text in ("Brent: MASH", "Front door, in office hours", "option 2", "Monday to Friday", "duty worker"):
        assert text in page, text


def test_so_does_the_page_of_a_boroughs_link(client, point):
    ContactPoint.objects.filter(pk=point.pk).update(note="Ask for the duty worker.")
    asked = ConfirmationRequestFactory(authority=point.authority)
    opened = client.get(address_of(asked))
    assert "Ask for the duty worker." in opened.text
    ContactPoint.objects.filter(pk=point.pk).update(purpose="lado")
    answer = client.post(address_of(asked), untouched_first(opened, role="MASH manager"))
    assert "Our entry changed while you looked at it." in answer.text
    assert not ConfirmationRequest.objects.get(pk=asked.pk).answer


def untouched_first(response, **changes):
    return {"seen": response.context["seen"], **changes}


def test_lines_of_hours_are_written_down_and_read_back():
    text = "1-5 08:30:00-18:00:00 no; 1-7 00:00:00-00:00:00 yes"
    assert lines_as_text(lines_of(text)) == text
    assert lines_of("") == []


@pytest.mark.parametrize("purpose", ["referral_form", "thresholds"])
def test_a_new_page_to_open_leads_to_the_council_until_it_is_accepted(editor_client, publisher, purpose):
    authority = AuthorityFactory(council_url="https://www.brent.gov.uk/")
    lines = {"opening_hours-TOTAL_FORMS": 0, "opening_hours-INITIAL_FORMS": 0}
    typed = {"authority": authority.pk, "purpose": purpose, "name": "MARF", "web": "https://www.brent.gov.uk/marf"}
    editor_client.post(reverse("admin:lscb_contacts_contactpoint_add"), {**typed, **lines})
    point = ContactPoint.objects.get()
    assert (point.purpose, point.web) == (purpose, "https://www.brent.gov.uk/")
    accept(point.proposed_changes.get(), publisher)
    assert ContactPoint.objects.get().web == "https://www.brent.gov.uk/marf"


def test_a_form_without_its_page_is_refused_in_words(editor_client):
    lines = {"opening_hours-TOTAL_FORMS": 0, "opening_hours-INITIAL_FORMS": 0}
    typed = {
        "authority": AuthorityFactory().pk,
        "purpose": "referral_form",
        "name": "MARF",
        "email": "m@example.gov.uk",
    }
    answer = editor_client.post(reverse("admin:lscb_contacts_contactpoint_add"), {**typed, **lines})
    assert "A referral form or a thresholds document needs its web page." in answer.text
    assert not ContactPoint.objects.exists()
