"""Pages of the CMS are submitted and sent back with the same words and screens as everything else."""

import pytest
from cms.models import PageContent
from cms.toolbar.utils import get_object_edit_url, get_object_preview_url

from lscb_site.desk.attention.gathering import Desk
from lscb_site.editing.seen import seen
from lscb_site.pages.writing import write_page
from lscb_site.publishing import letters
from lscb_site.publishing.submissions import Submission
from lscb_site.web.addresses import admin_address
from tests.factories import PublisherFactory

pytestmark = pytest.mark.django_db

Answer = Submission.Answer


@pytest.fixture
def content(editor):
    page = write_page(reverse_id="plans", title="Plans", slug="plans", created_by=editor, publish=False)
    return PageContent.admin_manager.get(page=page)


@pytest.fixture
def waiting(content, editor_client):
    editor_client.post(admin_address(content, "submit"), {"note": "By Friday, please."})
    return Submission.objects.get()


def test_the_bar_offers_each_role_what_it_may_do(content, editor_client, publisher_client):
    address = get_object_edit_url(content)
    submit, send_back = (admin_address(content, screen) for screen in ("submit", "send_back"))
    assert submit in editor_client.get(address).text
    assert submit not in publisher_client.get(address).text
    assert send_back not in publisher_client.get(address).text
    editor_client.post(submit, {"note": ""})
    assert "Waits for a publisher" in editor_client.get(address).text
    assert send_back in publisher_client.get(address).text


def test_it_waits_on_the_publishers_desk_and_leads_to_the_page(waiting, content, publisher, publisher_client):
    (need,) = [need for need in Desk(publisher).needs if need.code == "submitted"]
    (thing,) = need.things
    assert thing.address == get_object_preview_url(content)
    assert thing.detail.startswith("Page, submitted by")
    assert publisher_client.get(thing.address).status_code == 200


def test_only_publishers_of_pages_are_told(waiting):
    PublisherFactory(email="pat@example.org")
    assert letters.readers_of(waiting) == ["pat@example.org"]
    assert letters.message_to(["pat@example.org"], waiting).subject == "Waits for a publisher: Plans"


def test_a_publisher_sends_it_back_and_its_editor_finds_why(waiting, content, publisher_client, editor):
    typed = {"reason": "The date is wrong.", "seen": seen([f"{waiting.pk} {waiting.answer}"])}
    assert publisher_client.post(admin_address(content, "send_back"), typed).url == "/admin/"
    (need,) = [need for need in Desk(editor).needs if need.code == "sent-back"]
    assert "The date is wrong." in need.things[0].detail


def test_an_editor_cannot_send_back(waiting, content, editor_client):
    assert editor_client.get(admin_address(content, "send_back")).status_code == 403


def test_publishing_answers_it(waiting, content, publisher):
    content.versions.get().publish(publisher)
    waiting.refresh_from_db()
    assert waiting.answer == Answer.PUBLISHED


def test_what_is_live_cannot_be_submitted(content, publisher, publisher_client, editor_client):
    content.versions.get().publish(publisher)
    assert editor_client.post(admin_address(content, "submit"), {"note": ""}).status_code in (403, 409)
    assert publisher_client.post(admin_address(content, "submit"), {"note": ""}).status_code in (403, 409)
    assert not Submission.objects.exists()


def test_it_goes_with_its_page(waiting, content):
    content.page.delete()
    assert not Submission.objects.exists()
