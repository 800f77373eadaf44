"""Withdrawing something: what leads to it is led to where its readers go, in the same press."""

from types import SimpleNamespace

import pytest
from cms.api import add_plugin
from cms.models import PageContent
from django.contrib.admin.models import LogEntry

from lscb_site.desk.page_references import PageReference, PageTaken
from lscb_site.desk.repointing import Repointing
from lscb_site.web.addresses import admin_address
from news.models import Post
from resources.models import Document
from tests.editing.browser_form import untouched
from tests.factories import (
    CollectionItemFactory,
    LiveDocumentFactory,
    NoticeFactory,
    PaperFactory,
    PostFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def link(address):
    return f'<p>Read <a href="{address}">it</a>.</p>'


@pytest.fixture
def other():
    return LiveDocumentFactory(title="The new protocol", slug="new-protocol")


@pytest.fixture
def withdraw(publisher_client):
    """Answer the screen as it comes, with these changes."""

    def withdraw(item, **answers):
        screen = publisher_client.get(admin_address(item, "withdraw"))
        sent = untouched(screen, **{"reason": "It is old.", "instead": "The new protocol"} | answers)
        return publisher_client.post(admin_address(item, "withdraw"), sent, follow=True)

    return withdraw


def shown(page):
    block, *_ = PageContent.objects.get(page=page).placeholders.get(slot="content").get_plugins()
    return block.get_plugin_instance()[0]


def link_block(make_page, document, user, slug="b"):
    page = make_page(slug=slug, publish=False)
    content = PageContent.admin_manager.get(page=page)
    to_it = {"internal_link": f"resources.document:{document.pk}"}
    add_plugin(content.placeholders.get_or_create(slot="content")[0], "LinkPlugin", "en-gb", name="It", link=to_it)
    content.versions.get().publish(user)
    return page


def test_every_place_leads_where_readers_are_sent(document, other, old_file, withdraw, make_page, administrator):
    here, there = document.get_absolute_url(), other.get_absolute_url()
    post = PostFactory(live=True, title="Launch", body=link(here) + link(old_file))
    gone = PostFactory(withdrawn=True, withdrawn_to=here)
    notice = NoticeFactory(link=here, link_words="Read it")
    rows = [make(document=document) for make in (PaperFactory, SessionFactory, CollectionItemFactory)]
    text, call = make_page(("text", link(here)), slug="a"), make_page(("call_to_action", {"label": "It", "url": here}))
    block = link_block(make_page, document, administrator)

    answer = withdraw(document)

    for row in (post, gone, notice, *rows):
        row.refresh_from_db()
    assert (post.body, gone.withdrawn_to, notice.link) == (link(there) * 2, there, there)
    assert {(row.document, row.edition) for row in rows} == {(other, None)}
    assert (shown(text).body, shown(call).url) == (link(there), there)
    assert shown(block).link["external_link"].endswith(there)
    assert "leads there now." in answer.text
    words = f"Leads to {there} instead of “The protocol”, which was withdrawn."
    noted = set(LogEntry.objects.filter(change_message=words).values_list("object_repr", flat=True))
    assert noted >= {"Launch", str(text), str(notice)}
    told = LogEntry.objects.get(object_repr="The protocol", change_message__startswith="Withdrawn: It is old.")
    assert "News item “Launch”, live: leads there now." in told.change_message


@pytest.mark.parametrize("answers", [{"lead": None}, {"instead": ""}], ids=["not ticked", "nowhere to lead to"])
def test_places_stay_where_nobody_ticked_them_or_readers_are_sent_nowhere(document, other, withdraw, answers):
    post = PostFactory(live=True, body=link(document.get_absolute_url()))
    withdraw(document, **answers)
    post.refresh_from_db()
    assert post.body == link(document.get_absolute_url())
    assert Document.objects.withdrawn().get() == document


def test_what_keeps_one_edition_is_not_ticked(document, first, publisher_client):
    kept, follows = PaperFactory(document=document, edition=first), PaperFactory(document=document)
    screen = publisher_client.get(admin_address(document, "withdraw"))
    ticked = {place.reference.row: place.key in screen.context["ticked"] for place in screen.context["plan"][0][1]}
    assert ticked == {kept: False, follows: True}


def test_none_stands_twice_in_a_collection(document, other, withdraw):
    paper, item = PaperFactory(document=document), CollectionItemFactory(document=document)
    CollectionItemFactory(collection=item.collection, document=other)
    answer = withdraw(document)
    paper.refresh_from_db()
    item.refresh_from_db()
    assert (paper.document, item.document) == (other, document)
    assert "left as it is. This document is in the collection already." in answer.text


def test_another_site_takes_links_and_no_papers(document, withdraw, make_page, administrator):
    paper, block = PaperFactory(document=document), link_block(make_page, document, administrator)
    answer = withdraw(document, instead="https://www.gov.uk/a")
    assert shown(block).link == {"external_link": "https://www.gov.uk/a"}
    paper.refresh_from_db()
    assert paper.document == document
    assert "Only a document of the library can stand there." in answer.text


def test_a_page_that_somebody_writes_at_is_left_with_the_reason(document, other, withdraw, make_page, administrator):
    page = make_page(("text", link(document.get_absolute_url())))
    PageContent.objects.get(page=page).versions.get().copy(administrator)
    answer = withdraw(document)
    assert shown(page).body == link(document.get_absolute_url())
    assert "has a draft of this page. Put the link right there." in answer.text


def test_what_somebody_may_not_change_is_left_with_the_reason(document, other, make_page):
    body = link(document.get_absolute_url())
    post, page = PostFactory(live=True, body=body), make_page(("text", body))
    places = Repointing(SimpleNamespace(user=UserFactory()), [document])
    done = places.lead([place.key for place in places.places], other.get_absolute_url())[document.pk]
    assert [words.partition("left as it is. ")[2] for words in done] == [
        "You may not change this. Ask somebody who may.",
        "You may not publish this page. Ask somebody who may.",
    ]
    post.refresh_from_db()
    assert (post.body, shown(page).body) == (body, body)


def test_nothing_is_withdrawn_while_a_place_was_taken_in_between(document, other, withdraw, make_page, monkeypatch):
    page = make_page(("text", link(document.get_absolute_url())))

    def taken(*args):
        raise PageTaken

    monkeypatch.setattr(PageReference, "move", taken)
    answer = withdraw(document)
    assert "nothing is withdrawn yet" in answer.text
    assert Document.objects.live().filter(pk=document.pk).exists()
    assert shown(page).body == link(document.get_absolute_url())


def test_what_follows_the_document_stays_when_an_edition_is_withdrawn(document, first, other, withdraw):
    follows, keeps = PaperFactory(document=document), PaperFactory(document=document, edition=first)
    places = (f"news.paper-{follows.pk}-edition-current", f"news.paper-{keeps.pk}-edition-1")
    withdraw(first, lead=[f"{first.pk}-{place}" for place in places])
    follows.refresh_from_db()
    keeps.refresh_from_db()
    assert (follows.document, keeps.document) == (document, other)


def test_two_that_lead_into_one_place_are_not_put_there_twice(publisher_client, document, other):
    second = LiveDocumentFactory()
    post = PostFactory(live=True)
    for each in (document, second):
        PaperFactory(post=post, document=each)
    chosen = {"action": "withdraw_chosen", "_selected_action": [document.pk, second.pk]}
    screen = publisher_client.post("/admin/resources/document/", chosen)
    publisher_client.post("/admin/resources/document/", untouched(screen, reason="Old.", instead="The new protocol"))
    assert set(post.papers.values_list("document", flat=True)) in ({other.pk, document.pk}, {other.pk, second.pk})
    assert Document.objects.withdrawn().count() == 2


def test_a_place_that_came_meanwhile_is_shown_before_anything_is_withdrawn(document, other, publisher_client):
    address = admin_address(document, "withdraw")
    screen = publisher_client.get(address)
    PostFactory(live=True, title="Just written", body=link(document.get_absolute_url()))
    sent = untouched(screen, reason="It is old.", instead="The new protocol")
    answer = publisher_client.post(address, sent)
    assert "nothing is withdrawn yet" in answer.text
    assert "Just written" in answer.text
    assert Document.objects.live().filter(pk=document.pk).exists()


def test_the_screen_costs_the_same_however_many_places_there_are(
    document, publisher_client, django_assert_max_num_queries
):
    address = admin_address(document, "withdraw")
    PostFactory.create_batch(2, live=True, body=link(document.get_absolute_url()))
    with django_assert_max_num_queries(60) as few:
        publisher_client.get(address)
    PostFactory.create_batch(20, live=True, body=link(document.get_absolute_url()))
    with django_assert_max_num_queries(len(few)):
        publisher_client.get(address)
    assert Post.objects.count() == 22


def test_a_page_that_is_withdrawn_leads_places_on_too(withdraw, make_page):
    page, about = make_page(slug="hubs"), make_page(("text", link("/hubs/")), slug="about")
    NoticeFactory(live=True, title="On it", place="page", page=page)
    answer = withdraw(page, instead="/news/")
    assert shown(about).body == link("/news/")
    assert "“On it”, live: left as it is. It stands on this page alone." in answer.text
