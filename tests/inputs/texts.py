"""Where an editor writes formatted text: the body of a news item, and a text of a page."""

from cms.models import PageContent
from django.urls import reverse

from lscb_site.pages.writing import write_page
from lscb_site.web.addresses import admin_address
from tests.editing.browser_form import untouched
from tests.factories import PostFactory


class InNews:
    def __init__(self, editor):
        self.row = PostFactory(body="<p>Old</p>")
        self.address, self.field = admin_address(self.row), "body"

    def stored(self):
        self.row.refresh_from_db()
        return self.row.body


class OnAPage(InNews):
    def __init__(self, editor):
        old = [("text", "<p>Old</p>")]
        page = write_page(reverse_id="a", title="A", slug="a", created_by=editor, publish=False, blocks=old)
        slot = PageContent.admin_manager.get(page=page).placeholders.get(slot="content")
        self.row = slot.get_plugins().get(plugin_type="TextPlugin").get_bound_plugin()
        query = {"cms_path": "/en-gb/a/"}
        self.address, self.field = reverse("admin:cms_placeholder_edit_plugin", args=[self.row.pk], query=query), "body"


PLACES = [InNews, OnAPage]


def save(client, place, html):
    answer = client.post(place.address, untouched(client.get(place.address), **{place.field: [html]}), follow=True)
    assert answer.status_code == 200
    return [str(message) for message in answer.context["messages"]] if answer.context else []
