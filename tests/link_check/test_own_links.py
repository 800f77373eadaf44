"""What readers find where a link leads to this site itself."""

import pytest
from django.contrib.redirects.models import Redirect

from lscb_site.link_check.models import LinkState
from lscb_site.link_check.own_links import state_of
from lscb_site.pages.writing import write_page
from tests.factories import EditionFactory, EditionFileFactory, LiveDocumentFactory, PostFactory

pytestmark = pytest.mark.django_db


def scheduled(**facts):
    return PostFactory(state="published", publish_from="2050-01-01T00:00Z", **facts)


def withdrawn(**facts):
    return PostFactory(state="withdrawn", withdrawn_reason="Old.", **facts)


def test_what_is_at_an_address(subtests):
    PostFactory(slug="launch", live=True)
    PostFactory(slug="draft")
    scheduled(slug="scheduled")
    withdrawn(slug="withdrawn")
    withdrawn(slug="led-on", withdrawn_to="/news/launch/", leads_on=True)
    withdrawn(slug="led-to-nothing", withdrawn_to="/news/withdrawn/", leads_on=True)
    PostFactory(slug="expired", state="published", publish_from="2015-01-01T00:00Z", publish_until="2015-02-01T00:00Z")
    for old, new in (("/old/", "/news/launch/"), ("/older/", ""), ("/elsewhere/", "https://council.example/")):
        Redirect.objects.create(site_id=1, old_path=old, new_path=new)
    for address, state in [
        ("/news/", LinkState.WORKS),
        ("/news", LinkState.WORKS),
        ("/news/?year=2015", LinkState.WORKS),
        ("/news/launch/", LinkState.WORKS),
        ("/NEWS/launch/", LinkState.WORKS),
        ("/news/launch/#main", LinkState.WORKS),
        ("/news/launch/#no-such-part", LinkState.NO_SUCH_PART),
        ("/robots.txt#no-such-part", LinkState.WORKS),
        ("/news/draft/", LinkState.NOT_PUBLIC),
        ("/news/scheduled/", LinkState.SCHEDULED),
        ("/news/withdrawn/", LinkState.WITHDRAWN),
        ("/news/led-on/", LinkState.WORKS),
        ("/news/led-to-nothing/", LinkState.WITHDRAWN),
        ("/news/expired/", LinkState.GONE),
        ("/news/never/", LinkState.GONE),
        ("/never/", LinkState.GONE),
        ("/old/", LinkState.WORKS),
        ("/older/", LinkState.WITHDRAWN),
        ("/elsewhere/", LinkState.WORKS),
        ("/admin/", LinkState.NOT_PUBLIC),
        ("/media/a.png", LinkState.NOT_PUBLIC),
        ("/static/img/favicon.svg", LinkState.WORKS),
        ("/static/img/never.svg", LinkState.GONE),
        ("/%00/", LinkState.GONE),
        ("/\ufffd/", LinkState.GONE),
    ]:
        with subtests.test(address):
            assert state_of(address) == state


def test_a_link_that_follows_a_row_is_asked_by_its_row(administrator):
    live = write_page(reverse_id="a", title="A", slug="a", created_by=administrator, blocks=[], publish=True)
    draft = write_page(reverse_id="b", title="B", slug="b", created_by=administrator, blocks=[], publish=False)
    assert state_of(f"cms.page:{live.pk}") == LinkState.WORKS
    assert state_of(f"cms.page:{draft.pk}") == LinkState.NOT_PUBLIC
    assert state_of(f"news.post:{withdrawn().pk}") == LinkState.WITHDRAWN
    for name in ("cms.page:999", "no.model:1", f"cms.page:{10**30}"):
        assert state_of(name) == LinkState.GONE


def test_an_edition_that_a_newer_one_followed_is_told_apart():
    document = LiveDocumentFactory(slug="protocol", edition__file__to_hand=True)
    first = document.editions.get()
    assert state_of(first.get_absolute_url()) == LinkState.WORKS
    EditionFactory(document=document, live=True)
    assert state_of(first.get_absolute_url()) == LinkState.WORKS  # the newer has no file to open
    EditionFileFactory(edition=EditionFactory(document=document, live=True), to_hand=True)
    assert state_of(first.get_absolute_url()) == LinkState.SUPERSEDED
    assert state_of("/resources/protocol/") == LinkState.WORKS


def test_nobody_is_led_in_a_circle():
    Redirect.objects.create(site_id=1, old_path="/a/", new_path="/b/")
    Redirect.objects.create(site_id=1, old_path="/b/", new_path="/a/")
    assert state_of("/a/") == LinkState.GONE


@pytest.mark.parametrize("name", ["auth.group:1", "contenttypes.contenttype:1", "sites.site:1"])
def test_a_row_without_a_page_is_no_place_for_readers(name):
    assert state_of(name) == LinkState.GONE
