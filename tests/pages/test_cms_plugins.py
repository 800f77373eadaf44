import pytest
from django.core.exceptions import ValidationError

from lscb_site.pages.models import CallToAction
from lscb_site.pages.writing import write_page
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    HelplineFactory,
    LiveDocumentFactory,
    PostFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client, admin_user):
    """The text of a page that holds one block."""

    def show(name, values=None):
        write_page(
            reverse_id="a-page", title="A page", slug="a-page", created_by=admin_user, blocks=[(name, values or {})]
        )
        return client.get("/a-page/").text

    return show


def test_latest_news_shows_what_is_live(shown):
    live, draft = PostFactory(live=True), PostFactory()
    text = shown("latest_news")
    assert live.get_absolute_url() in text
    assert draft.get_absolute_url() not in text


def test_documents_of_a_kind(shown):
    wanted, other = LiveDocumentFactory(kind="protocol"), LiveDocumentFactory(kind="report")
    text = shown("documents", {"kind": "protocol"})
    assert wanted.get_absolute_url() in text
    assert other.get_absolute_url() not in text


def test_documents_of_a_topic(shown):
    topic = TopicFactory(slug="mash")
    wanted, other = LiveDocumentFactory(), LiveDocumentFactory()
    wanted.topics.add(topic)
    text = shown("documents", {"topic": "mash"})
    assert wanted.get_absolute_url() in text
    assert other.get_absolute_url() not in text


def test_documents_leave_out_drafts_and_what_was_succeeded(shown):
    successor = LiveDocumentFactory()
    draft, succeeded = LiveDocumentFactory(state="draft"), LiveDocumentFactory(succeeded_by=successor)
    text = shown("documents", {})
    assert successor.get_absolute_url() in text
    assert draft.get_absolute_url() not in text
    assert succeeded.get_absolute_url() not in text


def test_more_documents_than_the_limit_are_one_link_away(shown):
    LiveDocumentFactory.create_batch(3, kind="protocol")
    text = shown("documents", {"kind": "protocol", "limit": 2})
    assert text.count('href="/resources/document-') == 2
    assert 'href="/resources/?kind=protocol"' in text


def test_as_many_documents_as_the_limit_need_no_link_to_more(shown):
    LiveDocumentFactory.create_batch(2, kind="protocol")
    assert "?kind=protocol" not in shown("documents", {"kind": "protocol", "limit": 2})


def test_a_topic_that_is_deleted_leaves_the_page_whole(shown, client):
    topic = TopicFactory(slug="mash")
    shown("documents", {"topic": "mash"})
    topic.delete()
    assert client.get("/a-page/").status_code == 200


def test_contact_finder_asks_for_a_postcode_in_no_address(shown):
    text = shown("contact_finder")
    assert 'method="post" action="/contacts/find/"' in text
    assert 'name="postcode"' in text


def test_helplines_can_be_dialled(shown):
    helpline = HelplineFactory(phone="+448088005000")
    text = shown("helplines")
    assert helpline.name in text
    assert 'href="tel:+44-808-800-5000"' in text


def test_call_to_action_leads_on(shown):
    text = shown("call_to_action", {"label": "Find a front door", "url": "/contacts/", "text": "By borough."})
    assert 'href="/contacts/"' in text
    assert "By borough." in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//elsewhere.example/", "data:text/html,x", "contacts", ""])
def test_call_to_action_refuses_what_is_no_address(url):
    with pytest.raises(ValidationError):
        CallToAction._meta.get_field("url").clean(url, None)


def test_alert_is_text_and_never_markup(shown):
    text = shown("alert", {"heading": "Mind", "text": "First.\n\nSecond <script>"})
    assert "Second &lt;script&gt;" in text


def test_site_map_lists_what_is_live(shown):
    live = [PostFactory(live=True), LiveDocumentFactory(), AuthorityFactory(), BoardFactory(live=True)]
    hidden = [PostFactory(), LiveDocumentFactory(state="draft"), BoardFactory(withdrawn=True)]
    text = shown("site_map")
    for item in live:
        assert item.get_absolute_url() in text
    for item in hidden:
        assert item.get_absolute_url() not in text
