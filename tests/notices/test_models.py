from datetime import timedelta

import pytest
from cms.models import Page
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb_site.notices.models import Notice, SiteWords
from lscb_site.pages.writing import write_page
from tests.factories import NoticeFactory

pytestmark = pytest.mark.django_db


def refused_by_the_database(model, **facts):
    row = facts.pop("row", None) or NoticeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**facts)


def test_what_is_published_has_an_end(db):
    refused_by_the_database(Notice, row=NoticeFactory(live=True), publish_until=None)


def test_a_draft_needs_no_end_yet():
    NoticeFactory(publish_until=None).full_clean()


def test_a_link_has_words_and_words_have_a_link():
    refused_by_the_database(Notice, link="/news/")
    refused_by_the_database(Notice, link_words="Read more about it")


def test_a_page_is_chosen_where_a_page_is_meant_and_only_there(admin_user):
    page = write_page(reverse_id="a", title="A", slug="a", created_by=admin_user)
    refused_by_the_database(Notice, place="page")
    refused_by_the_database(Notice, page=page)
    NoticeFactory(place="page", page=Page.objects.get()).full_clean()


def test_a_level_is_one_of_three():
    refused_by_the_database(Notice, level=4)


@pytest.mark.parametrize("number", ["020 7946 000", "0207 94"])
@pytest.mark.parametrize("field", ["title", "text", "link_words"])
def test_a_number_that_nobody_can_call_is_refused_wherever_it_stands(field, number):
    with pytest.raises(ValidationError) as refusal:
        NoticeFactory.build(**{"link": "/news/", "link_words": "Read"} | {field: f"{number}1 2345 6789"}).full_clean()
    assert list(refusal.value.message_dict) == [field]


@pytest.mark.parametrize("field", ["title", "text", "link_words"])
def test_a_number_that_can_be_called_is_taken(field):
    NoticeFactory(**{"link": "/news/", "link_words": "Read"} | {field: "Call 020 7946 0000 today"}).full_clean()


def test_publishing_needs_an_end():
    notice = NoticeFactory(publish_until=None)
    with pytest.raises(ValidationError):
        notice.publish()
    notice.publish_until = timezone.now() + timedelta(days=1)
    notice.publish()
    assert notice.is_live


def test_before_anybody_has_saved_them_the_words_are_todays():
    words = SiteWords.current()
    assert words.emergency_line == "Child in immediate danger? Call 999"
    assert words.emergency_parts == ("Child in immediate danger? Call ", "")
    assert not words.owner_is_known


def test_the_words_are_one_row():
    SiteWords(owner_email="office@example.org").save()
    SiteWords(owner_post="1 High Street").save()
    assert SiteWords.objects.count() == 1
    assert SiteWords.current().owner_post == "1 High Street"


@pytest.mark.parametrize("line", ["Call 999", "In danger? Dial 999 at once.", "999: a child is in danger"])
def test_a_line_that_names_999_is_taken(line):
    SiteWords(emergency_line=line).full_clean()


@pytest.mark.parametrize(
    "line", ["", " ", "999", "Call somebody", "Call 1999", "Call 9990", "Call 9 9 9", "Call 999 or 101", "Call 999 999"]
)
def test_no_other_line_takes_999_from_the_page(line):
    with pytest.raises(ValidationError) as refusal:
        SiteWords(emergency_line=line).full_clean()
    assert "emergency_line" in refusal.value.message_dict


@pytest.mark.parametrize("line", ["", "Call somebody", "Call 1999", "Call 9990"])
def test_the_database_keeps_999_in_the_line(line):
    SiteWords().save()
    refused_by_the_database(SiteWords, row=SiteWords.current(), emergency_line=line)
