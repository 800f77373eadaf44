"""Where something was public once, its readers are led to where it is now."""

from datetime import timedelta

import pytest
from django.contrib.redirects.models import Redirect
from django.utils import timezone

from lscb_site.publishing.models import Publishable
from lscb_site.web.models import PublicAddress
from lscb_site.web.public_addresses import KeepsOldAddresses, keep_all_addresses
from news.models import Post
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    CollectionFactory,
    ComparisonFactory,
    DocumentFactory,
    EditionFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db


def comparison():
    older = EditionFactory(live=True, document__live=True, number=3)
    return ComparisonFactory(live=True, older=older, newer=EditionFactory(live=True, document=older.document, number=4))


def give_it_another_address(item):
    """As an editor does, whatever its address is made of."""
    if hasattr(item, "slug"):
        item.slug = "another"
    elif hasattr(item, "number"):
        item.number = 9
    else:
        item.newer = EditionFactory(live=True, document=item.newer.document, number=12)
    item.save()


MAKE = {
    "news item": lambda: PostFactory(live=True, slug="first"),
    "document": lambda: DocumentFactory(live=True, slug="first"),
    "edition": lambda: EditionFactory(live=True, document__live=True),
    "collection": lambda: CollectionFactory(live=True, slug="first"),
    "board": lambda: BoardFactory(live=True, slug="first"),
    "comparison": comparison,
}


def leads_to(client, path):
    answer = client.get(path)
    return answer.headers.get("Location", answer.status_code)


def withdrawn_and_rewritten(item):
    item.withdraw("It was wrong.")
    item.return_to_draft()


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_withdrawn_returned_to_draft_renamed_and_published_again_it_leads_on_from_its_first_address(client, make):
    item = make()
    first = item.get_absolute_url()
    withdrawn_and_rewritten(item)
    give_it_another_address(item)
    assert leads_to(client, first) == 404  # there is nothing public to lead to

    type(item).objects.get(pk=item.pk).publish()

    assert leads_to(client, first) == item.get_absolute_url() != first
    assert client.get(item.get_absolute_url()).status_code == 200


def test_every_model_that_can_be_published_keeps_its_addresses():
    kinds = {type(make()) for make in MAKE.values()}
    # The address of a notice is its number, which never changes.
    assert {kind.__name__ for kind in Publishable.__subclasses__()} == {kind.__name__ for kind in kinds} | {"Notice"}
    assert all(issubclass(kind, KeepsOldAddresses) for kind in kinds)


def test_an_authority_that_is_renamed_leads_on(client):
    authority = AuthorityFactory(slug="first")
    authority.slug = "second"
    authority.save()
    assert leads_to(client, "/contacts/first/") == "/contacts/second/"


def test_an_edition_leads_on_from_under_each_name_of_its_document(client):
    edition = EditionFactory(live=True, document__live=True, document__slug="first", number=1)
    edition.document.slug = "second"
    edition.document.save()
    withdrawn_and_rewritten(edition)
    edition.number = 2
    edition.publish()
    assert leads_to(client, "/resources/second/editions/1/") == "/resources/second/editions/2/"
    assert leads_to(client, "/resources/first/editions/1/") == "/resources/second/editions/2/"


def test_what_was_scheduled_and_never_came_leaves_no_address(client):
    post = PostFactory(slug="secret-plan")
    post.publish_from = timezone.now() + timedelta(days=1)
    post.publish()
    post.return_to_draft()
    assert not post.has_been_public
    post.slug = "announced"
    post.publish()
    assert leads_to(client, "/news/secret-plan/") == 404
    assert post.has_been_public


def test_moved_while_it_is_scheduled_it_leaves_no_address_either(client):
    post = PostFactory(slug="secret-plan", publish_from=timezone.now() + timedelta(days=1))
    post.publish()
    post.slug = "announced"
    post.save()
    assert leads_to(client, "/news/secret-plan/") == 404
    assert [address.path for address in PublicAddress.objects.all()] == ["/news/announced/"]


def test_what_is_put_forward_counts_from_then(client):
    post = PostFactory(slug="first", publish_from=timezone.now() + timedelta(days=1))
    post.publish()
    post.publish_from = timezone.now() - timedelta(minutes=1)
    post.save()
    assert post.has_been_public


def test_an_address_that_another_item_takes_belongs_to_that_one(client):
    older = PostFactory(live=True, slug="first")
    older.slug = "second"
    older.save()
    PostFactory(live=True, slug="first")
    assert client.get("/news/first/").status_code == 200
    older.slug = "third"
    older.save()
    assert not Redirect.objects.filter(old_path="/news/first/").exists()
    assert leads_to(client, "/news/second/") == "/news/third/"


def test_two_items_exchange_their_addresses(client):
    first, second = PostFactory(live=True, slug="first"), PostFactory(live=True, slug="second")
    for item, slug in ((first, "between"), (second, "first"), (first, "second")):
        item.slug = slug
        item.save()
    assert client.get("/news/first/").context["object"] == second
    assert client.get("/news/second/").context["object"] == first
    assert leads_to(client, "/news/between/") == "/news/second/"


def test_migrating_keeps_the_addresses_of_what_was_public_before(client):
    post = PostFactory(live=True, slug="first")
    draft = PostFactory()
    PublicAddress.objects.all().delete()
    keep_all_addresses()
    assert post.has_been_public
    assert not draft.has_been_public
    Post.objects.filter(pk=post.pk).update(state="draft", publish_from=None)
    post.refresh_from_db()
    post.slug = "second"
    post.publish()
    assert leads_to(client, "/news/first/") == "/news/second/"


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_what_has_been_live_is_not_deleted_by_way_of_a_draft(administrator_client, make):
    item = make()
    withdrawn_and_rewritten(item)
    address = f"/admin/{item._meta.app_label}/{item._meta.model_name}/"
    assert administrator_client.post(f"{address}{item.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": item.pk, "post": "yes"}
    administrator_client.post(address, chosen)
    assert type(item).objects.filter(pk=item.pk).exists()
