"""What editors see of followers: numbers, letters and what they say, and never an address."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from lscb_site.editing.opened import FIELD
from lscb_site.following.gathering import gather
from lscb_site.following.models import Change, Follow, Letter
from lscb_site.following.tasks import send_test_letter
from lscb_site.web.addresses import admin_address
from tests.conftest import signed_in
from tests.factories import EditorFactory, LiveDocumentFactory, PostFactory, PublisherFactory, UserFactory
from tests.following.telling_followers import follower_of, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(publisher):
    publisher.email = "publisher@example.org"
    publisher.save()
    return signed_in(publisher)


@pytest.fixture
def told():
    follower_of("news")
    post = PostFactory(title="Conference", summary="A day of talks.")
    post.publish()
    return Change.objects.get()


def test_who_follows_what_is_shown_in_numbers(client, django_assert_max_num_queries):
    document = LiveDocumentFactory(title="The protocol")
    follower_of(f"document:{document.pk}", "news")
    follower_of(f"document:{document.pk}", rhythm="weekly", address="another@example.org")
    with django_assert_max_num_queries(20):
        answer = client.get(reverse("admin:following_follow_changelist"))
    assert "2 addresses follow something" in answer.text
    assert [(line["thing"].name, line["number"], line["weekly"]) for line in answer.context["lines"]] == [
        ("The protocol", 2, 1),
        ("All news", 1, 0),
    ]
    assert "example.org" not in answer.text.replace("www.example.org", "").replace("publisher@example.org", "")


def test_where_nobody_follows_anything_it_says_where_readers_begin(client):
    assert "Nobody follows anything yet" in client.get(reverse("admin:following_follow_changelist")).text


def test_no_row_of_a_follower_can_be_opened(client):
    follower_of("news")
    address = reverse("admin:following_follow_changelist")
    assert client.get(f"{address}{Follow.objects.get().pk}/change/").status_code == 404


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({}, "Will be told in a moment"),
        ({"tell_from": timezone.now() + timedelta(days=1)}, "Will be told from"),
        ({"why_not_told": "It is old", "gathered_at": timezone.now()}, "Not told: It is old"),
        ({"gathered_at": timezone.now()}, "Nobody followed it"),
    ],
)
def test_the_list_says_what_became_of_each_change(client, told, state, words):
    Change.objects.update(**state)
    assert words in client.get(admin_address(Change, "changelist")).text


def test_the_list_says_how_many_were_told(client, told):
    gather()
    assert "For 1 follower: letters still wait" in client.get(admin_address(Change, "changelist")).text
    letters()
    assert "Told to 1 follower" in client.get(admin_address(Change, "changelist")).text


@pytest.mark.parametrize("chosen", ["open", "told", "not"])
def test_the_list_can_be_narrowed(client, told, chosen):
    answer = client.get(admin_address(Change, "changelist"), {"state": chosen})
    assert answer.context["cl"].result_count == (chosen == "open")


def test_a_publisher_can_stop_what_is_still_on_its_way(client, told):
    follower_of("news", rhythm="daily", address="daily@example.org")
    gather()
    answer = client.get(admin_address(told))
    assert answer.status_code == 200
    client.post(admin_address(told), {"why_not_told": "It is wrong"} | mark_of(answer))
    told.refresh_from_db()
    assert told.why_not_told == "It is wrong"
    assert letters() == []


def mark_of(answer):
    """The form's own field of the version that it was opened at."""
    form = answer.context["adminform"].form
    return {FIELD: form.initial.get(FIELD) or form.fields[FIELD].initial} if FIELD in form.fields else {}


def test_what_was_told_cannot_be_stopped_any_more(client, told):
    letters()
    client.post(admin_address(told), {"why_not_told": "Too late"})
    told.refresh_from_db()
    assert told.why_not_told == ""


def test_an_editor_reads_and_does_not_stop(told, editor):
    client = signed_in(editor)
    assert client.get(admin_address(told)).status_code == 200
    assert client.post(admin_address(told), {"why_not_told": "No"}).status_code == 403


def test_the_letter_of_a_change_is_shown_in_a_frame_and_as_text(client, told):
    address = reverse("admin:following_change_letter", args=[told.pk])
    answer = client.get(address)
    assert "A day of talks." in answer.text
    assert 'src="frame/" sandbox' in answer.text
    frame = client.get(f"{address}frame/")
    assert "<h1" in frame.text
    assert "/follow/mine/" not in frame.text


def test_before_it_is_published_the_screen_says_how_many_would_get_the_letter(client):
    follower_of("news")
    answer = client.get(reverse("admin:following_change_before", args=["news.post", PostFactory().pk]))
    assert answer.context["followers"] == 1


def test_a_test_letter_goes_to_whoever_asks_for_it(client, told, publisher):
    client.post(reverse("admin:following_change_letter", args=[told.pk]))
    send_test_letter.call(publisher.pk, told.pk)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["publisher@example.org"], "Test: Conference")
    assert "/follow/stop/" not in letter.body


def test_a_test_letter_of_what_is_not_published_yet(client, publisher):
    post = PostFactory(title="Draft")
    send_test_letter.call(publisher.pk, "news.post", post.pk)
    assert mail.outbox[0].subject == "Test: Draft"
    post.refresh_from_db()
    assert post.state == "draft"
    assert not Change.objects.exists()


def test_where_there_is_nothing_to_say_it_says_so(client):
    post = PostFactory(withdrawn=True)
    address = reverse("admin:following_change_before", args=["news.post", post.pk])
    assert client.get(address).status_code == 200
    assert client.get(f"{address}frame/").status_code == 200


@pytest.mark.parametrize(
    "path", ["of/news.post/9999/", "of/auth.user/1/", "of/nothing/1/", "9999/letter/", "9999/letter/frame/"]
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(f"{admin_address(Change, 'changelist')}{path}").status_code == 404


def test_a_letter_is_shown_to_whoever_may_see_what_it_is_about(told):
    stranger = signed_in(UserFactory(is_staff=True))
    for name, key in (("letter", [told.pk]), ("before", ["news.post", told.post_id])):
        assert stranger.get(reverse(f"admin:following_change_{name}", args=key)).status_code == 403


def test_letters_are_listed_without_whom_they_are_to(client, told):
    letters()
    answer = client.get(admin_address(Letter, "changelist"))
    assert "A letter at once, about 1 change" in answer.text
    assert "Sent " in answer.text
    assert "reader@example.org" not in answer.text


def test_what_was_given_up_can_be_tried_again(client, told):
    gather()
    Letter.objects.update(failed_at=timezone.now(), problem="The mail server refused it: 554.", tried=6)
    answer = client.get(admin_address(Letter, "changelist"), {"state": "failed"})
    assert "Given up after 6 tries. The mail server refused it: 554." in answer.text
    key = Letter.objects.get().pk
    client.post(admin_address(Letter, "changelist"), {"action": "try_again", "_selected_action": [key]})
    assert len(letters()) == 1


@pytest.mark.parametrize("count", [3, 30])
def test_the_lists_cost_the_same_for_few_and_many(client, count, django_assert_max_num_queries):
    follower_of("news")
    for at in range(count):
        PostFactory(title=f"News {at}").publish()
    gather()
    for model in (Change, Letter):
        with django_assert_max_num_queries(25):
            client.get(admin_address(model, "changelist"))


def test_everybody_who_writes_sees_them():
    for person in (EditorFactory(), PublisherFactory()):
        for model in (Change, Letter, Follow):
            assert person.has_perm(f"following.view_{model._meta.model_name}")
