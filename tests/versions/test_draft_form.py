"""A draft of the next version, written in the form of what is live, by role."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from lscb_site.desk.attention.gathering import Desk
from lscb_site.editing.seen import seen
from lscb_site.publishing.submissions import Submission
from lscb_site.versions.drafting import draft_of
from lscb_site.versions.keeping import keep
from lscb_site.versions.models import Version
from news.models import Post
from resources.models import Document
from tests.editing.browser_form import the_form_again, untouched
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    CollectionFactory,
    CollectionItemFactory,
    ComparisonFactory,
    EditionFactory,
    LiveDocumentFactory,
    NoticeFactory,
    SessionFactory,
)
from tests.samples.documents import pdf
from tests.versions.forms import address, write

pytestmark = pytest.mark.django_db


def test_an_editor_writes_beside_what_is_live_and_readers_see_the_old(editor_client, client, post):
    form = editor_client.get(address(post))
    assert "Write a draft of the next version" in form.text
    draft = editor_client.get(address(post, "draft"))
    assert "You are writing version 3. Readers see version 2 until a publisher publishes this." in draft.text
    assert "_publish_version" not in draft.text
    assert 'name="publish_from_0"' not in draft.text
    assert 'name="new_documents"' not in draft.text
    assert not Version.objects.drafts().exists()
    answer = write(editor_client, post, title="Next title")
    assert answer.url == address(post, "draft")
    assert 'value="Next title"' in editor_client.get(answer.url).text
    for path in (post.get_absolute_url(), "/news/", "/news/feed.atom", "/search/?q=title"):
        assert "First title" in client.get(path).text
        assert "Next title" not in client.get(path).text
    assert "is being written beside it" in editor_client.get(address(post)).text
    assert LogEntry.objects.filter(object_id=post.pk, change_message="Wrote the draft of version 3.").exists()


def test_an_editor_may_not_publish_it(editor_client, post):
    write(editor_client, post, title="Next title")
    assert write(editor_client, post, _publish_version="1").status_code == 403
    assert Post.objects.get().title == "First title"


def test_a_publisher_publishes_it_over_what_was_live(publisher, publisher_client, client, post):
    answer = write(publisher_client, post, title="Next title", _publish_version="1")
    assert answer.url == address(post)
    assert "Next title" in client.get(post.get_absolute_url()).text
    states = Version.objects.of(post).values_list("number", "state", "published_by")
    assert list(states) == [(3, "published", publisher.pk), (2, "archived", None), (1, "archived", None)]


def test_what_a_publisher_has_typed_into_the_live_form_can_become_the_draft(publisher_client, post):
    form = publisher_client.get(address(post))
    assert f'formaction="{address(post, "draft")}"' in form.text
    sent = untouched(form, title="Not yet", _beside="1") | {"new_documents": [SimpleUploadedFile("a.pdf", pdf())]}
    answer = publisher_client.post(address(post, "draft"), sent, follow=True)
    assert "Files are no part of a draft" in answer.text
    assert not Document.objects.exists()
    assert Post.objects.get().title == "First title"
    assert draft_of(post).data["fields"]["title"] == "Not yet"


def test_new_rows_of_a_draft_are_found_again_and_stored_once_it_is_published(editor_client, publisher_client, post):
    morning = SessionFactory(post=post, title="Morning")
    new = {"sessions-TOTAL_FORMS": "2", "sessions-1-title": "Afternoon", "sessions-1-position": "1"}
    write(editor_client, post, **new)
    assert [*post.sessions.all()] == [morning]
    write(editor_client, post, **{"sessions-1-title": "Evening"})
    assert [row["title"] for row in draft_of(post).data["parts"]["sessions"]] == ["Morning", "Evening"]
    write(publisher_client, post, _publish_version="1")
    assert [session.title for session in post.sessions.all()] == ["Morning", "Evening"]


def test_a_wrong_draft_is_not_kept_and_says_what_is_wrong(editor_client, post):
    answer = write(editor_client, post, title="Next", kind="conference")
    assert answer.status_code == 200
    assert "A conference needs its first day." in answer.text
    assert 'value="Next"' in answer.text
    assert draft_of(post) is None


def test_two_who_write_the_same_draft_are_told_of_each_other(editor_client, publisher_client, post):
    write(editor_client, post, title="Begun")
    form = untouched(editor_client.get(address(post, "draft")), title="Mine", _save="1")
    write(publisher_client, post, title="Theirs")
    meanwhile = the_form_again(editor_client.post(address(post, "draft"), form))
    assert [(each.label, each.theirs, each.mine) for each in meanwhile.differences] == [("Title", "Theirs", "Mine")]
    assert draft_of(post).data["fields"]["title"] == "Theirs"


def test_a_correction_on_what_is_live_is_told_on_the_draft(editor_client, publisher_client, post):
    write(editor_client, post, title="Next title", summary="Next summary.")
    live = publisher_client.get(address(post))
    publisher_client.post(address(post), untouched(live, title="Corrected title", slug="corrected", _save="1"))
    page = editor_client.get(address(post, "draft"))
    assert 'value="Next title"' in page.text
    assert 'value="corrected"' in page.text
    assert [change.label for change in page.context["writing"].conflicts] == ["Title"]
    write(editor_client, post)
    assert editor_client.get(address(post, "draft")).context["writing"].conflicts == []


def test_a_draft_is_thrown_away_after_one_question(editor_client, post):
    write(editor_client, post, title="Next title")
    assert address(post, "discard") in editor_client.get(address(post, "draft")).text
    page = editor_client.get(address(post, "discard"))
    assert draft_of(post) is not None
    answer = editor_client.post(address(post, "discard"), untouched(page))
    assert answer.url == address(post)
    assert draft_of(post) is None
    assert editor_client.get(address(post, "discard")).url == address(post)


def test_its_preview_is_the_page_that_readers_would_get(editor_client, client, post):
    answer = write(editor_client, post, title="Next title", slug="another-address", _preview_version="1")
    assert answer.url == address(post, "draft_preview")
    page = editor_client.get(f"{answer.url}page/")
    assert "Next title" in page.text
    assert address(post, "draft") in editor_client.get(answer.url).text
    assert client.get("/news/another-address/").status_code == 404
    assert client.get(address(post, "draft_preview")).status_code == 302
    assert Post.objects.get().title == "First title"


def test_of_what_is_not_published_the_form_itself_is_where_to_write(editor_client, publisher_client, post):
    write(editor_client, post, title="Next title")
    post.withdraw("Out of date.")
    assert publisher_client.get(address(post, "draft")).url == address(post)
    assert "is being written beside it" not in publisher_client.get(address(post)).text


def board_of(authority):
    board = BoardFactory(live=True)
    board.authorities.add(authority)
    return board


def make(factory, **kwargs):
    item = factory(**kwargs)
    keep(item)
    return item


@pytest.mark.slow
@pytest.mark.parametrize(
    ("factory", "field"),
    [
        (LiveDocumentFactory, "title"),
        (lambda: EditionFactory(document=LiveDocumentFactory(), number=2, live=True), "label"),
        (lambda: CollectionItemFactory(collection=CollectionFactory(live=True)).collection, "title"),
        (lambda: ComparisonFactory(live=True), "summary"),
        (lambda: board_of(AuthorityFactory()), "name"),
        (lambda: NoticeFactory(live=True), "title"),
    ],
    ids=["document", "edition", "collection", "comparison", "board", "notice"],
)
def test_every_kind_is_written_beside_published_and_restored(publisher_client, factory, field):
    item = make(factory)
    before = getattr(item, field)
    answer = write(publisher_client, item, **{field: "Said otherwise"})
    assert answer.status_code == 302, answer.context["errors"]
    item.refresh_from_db()
    assert getattr(item, field) == before
    write(publisher_client, item, _publish_version="1")
    item.refresh_from_db()
    assert (getattr(item, field), item.state) == ("Said otherwise", "published")
    answer = publisher_client.post(address(item, "restore", 1))
    write(publisher_client, item, _publish_version="1")
    item.refresh_from_db()
    assert getattr(item, field) == before


def test_a_document_keeps_its_editions_whatever_version_of_it_is_live(publisher_client):
    document = LiveDocumentFactory()
    write(publisher_client, document, title="Next", _publish_version="1")
    assert Document.objects.get().current_edition is not None


def test_a_draft_beside_what_is_live_is_submitted_and_sent_back(editor_client, publisher_client, publisher, post):
    assert 'name="_submit"' in editor_client.get(address(post, "draft")).text
    answer = write(editor_client, post, title="Next title", _submit="1")
    assert answer.url == address(post, "submit")
    editor_client.post(answer.url, {"note": "By Friday, please."})
    assert "By Friday, please." in publisher_client.get(address(post, "draft")).text
    assert "submitted" in {need.code for need in Desk(publisher).needs}
    waiting = post.waiting_submission
    typed = {"reason": "The date is wrong.", "seen": seen([f"{waiting.pk} {waiting.answer}"])}
    publisher_client.post(address(post, "send_back"), typed)
    assert "The date is wrong." in editor_client.get(address(post, "draft")).text
    editor_client.post(address(post, "submit"), {"note": ""})
    write(publisher_client, post, title="Next title", _publish_version="1")
    assert Post.objects.get().submission.answer == Submission.Answer.PUBLISHED


def test_a_draft_that_is_thrown_away_waits_no_more(editor_client, post):
    write(editor_client, post, title="Next title")
    editor_client.post(address(post, "submit"), {"note": ""})
    editor_client.post(address(post, "discard"), untouched(editor_client.get(address(post, "discard"))))
    assert Post.objects.get().submission.answer == Submission.Answer.TAKEN_BACK


def test_what_was_typed_into_a_draft_is_shown_to_copy_where_the_item_was_withdrawn_meanwhile(editor_client, post):
    form = editor_client.get(address(post, "draft"))
    post.withdraw("It is old.")
    answer = editor_client.post(address(post, "draft"), untouched(form, _save="1", title="Hours of work"))
    assert answer.status_code == 409
    assert "Hours of work" in answer.text


def test_a_draft_that_somebody_went_on_with_is_not_thrown_away_unseen(editor_client, publisher_client, post):
    write(editor_client, post, title="One")
    asked = publisher_client.get(address(post, "discard"))
    write(editor_client, post, title="Two hours later")
    again = publisher_client.post(address(post, "discard"), untouched(asked))
    assert draft_of(post).data["fields"]["title"] == "Two hours later"
    assert "nothing is thrown away yet" in again.text
    publisher_client.post(address(post, "discard"), untouched(again))
    assert draft_of(post) is None
