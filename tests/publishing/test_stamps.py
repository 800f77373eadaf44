"""The database stamps a subject anew in the transaction of every change of its tables."""

import pytest
from django.db import transaction

from lscb_contacts.kept import STORED as CONTACTS
from lscb_contacts.models import ContactPoint
from lscb_site.publishing.models import Stamp
from lscb_site.publishing.stamps import keep_stamp, stamp_of
from news.catalogue import STORED as NEWS
from news.models import Post
from resources.catalogue import STORED as RESOURCES
from resources.models import Document, Topic
from tests.factories import LiveDocumentFactory, OpeningHoursFactory, TopicFactory

pytestmark = pytest.mark.django_db


def test_a_rollback_brings_the_stamp_of_the_content_back():
    before = stamp_of("resources")
    with transaction.atomic():
        TopicFactory()
        assert stamp_of("resources") != before
        transaction.set_rollback(True)

    assert stamp_of("resources") == before


def test_a_stamp_never_comes_back():
    topic, seen = TopicFactory(), set()
    for _ in range(50):
        topic.save()
        seen.add(stamp_of("resources"))

    assert len(seen) == 50


def test_subjects_have_stamps_of_their_own():
    before = stamp_of("news"), stamp_of("lscb_contacts")
    LiveDocumentFactory()

    assert (stamp_of("news"), stamp_of("lscb_contacts")) == before
    OpeningHoursFactory()
    assert stamp_of("news") == before[0]
    assert stamp_of("lscb_contacts") != before[1]


def test_links_between_rows_are_changes_too():
    document, topic = LiveDocumentFactory(), TopicFactory()
    before = stamp_of("resources")
    document.topics.add(topic)
    added = stamp_of("resources")
    document.topics.clear()

    assert len({before, added, stamp_of("resources")}) == 3


def test_to_keep_a_stamp_again_changes_nothing():
    before = stamp_of("resources")
    keep_stamp("resources", *RESOURCES)

    assert stamp_of("resources") == before
    Topic.objects.create(name="MASH", slug="mash")
    assert stamp_of("resources") != before


def test_every_subject_is_stamped():
    assert set(Stamp.objects.values_list("subject", flat=True)) >= {"news", "resources", "lscb_contacts"}
    assert Post in NEWS
    assert Document in RESOURCES
    assert ContactPoint in CONTACTS
