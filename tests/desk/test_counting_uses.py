"""The count in each list is that of the places which the screen names, and costs the same for every list."""

import re
from io import BytesIO

import pytest
from cms.models import Page, PageContent
from django.contrib.redirects.models import Redirect
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from filer.models import Image
from PIL import Image as Pixels

from lscb_site.desk import counting_uses
from lscb_site.desk.where_used import (
    references,
    references_to,
    references_to_collection,
    references_to_page,
    references_to_picture,
)
from resources.models import Collection, Document, Edition
from tests.factories import (
    BoardFactory,
    CollectionFactory,
    CollectionItemFactory,
    DocumentFactory,
    EditionFactory,
    LiveDocumentFactory,
    NoticeFactory,
    PaperFactory,
    PostFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


def uploaded(name):
    buffer = BytesIO()
    Pixels.new("RGB", (8, 8)).save(buffer, "PNG")
    return Image.objects.create(original_filename=name, file=ContentFile(buffer.getvalue(), name=name))


def link(*addresses):
    return "".join(f'<p>Read <a href="{address}">it</a>.</p>' for address in addresses)


@pytest.fixture
def much_used(document, first, second, old_file, make_page):
    """A document that is used in every way, beside one that is used in none."""
    LiveDocumentFactory(slug="protocol-for-schools")
    Redirect.objects.create(site_id=1, old_path="/old-protocol/", new_path="/resources/protocol/")
    for factory in (PaperFactory, SessionFactory, CollectionItemFactory):
        factory(document=document)
        factory(document=document, edition=first)
        factory(document=document, edition=second)
    DocumentFactory(succeeded_by=document)
    both = link("/resources/protocol/", "/resources/protocol/latest", old_file, first.get_absolute_url())
    for factory in (PostFactory, DocumentFactory, CollectionFactory):
        factory(body=both, live=True)
    PostFactory(body=link("/old-protocol/", "/resources/protocol-of-another/", "/resources/", "https://a.example/"))
    NoticeFactory(link=second.get_absolute_url(), link_words="It")
    BoardFactory(state="withdrawn", withdrawn_reason="Old.", withdrawn_to="https://www.example.org/resources/protocol/")
    make_page(("text", both), ("call_to_action", {"label": "It", "url": old_file}), slug="live")
    follows = f'<a data-cms-href="resources.edition:{second.pk}" href="/x/">It</a>'
    make_page(("text", follows), slug="draft", publish=False)
    return document


def test_documents_are_counted_as_they_are_listed(much_used):
    counted = counting_uses.per_document(Document.objects.all())
    listed = {each.pk: len(references(each)) for each in Document.objects.all()}
    assert {pk: counted[pk] for pk in listed} == listed
    assert listed[much_used.pk] > 15


def test_editions_are_counted_as_they_are_listed(much_used, editor):
    counted = counting_uses.per_edition(Edition.objects.all(), editor)
    listed = {each.pk: len(references_to(each)) for each in Edition.objects.select_related("document")}
    assert {pk: counted[pk] for pk in listed} == listed
    assert sorted(listed.values())[-2:] > [5, 9]


def test_collections_are_counted_as_they_are_listed(make_page):
    used = CollectionFactory(slug="reading", live=True)
    CollectionFactory(slug="reading-list")
    address = used.get_absolute_url()
    PostFactory(body=link(address, address, f"{address}#part", "/resources/collections/reading-list-of-another/"))
    NoticeFactory(link=address, link_words="It")
    make_page(("text", link(address)))
    counted = counting_uses.per_collection(Collection.objects.all())
    listed = {each.pk: len(references_to_collection(each)) for each in Collection.objects.all()}
    assert {pk: counted[pk] for pk in listed} == listed == {used.pk: 3} | {pk: 0 for pk in listed if pk != used.pk}


def test_pages_are_counted_as_they_are_listed(make_page, administrator):
    page = make_page(slug="about")
    follows = f'<a data-cms-href="cms.page:{page.pk}" href="/x/">It</a>'
    make_page(("text", follows), ("call_to_action", {"label": "It", "url": "/about/"}), slug="other")
    PostFactory(body=link("/about/", "/about/people/", "/"))
    NoticeFactory(place="page", page=page)
    contents = PageContent.admin_manager.filter(page__in=Page.objects.all()).select_related("page")
    counted = counting_uses.per_page(Page.objects.all())
    listed = {each.page_id: len(references_to_page(each)) for each in contents}
    assert {pk: counted[pk] for pk in listed} == listed
    assert listed[page.pk] == 3


def test_pictures_are_counted_as_they_are_listed(make_page):
    used, unused = uploaded("a.png"), uploaded("b.png")
    shown = ("picture", {"image": used, "alternative": "A"})
    make_page(shown, shown, slug="live")
    make_page(shown, slug="draft", publish=False)
    counted = counting_uses.per_picture(Image.objects.all())
    assert (counted[used.pk], counted[unused.pk]) == (2, 0)
    assert [each.words for each in references_to_picture(used)] == ["Shows it", "Shows it"]
    assert references_to_picture(unused) == []


LISTS = [
    "/admin/resources/document/",
    "/admin/resources/edition/",
    "/admin/resources/collection/",
    "/admin/filer/image/",
    "/admin/cms/pagecontent/get-tree/",
]


def fill(make_page, number):
    document = LiveDocumentFactory()
    EditionFactory(document=document, live=True)
    PaperFactory(document=document)
    collection = CollectionFactory(body=link(document.get_absolute_url()))
    picture = ("picture", {"image": uploaded(f"{number}.png"), "alternative": "A"})
    make_page(("text", link(collection.get_absolute_url())), picture, slug=f"page-{number}")


@pytest.mark.parametrize("address", LISTS[:-1])
def test_a_list_counts_in_the_same_queries_however_long_it_is(administrator_client, make_page, address):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert administrator_client.get(address).status_code == 200
        return len(queries)

    fill(make_page, 0)
    cost()
    few = cost()
    fill(make_page, 1)
    assert cost() == few


def test_pages_are_counted_in_the_same_queries_however_many_there_are(make_page):
    """The CMS’s own tree asks more with each row."""

    def cost():
        with CaptureQueriesContext(connection) as queries:
            counting_uses.per_page(Page.objects.all())
        return len(queries)

    fill(make_page, 0)
    cost()
    few = cost()
    fill(make_page, 1)
    assert cost() == few


@pytest.mark.parametrize("address", LISTS)
def test_the_count_leads_to_the_places(editor_client, make_page, address):
    fill(make_page, 0)
    page = editor_client.get(address).content.decode()
    for used in set(re.findall(r'href="(/admin/[^"]+/used/)"', page)):
        assert "is used in" in editor_client.get(used).content.decode()
    assert "/used/" in page
