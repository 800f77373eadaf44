import pytest
from cms.api import add_plugin
from cms.models import PageContent
from django.db import connection
from django.test.utils import CaptureQueriesContext
from djangocms_versioning.models import Version

from lscb_site.desk.references import ReferenceKind
from lscb_site.desk.where_used import references, references_to
from lscb_site.web.addresses import admin_address
from tests.factories import (
    CollectionFactory,
    CollectionItemFactory,
    DocumentFactory,
    LiveDocumentFactory,
    NoticeFactory,
    PaperFactory,
    PostFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


def link(address):
    return f'<p>Read <a href="{address}">it</a>.</p>'


def told(found):
    return [(each.what, each.where, each.words) for each in found]


def test_a_document_that_nothing_points_at_is_used_nowhere(document):
    PaperFactory(document=LiveDocumentFactory())
    PostFactory(body=link("/resources/protocol-for-schools/"))
    assert references(document) == []


@pytest.mark.parametrize(
    ("attach", "title", "what"),
    [
        (PaperFactory, {"post__title": "Launch"}, "News item"),
        (SessionFactory, {"post__title": "Launch", "title": "Launch"}, "Session of a news item"),
        (CollectionItemFactory, {"collection__title": "Launch"}, "Collection"),
    ],
)
def test_rows_that_choose_it_follow_the_current_edition_or_keep_one(document, first, attach, title, what):
    attach(document=document, edition=first, **title)
    follows = attach(document=document, **title)
    found = sorted(references(document), key=lambda each: -each.row.pk)
    assert [(each.what, each.kind, each.edition) for each in found] == [
        (what, ReferenceKind.FOLLOWS, None),
        (what, ReferenceKind.KEEPS, first),
    ]
    assert found[0].where.startswith("Launch")
    holder = follows.collection if what == "Collection" else follows.post
    assert found[0].address.endswith(f"/{holder._meta.app_label}/{holder._meta.model_name}/{holder.pk}/change/")


def test_a_document_that_it_followed_is_told(document):
    DocumentFactory(title="The old policy", succeeded_by=document)
    assert told(references(document)) == [
        ("Document that this one followed", "The old policy", "Follows the newest edition")
    ]


@pytest.mark.parametrize(
    ("make", "what"), [(PostFactory, "News item"), (DocumentFactory, "Document"), (CollectionFactory, "Collection")]
)
def test_links_in_formatted_text_are_found(document, first, old_file, make, what):
    make(title="Launch", body=link("/resources/protocol/") + link(old_file))
    assert told(references(document)) == [
        (what, "Launch", "Its text links to whatever is the newest"),
        (what, "Launch", "Its text links to the 1st edition"),
    ]


def test_the_link_of_a_notice_is_found_and_moved(document, first, second, administrator):
    notice = NoticeFactory(title="Read this", link=first.get_absolute_url(), link_words="Read it")
    (found,) = references(document)
    assert (found.what, found.where, found.edition) == ("Urgent notice", "Read this", first)
    found.move({first: second}, administrator)
    notice.refresh_from_db()
    assert notice.link == second.get_absolute_url()


def test_where_readers_of_something_withdrawn_go_is_found(document, first):
    PostFactory(title="Launch", withdrawn=True, withdrawn_to=first.get_absolute_url())
    assert [(each.where, each.status, each.edition) for each in references(document)] == [
        ("Launch", "Withdrawn", first)
    ]


def test_blocks_of_live_pages_and_of_drafts_are_found(document, first, old_file, make_page):
    make_page(("text", link(old_file)), slug="about")
    make_page(
        ("call_to_action", {"label": "Read it", "url": "/resources/protocol/latest"}), slug="plans", publish=False
    )
    page = PageContent.admin_manager.get(page=make_page(slug="more", publish=False))
    placeholder = page.placeholders.create(slot="content")
    address = {"internal_link": f"resources.edition:{first.pk}"}
    add_plugin(placeholder, "LinkPlugin", "en-gb", name="It", link=address)
    assert [(each.where, each.status, each.edition) for each in references(document)] == [
        ("About", "Live", first),
        ("More", "Draft", first),
        ("Plans", "Draft", None),
    ]


def test_versions_of_a_page_that_nobody_sees_any_more_are_left_out(document, old_file, make_page, administrator):
    page = make_page(("text", link(old_file)))
    newer = Version.objects.get_for_content(page.pagecontent_set.get()).copy(administrator)
    for block in newer.content.placeholders.get(slot="content").get_plugins():
        block.delete()
    newer.publish(administrator)
    assert references(document) == []


def test_what_leads_to_an_edition_is_what_holds_it_and_what_follows_while_it_is_current(document, first, second):
    follows, keeps = PaperFactory(document=document), PaperFactory(document=document, edition=second)
    assert [each.row for each in references_to(first)] == [follows]
    assert [each.row for each in references_to(second)] == [keeps]


def test_the_number_of_queries_does_not_grow_with_the_number_of_places(document, first, old_file, make_page):
    def add(number):
        for count in range(number):
            PaperFactory(document=document, edition=first)
            SessionFactory(document=document)
            CollectionItemFactory(document=document)
            PostFactory(body=link(old_file))
            make_page(("text", link(old_file)), slug=f"page-{number}-{count}")

    add(1)
    references(document)
    with CaptureQueriesContext(connection) as few:
        references(document)
    add(10)
    with CaptureQueriesContext(connection) as many:
        assert len(references(document)) == 55
    assert len(many) == len(few)


def test_before_a_withdrawal_stands_what_leads_there(publisher_client, make_page):
    post = PostFactory(live=True, title="The launch")
    PostFactory(live=True, title="A report", body=f'<p><a href="{post.get_absolute_url()}">The launch</a></p>')
    page = publisher_client.get(admin_address(post, "withdraw")).text
    assert "1 place leads to “The launch”" in page
    assert "A report" in page
    assert "leads to" not in publisher_client.get(admin_address(PostFactory(live=True), "withdraw")).text
    about = make_page(slug="plans")
    PostFactory(live=True, title="What we plan", body='<p><a href="/plans/">Plans</a></p>')
    assert "What we plan" in publisher_client.get(admin_address(about, "withdraw")).text
