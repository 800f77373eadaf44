"""A decision is about what its screen showed. Where that is another thing by then, it is asked again."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from lscb_contacts.models import ContactPoint, ProposedChange
from lscb_site.publishing.states import State
from news.models import Post
from tests.editing.browser_form import untouched
from tests.factories import ContactPointFactory, PostFactory, ProposedChangeFactory

pytestmark = pytest.mark.django_db

POINTS, POSTS = "/admin/lscb_contacts/contactpoint/", "/admin/news/post/"
LOOK_AGAIN = "Something changed while you were choosing, so nothing is"


def test_confirming_by_hand_confirms_only_the_details_that_were_on_the_screen(editor_client):
    point = ContactPointFactory(phone="020 7946 0000", email="old@example.gov.uk", hours_note="Weekdays")
    screen = editor_client.post(POINTS, {"action": "confirm_by_hand", "_selected_action": [point.pk]})
    for shown in ("020\xa07946\xa00000", "old@example.gov.uk", "Weekdays"):
        assert shown in screen.text
    ContactPoint.objects.filter(pk=point.pk).update(phone="+442079460999")
    answer = editor_client.post(POINTS, untouched(screen, confirmed_by="MASH manager"))
    assert f"{LOOK_AGAIN} confirmed" in answer.text
    assert "020\xa07946\xa00999" in answer.text
    assert 'value="MASH manager"' in answer.text
    assert not ContactPoint.objects.get().is_confirmed
    editor_client.post(POINTS, untouched(answer))
    assert ContactPoint.objects.get().confirmed_by == "MASH manager"


def test_withdrawing_is_asked_again_when_the_item_changed_and_keeps_the_reason(publisher_client):
    post = PostFactory(live=True)
    address = reverse("admin:news_post_withdraw", args=[post.pk])
    screen = publisher_client.get(address)
    post.title = "Put right instead"
    post.save()
    answer = publisher_client.post(address, untouched(screen, reason="The date was wrong."))
    assert f"{LOOK_AGAIN} withdrawn" in answer.text
    assert "The date was wrong." in answer.text
    assert Post.objects.get().is_live
    Post.objects.update(state=State.DRAFT)
    answer = publisher_client.post(address, untouched(answer))
    assert (answer.status_code, "The date was wrong." in answer.text) == (409, True)


def test_several_are_withdrawn_only_while_all_are_as_they_were_shown(publisher_client):
    one, other = PostFactory(live=True), PostFactory(live=True)
    chosen = {"action": "withdraw_chosen", "_selected_action": [one.pk, other.pk]}
    screen = publisher_client.post(POSTS, chosen)
    other.withdraw("Somebody else did.", "")
    answer = publisher_client.post(POSTS, untouched(screen, reason="Out of date."))
    assert f"{LOOK_AGAIN} withdrawn" in answer.text
    assert Post.objects.get(pk=one.pk).is_live


def test_a_correction_is_decided_on_beside_what_the_site_shows_now(editor_client):
    change = ProposedChangeFactory(contact_point__email="a@example.gov.uk", after={"email": "b@example.gov.uk"})
    address = reverse("admin:lscb_contacts_proposedchange_change", args=[change.pk])
    screen = editor_client.get(address)
    ContactPoint.objects.filter(pk=change.contact_point_id).update(email="c@example.gov.uk")
    answer = editor_client.post(address, untouched(screen, accept=change.pk), follow=True)
    assert f"{LOOK_AGAIN} decided" in answer.text
    assert ProposedChange.objects.waiting().exists()
    editor_client.post(address, untouched(answer, accept=change.pk))
    assert ContactPoint.objects.get().email == "b@example.gov.uk"


def test_every_screen_of_a_decision_comes_back_after_signing_in():
    templates = Path(settings.BASE_DIR / "templates" / "admin").rglob("*.html")
    screens = {path.name: path.read_text() for path in templates if 'name="seen"' in path.read_text()}
    without = {name for name, text in screens.items() if '"admin/editing/shown.html"' not in text}
    # Nothing is typed there: the file of the one is chosen again, the others are one click.
    assert without == {"import.html", "force_box.html", "press.html", "index.html"}
