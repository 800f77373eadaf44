"""What readers lost is not shown again by a link to what stands below it or beside it."""

import pytest
from django.utils import timezone

from lscb_site.pages.withdrawals import withdraw
from lscb_site.pages.writing import write_page
from lscb_site.versions.contents import contents
from lscb_site.versions.drafting import write_draft
from resources.models import Document
from tests.factories import EditionFactory
from tests.previews import things
from tests.previews.test_links import DAY, is_closed, linked

pytestmark = pytest.mark.django_db


def draft_of_a_live_edition():
    first = EditionFactory(document__live=True, live=True)
    return write_draft(first, contents(first), None)


@pytest.mark.parametrize("make", [things.edition, things.comparison_of_live_editions, draft_of_a_live_edition])
@pytest.mark.parametrize("over", ["withdrawn", "expired"])
def test_it_does_not_show_again_what_its_page_stands_below_and_readers_lost(make, over, client):
    thing = make()
    address, _ = linked(thing)
    assert client.get(address).status_code == 200
    document = Document.objects.live().get()
    if over == "withdrawn":
        document.withdraw("It named a child.")
    else:
        Document.objects.update(publish_from=timezone.now() - 2 * DAY, publish_until=timezone.now() - DAY)
    assert is_closed(client.get(address))
    if over == "withdrawn":
        document.return_to_draft()
        assert is_closed(client.get(address))


def test_withdrawing_a_page_ends_the_link_to_its_draft(client, admin_user):
    draft = things.draft_of_a_page()
    address, _ = linked(draft)
    elsewhere, _ = linked(things.post())
    write_page(reverse_id="hubs", title="Hubs", slug="hubs", created_by=admin_user)
    withdraw(draft.page, admin_user, "It named a child.", "/hubs/")
    assert is_closed(client.get(address))
    assert [client.get(each).status_code for each in (elsewhere, linked(draft)[0])] == [200, 200]
