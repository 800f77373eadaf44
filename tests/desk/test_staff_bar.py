"""Edit from where you are: the bar for staff above every page of one thing."""

import pytest
from django.urls import reverse

from lscb_site.publishing.submissions import submit
from lscb_site.web.addresses import admin_address
from tests.conftest import signed_in
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    CollectionFactory,
    LiveDocumentFactory,
    PostFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

BAR = 'aria-label="For staff"'
PAGES = {
    "news": lambda: PostFactory(live=True),
    "document": LiveDocumentFactory,
    "collection": lambda: CollectionFactory(live=True),
    "board": lambda: BoardFactory(live=True),
    "authority": AuthorityFactory,
}


@pytest.mark.parametrize("page", PAGES)
def test_a_live_page_leads_staff_to_its_form_and_its_history(page, editor_client, client):
    item = PAGES[page]()
    text = editor_client.get(item.get_absolute_url()).text
    assert BAR in text
    for screen in ("change", "history"):
        assert f'href="{admin_address(item, screen)}"' in text
    assert BAR not in client.get(item.get_absolute_url()).text


def test_it_says_the_state(editor_client, editor):
    post = PostFactory()
    assert "Draft: only staff can see this page." in editor_client.get(post.get_absolute_url()).text
    submit(post, editor, "")
    assert "Waits for a publisher: only staff" in editor_client.get(post.get_absolute_url()).text
    post.publish()
    text = editor_client.get(post.get_absolute_url()).text
    assert "only staff can see" not in text
    assert "<strong>Live</strong>" in text


def test_where_a_document_is_used_is_one_click_away(editor_client):
    document = LiveDocumentFactory()
    address = reverse("admin:resources_document_used", args=[document.pk])
    assert address in editor_client.get(document.get_absolute_url()).text


def test_somebody_signed_in_who_may_not_see_the_form_sees_no_bar():
    post = PostFactory(live=True)
    for person in (UserFactory(), UserFactory(is_staff=True)):
        assert BAR not in signed_in(person).get(post.get_absolute_url()).text


def test_a_list_has_no_bar(editor_client):
    assert BAR not in editor_client.get("/news/").text


def test_a_cookie_that_is_no_session_gets_a_visitors_page(client):
    post = PostFactory(live=True)
    client.cookies["sessionid"] = "nothing"
    assert BAR not in client.get(post.get_absolute_url()).text
