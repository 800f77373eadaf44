"""Drafts, previews, publishing and withdrawing in the admin, on news items; every Publishable shares the screens."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lscb_site.publishing.states import State, Status
from lscb_site.publishing.submissions import submit
from news.models import Post
from tests.factories import DocumentFactory, EditionFactory, PaperFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/news/post/"
FORMSETS = {
    f"{prefix}-{name}": value
    for prefix in ("papers", "sessions")
    for name, value in {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}.items()
}


def typed(**changes):
    return (
        FORMSETS
        | {
            "kind": "news",
            "title": "A protocol is launched",
            "slug": "a-protocol-is-launched",
            "summary": "What it says.",
            "date": "2015-03-18",
            "date_precision": "day",
        }
        | changes
    )


def change(post):
    return reverse("admin:news_post_change", args=[post.pk])


def test_an_editor_saves_a_draft_and_lands_on_its_preview(editor_client, client):
    answer = editor_client.post(f"{LIST}add/", typed(_preview="1"))
    post = Post.objects.get()
    assert post.state == State.DRAFT
    assert answer.url == reverse("admin:news_post_preview", args=[post.pk])
    preview = editor_client.get(answer.url)
    assert preview.status_code == 200
    assert change(post) in preview.text
    assert client.get(post.get_absolute_url()).status_code == 404


def test_an_editor_sees_no_button_to_publish(editor_client, publisher_client):
    address = change(PostFactory())
    assert 'name="_publish"' not in editor_client.get(address).text
    assert 'name="_publish"' in publisher_client.get(address).text


def test_an_editor_who_posts_the_button_all_the_same_is_refused_and_nothing_is_saved(editor_client):
    assert editor_client.post(f"{LIST}add/", typed(_publish="1")).status_code == 403
    assert not Post.objects.exists()


def test_a_publisher_publishes_and_is_told_what_went_live_with_it(publisher_client):
    post = PostFactory(title="The launch")
    edition = EditionFactory(document=DocumentFactory(title="The protocol"))
    PaperFactory(post=post, document=edition.document)
    assert "The protocol" in publisher_client.get(change(post)).text
    papers = {
        "papers-TOTAL_FORMS": 1,
        "papers-INITIAL_FORMS": 1,
        "papers-0-id": post.papers.get().pk,
        "papers-0-post": post.pk,
        "papers-0-document": edition.document.pk,
        "papers-0-position": 1,
    }
    answer = publisher_client.post(change(post), typed(_publish="1", title="The launch", **papers), follow=True)
    for item in (post, edition.document, edition):
        item.refresh_from_db()
        assert item.is_live
    assert "is live, together with “The protocol”." in answer.text
    assert LogEntry.objects.filter(object_id=str(post.pk), change_message="Published.").exists()


def test_publishing_with_an_end_that_has_passed_says_so_beside_the_field_and_keeps_what_was_typed(publisher_client):
    post = PostFactory()
    over = {"publish_until_0": "2015-03-18", "publish_until_1": "09:00"}
    answer = publisher_client.post(change(post), typed(_publish="1", title="Typed with care", **over))
    assert answer.context["adminform"].form.errors["publish_until"] == ["It must stop being live after it goes live."]
    assert 'value="Typed with care"' in answer.text
    post.refresh_from_db()
    assert post.state == State.DRAFT


def test_a_paper_that_cannot_go_live_leaves_all_of_it_a_draft_that_is_saved(publisher_client):
    post = PostFactory(title="The launch")
    over = timezone.now() - timedelta(days=1)
    document = DocumentFactory(publish_until=over)
    PaperFactory(post=post, document=document)
    papers = {
        "papers-TOTAL_FORMS": 1,
        "papers-INITIAL_FORMS": 1,
        "papers-0-id": post.papers.get().pk,
        "papers-0-post": post.pk,
        "papers-0-document": document.pk,
        "papers-0-position": 1,
    }
    answer = publisher_client.post(change(post), typed(_publish="1", title="Typed with care", **papers), follow=True)
    assert "is saved, but not published. It must stop being live after it goes live." in answer.text
    post.refresh_from_db()
    document.refresh_from_db()
    assert (post.title, post.state, document.state) == ("Typed with care", State.DRAFT, State.DRAFT)


def test_a_later_moment_schedules(publisher_client):
    post = PostFactory()
    later = timezone.localtime() + timedelta(days=30)
    moment = {"publish_from_0": f"{later:%Y-%m-%d}", "publish_from_1": "09:00"}
    answer = publisher_client.post(change(post), typed(_publish="1", **moment), follow=True)
    post.refresh_from_db()
    assert post.status() == Status.SCHEDULED
    assert "will go live on" in answer.text
    assert f"Goes live {later.day} {later:%B %Y} at 09:00" in answer.text


def test_a_publishers_save_of_a_live_item_leaves_it_live(publisher_client):
    post = PostFactory(live=True)
    start = timezone.localtime(post.publish_from)
    moment = {"publish_from_0": f"{start:%Y-%m-%d}", "publish_from_1": f"{start:%H:%M:%S}"}
    publisher_client.post(change(post), typed(_save="1", title="Put right", **moment))
    post.refresh_from_db()
    assert (post.title, post.is_live) == ("Put right", True)


def test_a_live_item_cannot_lose_its_start(publisher_client):
    answer = publisher_client.post(change(PostFactory(live=True)), typed(_save="1"))
    assert "so it needs the moment from which it is live" in str(answer.context["adminform"].form.errors)


@pytest.mark.parametrize("state", ["live", "scheduled", "expired", "withdrawn"])
def test_an_editor_reads_what_is_no_draft_and_is_told_why(editor_client, state):
    post = PostFactory(**{state: True})
    page = editor_client.get(change(post))
    assert "only a publisher can change it" in page.text
    assert 'name="title"' not in page.text
    assert editor_client.post(change(post), typed(_save="1")).status_code == 403


@pytest.mark.parametrize(("state", "may"), [("live", False), ("withdrawn", False), (None, True)])
def test_only_a_draft_can_be_deleted(publisher_client, state, may):
    post = PostFactory(**{state: True} if state else {})
    publisher_client.post(reverse("admin:news_post_delete", args=[post.pk]), {"post": "yes"})
    assert Post.objects.filter(pk=post.pk).exists() != may


def test_deleting_many_leaves_the_live_ones(editor_client):
    draft, live = PostFactory(), PostFactory(live=True)
    data = {"action": "delete_selected", "_selected_action": [draft.pk, live.pk], "post": "yes"}
    editor_client.post(LIST, data)
    assert Post.objects.filter(pk=live.pk).exists()


def test_withdrawing_asks_why_and_the_old_address_says_it(publisher_client, client):
    post = PostFactory(live=True)
    address = reverse("admin:news_post_withdraw", args=[post.pk])
    assert address in publisher_client.get(change(post)).text
    assert "Why is it withdrawn?" in publisher_client.get(address).text
    publisher_client.post(address, {"reason": "The date was wrong.", "instead": "/news/"})
    gone = client.get(post.get_absolute_url())
    assert gone.status_code == 410
    assert "The date was wrong." in gone.text


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "Out of date.", "instead": "javascript:alert(1)"}, "instead"),
        ({"reason": "Out of date.", "instead": "//elsewhere.example"}, "instead"),
    ],
)
def test_a_withdrawal_without_a_reason_or_with_a_false_address_is_sent_back(publisher_client, answer, field):
    post = PostFactory(live=True)
    page = publisher_client.post(reverse("admin:news_post_withdraw", args=[post.pk]), answer)
    assert page.context["form"].errors.keys() == {field}
    post.refresh_from_db()
    assert post.is_live


def test_an_editor_cannot_withdraw(editor_client):
    post = PostFactory(live=True)
    address = reverse("admin:news_post_withdraw", args=[post.pk])
    assert editor_client.post(address, {"reason": "Out of date."}).status_code == 403


def test_a_withdrawn_item_is_published_again_or_returned_to_draft(publisher_client):
    again, back = PostFactory(withdrawn=True), PostFactory(withdrawn=True)
    publisher_client.post(change(again), typed(_publish="1", slug="again"))
    publisher_client.post(change(back), typed(_draft="1", slug="back"))
    again.refresh_from_db()
    back.refresh_from_db()
    assert (again.is_live, again.withdrawn_reason) == (True, "")
    assert (back.state, back.withdrawn_reason) == (State.DRAFT, "")


def test_many_are_published_withdrawn_and_returned_at_once(publisher_client):
    posts = [PostFactory(), PostFactory()]
    chosen = {"_selected_action": [post.pk for post in posts]}
    publisher_client.post(LIST, chosen | {"action": "publish_chosen"})
    assert Post.objects.live().count() == 2
    asked = publisher_client.post(LIST, chosen | {"action": "withdraw_chosen"})
    assert "Why is it withdrawn?" in asked.text
    assert Post.objects.live().count() == 2
    publisher_client.post(LIST, chosen | {"action": "withdraw_chosen", "reason": "Out of date."})
    assert Post.objects.withdrawn().count() == 2
    publisher_client.post(LIST, chosen | {"action": "return_chosen_to_draft"})
    assert Post.objects.filter(state=State.DRAFT).count() == 2


def test_what_is_live_does_not_vanish_into_a_draft(publisher_client):
    post = PostFactory(live=True)
    told = publisher_client.post(LIST, {"action": "return_chosen_to_draft", "_selected_action": [post.pk]}, follow=True)
    assert "Withdraw first" in told.text
    post.refresh_from_db()
    assert post.is_live


def test_an_editor_has_no_action_that_publishes(editor_client):
    post = PostFactory()
    page = editor_client.get(LIST)
    assert "publish_chosen" not in page.text
    editor_client.post(LIST, {"action": "publish_chosen", "_selected_action": [post.pk]})
    post.refresh_from_db()
    assert post.state == State.DRAFT


@pytest.mark.parametrize("status", Status)
def test_the_list_is_filtered_by_status(editor_client, status):
    posts = {Status.DRAFT: PostFactory()}
    for state in ("live", "scheduled", "expired", "withdrawn"):
        posts[Status(state)] = PostFactory(**{state: True})
    posts[Status.SUBMITTED] = PostFactory()
    submit(posts[Status.SUBMITTED], UserFactory(), "")
    page = editor_client.get(LIST, {"status": status.value})
    assert list(page.context["cl"].queryset) == [posts[status]]


def test_the_list_costs_the_same_whatever_its_length(editor_client, django_assert_num_queries):
    PostFactory.create_batch(3)
    editor_client.get(LIST)  # content types are looked up once in a process
    with CaptureQueriesContext(connection) as few:
        editor_client.get(LIST)
    PostFactory.create_batch(30, live=True)
    with django_assert_num_queries(len(few)):
        editor_client.get(LIST)
