import pytest
from django.core.exceptions import ValidationError

from lscb_site.notices.models import SiteWords
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


LEAVE = 'class="quick-exit"'


def test_leave_quickly_stands_once_on_top_however_often_it_was_placed(client, admin_user):
    write_page(reverse_id="a", title="A", slug="a", created_by=admin_user, blocks=[("quick_exit", {})] * 2)
    write_page(reverse_id="b", title="B", slug="b", created_by=admin_user)
    text = client.get("/a/").text
    assert text.count(LEAVE) == text.count('id="leaving"') == 1
    assert text.index(LEAVE) < text.index("<header") < text.index("<main") < text.index('id="leaving"')
    assert LEAVE not in client.get("/b/").text


def test_leave_quickly_is_on_the_page_for_the_worried_and_below_it_by_itself(client, admin_user):
    worried = write_page(reverse_id="worried", title="W", slug="w", created_by=admin_user)
    write_page(reverse_id="child", title="C", slug="c", parent=worried, created_by=admin_user)
    write_page(reverse_id="other", title="O", slug="we", created_by=admin_user)
    assert client.get("/w/").text.count(LEAVE) == client.get("/w/c/").text.count(LEAVE) == 1
    assert LEAVE not in client.get("/we/").text


def test_how_to_reach_the_board_is_said_or_said_to_be_missing(shown, client):
    assert "is not yet on this site" in shown("owner_contact")
    SiteWords(owner_email="office@example.org", owner_post="1 High Street, London").save()
    text = client.get("/a-page/").text
    assert 'href="mailto:office@example.org"' in text
    assert "By post: 1 High Street, London." in text
    assert "is not yet on this site" not in text


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
    successor = LiveDocumentFactory(edition__file__to_hand=True)
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
