"""“Tell followers?” on the screens that publish and withdraw: yes without being asked twice, no with a reason."""

import pytest
from django.urls import reverse

from lscb_site.following.asking import when_published
from lscb_site.following.models import Change
from lscb_site.web.addresses import admin_address
from tests.conftest import signed_in
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, LiveDocumentFactory, PostFactory
from tests.following.telling_followers import follower_of, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(publisher):
    return signed_in(publisher)


@pytest.fixture
def post():
    return PostFactory(title="Conference")


def shown_at(client, address):
    """The screen, and the marks that go with its answer."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer, {"seen": answer.context["seen"], "force": "asked"}


def test_nobody_is_asked_about_what_nobody_follows(client, post):
    answer = client.get(admin_address(post, "publish"))
    assert answer.status_code == 302


def test_nobody_is_asked_before_other_words_of_what_is_live_are_published():
    follower_of("news")
    assert when_published(PostFactory(live=True)) == []


def test_followers_are_told_unless_somebody_says_no(client, post):
    follower_of("news")
    address = admin_address(post, "publish")
    answer, marks = shown_at(client, address)
    assert "Tell followers of Conference?" in answer.text
    assert "1 person follows it" in answer.text
    client.post(address, marks | {f"tell-post-{post.pk}-tell": "on"})
    assert Change.objects.get().is_told
    assert len(letters()) == 1


def test_without_a_reason_nothing_is_published_and_what_was_chosen_stays(client, post):
    follower_of("news")
    address = admin_address(post, "publish")
    _, marks = shown_at(client, address)
    answer = client.post(address, marks)
    assert "Say in a few words why followers are not told" in answer.text
    post.refresh_from_db()
    assert post.state == "draft"
    assert not answer.context["questions"][0].form["tell"].value()


def test_with_a_reason_nobody_is_told_and_the_history_says_why(client, post, publisher):
    follower_of("news")
    address = admin_address(post, "publish")
    _, marks = shown_at(client, address)
    client.post(address, marks | {f"tell-post-{post.pk}-why": "It repeats the one of yesterday"})
    change = Change.objects.get()
    assert (change.why_not_told, change.decided_by) == ("It repeats the one of yesterday", publisher)
    assert letters() == []
    history = client.get(admin_address(post, "history"))
    assert "Followers are not told: It repeats the one of yesterday" in history.text


def test_no_holds_for_an_edition_that_takes_anothers_place_and_for_what_is_said_of_its_force(client):
    document = LiveDocumentFactory(kind="protocol")
    edition = EditionFactory(document=document, number=2)
    EditionFileFactory(edition=edition)
    follower_of(f"document:{document.pk}")
    address = admin_address(edition, "supersede")
    plan = client.get(address).context["plan"]
    said = {"answer": "yes", "stated_by": "Policy officer", "stated_on": "2026-03-03", "check_on": "2027-03-03"}
    force = {f"edition-{edition.pk}-{name}": value for name, value in said.items()}
    why = {f"tell-edition-{edition.pk}-why": "Its file alone was put right"}
    client.post(address, {"seen": plan.seen, "force": "asked"} | force | why)
    edition.refresh_from_db()
    assert edition.state == "published"
    assert sorted(Change.objects.values_list("kind", flat=True)) == ["edition", "force"]
    assert letters() == []


def test_a_draft_with_its_first_edition_is_asked_about_once(client):
    document = DocumentFactory(kind="report")
    EditionFactory(document=document)
    follower_of("kind:report")
    answer, marks = shown_at(client, admin_address(document, "publish"))
    assert answer.text.count("Tell followers of") == 1
    client.post(admin_address(document, "publish"), marks | {f"tell-document-{document.pk}-why": "It is old"})
    assert letters() == []


@pytest.mark.parametrize(("answer", "number"), [({"tell": "on"}, 1), ({"why": "It was live for a minute"}, 0)])
def test_a_withdrawal_asks_too(client, answer, number):
    post = PostFactory(live=True)
    follower_of("news")
    address = admin_address(post, "withdraw")
    screen, marks = shown_at(client, address)
    assert "Tell followers of" in screen.text
    told = {f"tell-post-{post.pk}-{name}": value for name, value in answer.items()}
    client.post(address, marks | {"reason": "It is over."} | told)
    post.refresh_from_db()
    assert post.state == "withdrawn"
    assert len(letters()) == number


def test_a_withdrawal_without_an_answer_keeps_the_reason(client):
    post = PostFactory(live=True)
    follower_of("news")
    address = admin_address(post, "withdraw")
    _, marks = shown_at(client, address)
    answer = client.post(address, marks | {"reason": "It is over."})
    assert "It is over." in answer.text
    assert "Say in a few words why followers are not told" in answer.text


def test_the_question_leads_to_the_letter(client, post):
    follower_of("news")
    answer, _ = shown_at(client, admin_address(post, "publish"))
    letter = reverse("admin:following_change_before", args=["news.post", post.pk])
    assert f'href="{letter}"' in answer.text
    assert "Conference" in client.get(letter).text
