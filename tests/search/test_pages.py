"""Pages of the CMS are found once they are published, by the texts of their blocks."""

import pytest
from cms.models import PageContent

from lscb_site.pages.writing import write_page
from tests.search.queries import ask, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(publisher):
    def written(title, text, **facts):
        slug = title.lower()
        return write_page(
            reverse_id=slug, title=title, slug=slug, created_by=publisher, blocks=[("text", f"<p>{text}</p>")], **facts
        )

    return written


def content(page):
    return PageContent.admin_manager.filter(page=page).latest_content().get()


def test_a_published_page_is_found_by_its_text(written):
    written("Worried", "Call the zebra line.")
    (result,) = ask("zebra")
    assert (result.title, result.url, result.kind_words) == ("Worried", "/worried/", "Page")
    assert "<mark>zebra</mark>" in result.snippet


def test_a_draft_is_not_found(written):
    written("Worried", "Zebra.", publish=False)
    assert titles("zebra") == []


def test_a_page_that_is_unpublished_is_gone_at_once(written, publisher):
    page = written("Worried", "Zebra.")
    content(page).versions.get().unpublish(publisher)
    assert titles("zebra") == []


def test_a_new_version_takes_the_place_of_the_old(written, publisher):
    page = written("Worried", "Zebra.")
    draft = content(page).versions.get().copy(publisher)
    draft.content.title = "Concerned"
    draft.content.save()
    assert titles("zebra") == ["Worried"]
    draft.publish(publisher)
    assert titles("zebra") == ["Concerned"]


def test_a_page_that_moved_is_found_at_its_new_address(written):
    parent, page = written("Parent", "Giraffe."), written("Worried", "Zebra.")
    page.move_page(parent, position="first-child")
    assert ask("zebra")[0].url == "/parent/worried/"


def test_the_page_that_became_the_home_page_is_found_there(written, publisher):
    written("Welcome", "Zebra.").set_as_homepage(publisher)
    assert ask("zebra")[0].url == "/"
