"""What is attached to something live and is not live itself: the form says so, readers see no dead link, one button."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lscb_site.publishing.papers import drafts_of, unseen
from lscb_site.web.addresses import admin_address
from news.models import Session
from resources.models import Document, EditionFile
from tests.conftest import signed_in
from tests.editing.browser_form import untouched
from tests.factories import (
    CollectionFactory,
    CollectionItemFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    LiveDocumentFactory,
    PaperFactory,
    PostFactory,
    UserFactory,
)
from tests.news.test_admin import upload
from tests.publishing.answers import answered

pytestmark = pytest.mark.django_db

WAIT = "Readers do not see these yet"


def draft(title="The early help strategy", **facts):
    document = DocumentFactory(title=title, kind="protocol", **facts)
    EditionFileFactory(edition=EditionFactory(document=document), content=b"A page.")
    return document


def screen_of(item):
    return admin_address(item, "papers")


def post_with(document):
    return PaperFactory(post=PostFactory(live=True), document=document).post


def session_with(document):
    post = PostFactory(live=True, kind="conference", event_starts="2015-03-18")
    Session.objects.create(post=post, title="A talk", document=document)
    return post


def collection_with(document):
    return CollectionItemFactory(collection=CollectionFactory(live=True), document=document).collection


@pytest.mark.parametrize("live_with", [post_with, session_with, collection_with])
def test_papers_of_something_live_wait_on_a_screen_of_their_own(editor_client, publisher_client, client, live_with):
    document = draft()
    item = live_with(document)
    # Readers: no link, dead or not.
    assert document.get_absolute_url() not in client.get(item.get_absolute_url()).text
    assert client.get(document.get_absolute_url()).status_code == 404
    # An editor reads that it waits, and has no button.
    form = editor_client.get(admin_address(item)).text
    assert f"{WAIT}: “The early help strategy”. Each is a draft and waits for a publisher." in form
    screen = editor_client.get(screen_of(item))
    assert "Publish these papers" not in screen.text
    assert editor_client.post(screen_of(item), {"seen": screen.context["seen"]}).status_code == 403
    # A publisher sees title, kind, state and files, and one button.
    assert f"{WAIT}: “The early help strategy”." in publisher_client.get(admin_address(item)).text
    screen = publisher_client.get(screen_of(item))
    for told in ("The early help strategy", "Protocol", "Draft", document.editions.get().main_file.facts):
        assert told in screen.text, told
    answer = publisher_client.post(screen_of(item), answered(screen), follow=True)
    assert "Readers see them now: “The early help strategy”." in answer.text
    assert WAIT not in answer.text
    assert document.get_absolute_url() in client.get(item.get_absolute_url()).text
    assert client.get(document.get_absolute_url()).status_code == 200


def test_the_news_form_promises_nothing_that_does_not_happen(publisher_client, client):
    """As it was seen: "goes live with this item", a green message, and readers saw nothing."""
    waits, goes = "chosen “Publish these papers”", "goes live when a publisher publishes this item"
    assert goes in publisher_client.get("/admin/news/post/add/").text
    post = PostFactory(live=True)
    form = publisher_client.get(admin_address(post))
    assert waits in form.text
    assert goes not in form.text
    sent = untouched(form, new_documents=[upload("Early_help-strategy.pdf", text="One")])
    answer = publisher_client.post(admin_address(post), sent, follow=True)
    document = Document.objects.get()
    assert "Readers do not see these drafts yet: “Early help strategy”." in answer.text
    assert screen_of(post) in answer.text
    assert "Early help strategy" not in client.get(post.get_absolute_url()).text
    publisher_client.post(screen_of(post), answered(publisher_client.get(screen_of(post))))
    assert document.get_absolute_url() in client.get(post.get_absolute_url()).text


def test_a_collection_that_is_published_says_what_of_it_readers_do_not_see(publisher_client):
    collection = CollectionItemFactory(document=draft()).collection
    form = untouched(publisher_client.get(admin_address(collection)), _publish="1")
    answer = publisher_client.post(admin_address(collection), form, follow=True)
    assert answer.text.count("Readers do not see these drafts yet: “The early help strategy”.") == 1
    assert Document.objects.get().state == "draft"


def test_all_of_them_or_none(publisher_client):
    good, bad = draft("Good"), draft("Bad")
    post = post_with(good)
    PaperFactory(post=post, document=bad, position=2)
    # What the form of a document would refuse, and a script can store.
    Document.objects.filter(pk=bad.pk).update(title="")
    answer = publisher_client.post(screen_of(post), answered(publisher_client.get(screen_of(post))))
    assert "Nothing is published." in answer.text
    assert Document.objects.filter(state="draft").count() == 2


def test_only_what_was_on_the_screen_is_published(publisher_client):
    post = post_with(draft())
    screen = publisher_client.get(screen_of(post))
    PaperFactory(post=post, document=draft("Another"), position=2)
    answer = publisher_client.post(screen_of(post), answered(screen))
    assert "Something changed while you were choosing, so nothing is published yet." in answer.text
    assert not Document.objects.live().exists()
    publisher_client.post(screen_of(post), answered(answer))
    assert Document.objects.live().count() == 2


def test_what_a_worker_finds_out_meanwhile_is_no_change_and_another_file_is_one(publisher_client):
    post = post_with(draft())
    screen = publisher_client.get(screen_of(post))
    file = Document.objects.get().editions.get().main_file
    EditionFile.objects.filter(pk=file.pk).update(sha256="1" * 64)
    answer = publisher_client.post(screen_of(post), answered(screen))
    assert "Something changed while you were choosing" in answer.text
    EditionFile.objects.filter(pk=file.pk).update(pages=12, reading="done", language="en-GB", is_tagged=True)
    publisher_client.post(screen_of(post), answered(answer))
    assert Document.objects.live().exists()


def test_what_is_withdrawn_or_has_its_own_date_is_told_and_left_alone(publisher_client):
    tomorrow = timezone.now() + timedelta(days=1)
    post = post_with(draft())
    withdrawn, dated, live = draft("Withdrawn one"), draft("Dated one", publish_from=tomorrow), LiveDocumentFactory()
    withdrawn.withdraw("It was wrong.")
    for position, document in enumerate([withdrawn, dated, live, live.editions.model.objects.first().document]):
        post.papers.get_or_create(document=document, defaults={"position": position})
    screen = publisher_client.get(screen_of(post))
    assert "It was wrong. It stays withdrawn." in screen.text
    answer = publisher_client.post(screen_of(post), answered(screen), follow=True)
    assert "Published, and not live before their own dates: “Dated one”." in answer.text
    states = dict(Document.objects.values_list("title", "state"))
    assert (states["Withdrawn one"], states["Dated one"]) == ("withdrawn", "published")


def test_papers_of_what_is_scheduled_go_live_with_it(publisher_client):
    document, starts = draft(), timezone.now() + timedelta(days=3)
    post = PaperFactory(post=PostFactory(state="published", publish_from=starts), document=document).post
    publisher_client.post(screen_of(post), answered(publisher_client.get(screen_of(post))))
    document.refresh_from_db()
    assert (document.publish_from, document.is_live) == (starts, False)


def test_a_live_document_that_has_drafts_alone_is_an_empty_page_and_says_so(publisher_client, client):
    document = DocumentFactory(live=True)
    edition = EditionFileFactory(edition=EditionFactory(document=document), content=b"A page.").edition
    assert drafts_of(document) == unseen(post_with(document)) == [edition]
    publisher_client.post(screen_of(document), untouched(publisher_client.get(screen_of(document))))
    assert edition.main_file.get_absolute_url() in client.get(document.get_absolute_url()).text
    # A second edition takes the first one's place on its own screen, and never by this button.
    EditionFactory(document=document, number=2)
    assert drafts_of(document) == []


def test_nothing_waits_and_no_such_item(publisher_client):
    post = PostFactory(live=True)
    answer = publisher_client.get(screen_of(post), follow=True)
    assert "waits to be published" in answer.text
    assert publisher_client.get(screen_of(PostFactory()), follow=True).status_code == 200
    post.pk = 99999
    assert publisher_client.get(screen_of(post)).status_code == 404
    stranger = signed_in(UserFactory(is_staff=True))
    assert stranger.get(screen_of(post_with(draft()))).status_code == 403


def test_what_a_live_edition_is_given_is_live_at_once_and_the_form_says_so_before(publisher_client, client):
    document = LiveDocumentFactory()
    edition = EditionFileFactory(edition=EditionFactory(document=document, live=True), content=b"old").edition
    at_once = "This edition is live: readers have what you add as soon as you save."
    form = publisher_client.get(admin_address(edition))
    assert form.text.count(at_once) == 3  # several files at once, the file that is there, another
    assert at_once not in publisher_client.get(admin_address(EditionFactory(document=document, number=9))).text
    sent = untouched(form, more_files=[upload("Appendix-one.pdf", text="One")])
    answer = publisher_client.post(admin_address(edition), sent, follow=True)
    assert "Readers have it now. Check its title." in answer.text
    assert "Appendix one" in client.get(document.get_absolute_url()).text


def test_a_new_edition_of_a_live_document_is_said_to_be_a_draft(publisher_client, client):
    document = LiveDocumentFactory(edition__file__content=b"old")
    rows = {"editions-TOTAL_FORMS": "2", "editions-1-number": "77", "editions-1-date_precision": "day"}
    rows |= {"editions-1-document": str(document.pk), "editions-1-label": "The one of 2026"}
    form = untouched(publisher_client.get(admin_address(document)), **rows)
    answer = publisher_client.post(admin_address(document), form, follow=True)
    assert "is a draft and waits for a publisher. Readers go on seeing what they saw." in answer.text
    assert "The one of 2026" not in client.get(document.get_absolute_url()).text
