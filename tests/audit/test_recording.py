import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from lscb_site.audit.acts import Act
from lscb_site.audit.models import LONGEST_DETAIL, Entry
from lscb_site.audit.recording import record
from tests.factories import PostFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_entry_refers_to_people_and_to_the_thing():
    person, about, post = UserFactory(), UserFactory(), PostFactory()
    entry = record(Act.ROLE_GIVEN, person=person, about=about, thing=post, detail="Publisher")
    entry.refresh_from_db()
    assert (entry.act, entry.person, entry.about) == ("role_given", person, about)
    assert (entry.thing_model, entry.thing_pk, entry.detail) == ("news.post", post.pk, "Publisher")


def test_a_whole_list_is_named_by_its_model():
    entry = record(Act.IMPORTED, thing=type(PostFactory()))
    assert (entry.thing_model, entry.thing_pk) == ("news.post", None)


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_who_is_not_signed_in_is_nobody(nobody):
    assert record(Act.CONFIRMED, person=nobody).person is None


def test_a_detail_is_a_line_and_cut_to_its_column():
    entry = record(Act.SECOND_FACTOR_RESET, detail="The telephone\u200b was\nlost. " + "x" * 300)
    assert entry.detail.startswith("The telephone was lost. x")
    assert len(entry.detail) == LONGEST_DETAIL


def test_what_is_undone_is_not_recorded():
    with transaction.atomic():
        record(Act.PUBLISHED)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [{"act": ""}, {"act": "published", "thing_pk": 3}, {"act": "sign_in_failed", "person_id": 1}],
)
def test_the_database_keeps_the_rules_of_an_entry(facts):
    person = UserFactory()
    facts |= {"person_id": person.pk} if "person_id" in facts else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(**facts)


def test_a_person_who_is_in_the_record_cannot_be_deleted():
    person = UserFactory()
    record(Act.SIGNED_IN, person=person)
    with pytest.raises(IntegrityError):
        person.delete()
