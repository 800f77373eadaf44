"""What is published is kept, whatever saved it."""

import pytest
from django.db import transaction

from lscb_site.publishing.moments import publishable_models
from lscb_site.publishing.states import State
from lscb_site.versions.acts import act, quietly
from lscb_site.versions.contents import fields_of
from lscb_site.versions.keeping import keep, keep_all
from lscb_site.versions.models import Version
from lscb_site.versions.receivers import owners
from news.models import Post
from resources.models import Document
from tests.factories import (
    BoardFactory,
    CollectionFactory,
    ComparisonFactory,
    EditionFactory,
    LiveDocumentFactory,
    NoticeFactory,
    PaperFactory,
    PostFactory,
    SessionFactory,
    SourceFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def kept(item) -> list[tuple[int, str]]:
    return list(Version.objects.of(item).order_by("number").values_list("number", "state"))


def test_what_goes_live_is_kept():
    post = PostFactory()
    post.title = "Written"
    post.save()
    assert kept(post) == []
    post.publish()
    assert kept(post) == [(1, "published")]
    assert Version.objects.get().data["fields"]["title"] == "Written"


def test_a_change_of_what_is_live_makes_another_and_an_unchanged_saving_none():
    post = PostFactory(live=True)
    post.save()
    post.save()
    assert kept(post) == [(1, "published")]
    post.title = "Put right"
    post.save()
    assert kept(post) == [(1, "archived"), (2, "published")]


def test_a_scheduled_item_is_kept_too():
    post = PostFactory(scheduled=True)
    post.save()
    assert kept(post) == [(1, "published")]


@pytest.mark.parametrize("leave", [lambda post: post.withdraw("Out of date."), Post.return_to_draft])
def test_of_what_is_not_published_any_more_readers_see_no_version(leave):
    post = PostFactory(live=True)
    keep(post)
    leave(post)
    assert kept(post) == [(1, "archived")]


def test_its_rows_and_its_choices_are_a_part_of_it():
    post = PostFactory(live=True)
    keep(post)
    SessionFactory(post=post)
    post.sessions.get().save()
    post.sessions.get().delete()
    document = LiveDocumentFactory()
    keep(document)
    document.topics.add(topic := TopicFactory())
    assert [len(version.data["parts"]["sessions"]) for version in Version.objects.of(post)] == [0, 1, 0]
    assert [version.data["many"]["topics"] for version in Version.objects.of(document)] == [[topic.pk], []]


def test_one_act_of_one_person_makes_one_version():
    post, person = PostFactory(live=True), UserFactory()
    keep(post)
    with act(person):
        post.title = "Put right"
        post.save()
        session = SessionFactory.build(post=post)
        session.save()
    version = Version.objects.of(post).published().get()
    assert (version.number, version.made_by, version.published_by) == (2, person, person)
    assert len(version.data["parts"]["sessions"]) == 1


def test_what_is_rolled_back_is_not_kept():
    post = PostFactory(live=True)
    with transaction.atomic():
        post.title = "Never"
        post.save()
        transaction.set_rollback(True)
    assert kept(post) == []


def test_nothing_is_kept_quietly():
    post = PostFactory(live=True)
    with quietly():
        post.save()
    assert kept(post) == []


def test_a_deleted_item_leaves_no_version():
    post = PostFactory(live=True)
    PaperFactory(post=post)
    keep(post)
    post.delete()
    assert not Version.objects.exists()


def test_what_was_live_before_versions_were_kept_is_kept_once():
    live, draft = PostFactory(live=True), PostFactory()
    LiveDocumentFactory()
    keep_all()
    keep_all()
    assert kept(live) == [(1, "published")]
    assert kept(draft) == []
    assert {version.content_type.model for version in Version.objects.all()} == {"post", "document", "edition"}


def test_every_kind_of_item_can_be_kept():
    made = [
        PostFactory(live=True),
        LiveDocumentFactory(),
        EditionFactory(live=True),
        CollectionFactory(live=True),
        ComparisonFactory(live=True),
        BoardFactory(live=True),
        NoticeFactory(live=True),
    ]
    assert {type(item) for item in made} == set(publishable_models())
    for item in made:
        assert keep(item).says_the_same_as(keep(item).data)


def test_no_version_holds_a_file_or_what_was_found_in_one():
    """What is erased must not live on: neither files, nor texts that were read from them."""
    held = {model.__name__ for model in [*publishable_models(), *owners()]}
    assert held.isdisjoint({"EditionFile", "FilePage", "FormerFile", "PrivateFinding"})
    fields = {field.name for model in [*publishable_models(), *owners()] for field in fields_of(model)}
    assert fields.isdisjoint({"changes", "file", "sha256", "picture", "name_of_file", "text_pages"})


def test_the_state_of_a_row_in_hand_is_not_what_is_kept():
    document = LiveDocumentFactory(title="As it is stored")
    SourceFactory(document=document)
    document.title = "Never saved"
    assert keep(document).data["fields"]["title"] == "As it is stored"
    assert Document.objects.get().state == State.PUBLISHED
