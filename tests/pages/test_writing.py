import pytest
from cms.models import Page, PageContent
from django.core.exceptions import ValidationError

from lscb_site.pages.writing import write_page
from tests.factories.resources import TopicFactory

pytestmark = pytest.mark.django_db


def page(user, **changes):
    return write_page(**{"reverse_id": "about", "title": "About", "slug": "about", "created_by": user} | changes)


def test_a_written_page_is_live_at_its_address(client, admin_user):
    page(admin_user, blocks=[("text", "<p>Who we are.</p>")])
    response = client.get("/about/")
    assert response.status_code == 200
    assert "Who we are." in response.text


def test_a_page_below_another_has_its_address_below(client, admin_user):
    parent = page(admin_user)
    page(admin_user, reverse_id="people", title="People", slug="people", parent=parent)
    assert client.get("/about/people/").status_code == 200


def test_home_page_stands_at_the_root(client, admin_user):
    page(
        admin_user,
        reverse_id="home",
        title="The Board",
        slug="",
        template="layouts/home.html",
        is_home=True,
        lead=[("text", "<p>One sentence.</p>")],
    )
    assert "One sentence." in client.get("/").text


def test_writing_twice_makes_one_page(admin_user):
    assert page(admin_user) == page(admin_user)
    assert Page.objects.count() == 1


def test_an_editors_page_is_never_overwritten(client, admin_user):
    written = page(admin_user, blocks=[("text", "<p>First.</p>")])
    draft = PageContent.objects.get(page=written).versions.get().copy(admin_user)
    draft.content.title = "Renamed by an editor"
    draft.content.save()
    draft.publish(admin_user)
    page(admin_user, blocks=[("text", "<p>Second.</p>")])
    text = client.get("/about/").text
    assert "Renamed by an editor" in text
    assert "First." in text
    assert "Second." not in text


def test_a_page_can_be_left_as_a_draft(client, admin_user):
    page(admin_user, publish=False)
    assert client.get("/about/").status_code == 404


def test_every_block_can_be_written_and_read(client, admin_user):
    TopicFactory(slug="mash", name="MASH")
    page(
        admin_user,
        blocks=[
            ("text", "<p>Words.</p>"),
            ("alert", {"text": "Mind this."}),
            ("call_to_action", {"label": "Find a front door", "url": "/contacts/"}),
            ("contact_finder", {}),
            ("documents", {"topic": "mash", "limit": 12}),
            ("helplines", {}),
            ("latest_news", {}),
            ("site_map", {}),
        ],
    )
    text = client.get("/about/").text
    for expected in ["Words.", "Mind this.", "Find a front door", 'name="q"', "no news yet", "/about/"]:
        assert expected in text


def test_settings_that_the_admin_refuses_are_refused(admin_user):
    with pytest.raises(ValidationError):
        page(admin_user, blocks=[("call_to_action", {"label": "Look", "url": "javascript:alert(1)"})])
    assert not Page.objects.exists()
