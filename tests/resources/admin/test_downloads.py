import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from resources.admin.downloads import last_months
from resources.models import DownloadCount
from tests.factories import EditionFileFactory, LiveDocumentFactory, UserFactory

pytestmark = pytest.mark.django_db

CSV = "/admin/resources/document/downloads.csv"


@pytest.fixture
def file():
    document = LiveDocumentFactory(title="=Protocol", edition__file__content=b"first")
    return document.editions.get().main_file


def count(file, day, number):
    DownloadCount.objects.create(file=file, day=day, count=number)


def counts(file):
    return DownloadCount.objects.filter(file__edition=file.edition)


def test_the_last_twelve_months_are_summed_and_older_ones_left_out(file, django_assert_num_queries):
    appendix = EditionFileFactory(edition=file.edition, content=b"more", role="appendix")
    count(file, date(2015, 3, 1), 9)
    count(file, date(2015, 4, 1), 3)
    count(file, date(2016, 2, 1), 5)
    count(appendix, date(2016, 2, 29), 5)
    count(EditionFileFactory(content=b"another edition"), date(2016, 2, 1), 100)
    with django_assert_num_queries(1):
        months = last_months(counts(file), today=date(2016, 3, 18))
    assert (months[0].first_day, months[-1].first_day) == (date(2015, 4, 1), date(2016, 3, 1))
    assert [month.count for month in months] == [3, *[0] * 9, 10, 0]
    assert [month.height for month in months] == [18, *[0] * 9, 60, 0]


def test_an_edition_that_nobody_downloaded_has_no_bars(file):
    assert {month.height for month in last_months(counts(file))} == {0}


def test_the_editions_page_shows_them(editor_client, file):
    count(file, timezone.localdate(), 1234)
    page = editor_client.get(reverse("admin:resources_edition_change", args=[file.edition.pk])).text
    assert '<rect y="0" width="24" height="60"></rect></svg>1234</td>' in page


def test_the_csv_has_a_line_for_each_day_and_file_and_no_formula(editor_client, file):
    count(file, date(2015, 3, 18), 3)
    answer = editor_client.get(CSV)
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines == [
        ["day", "document", "edition", "file", "count"],
        ["2015-03-18", "'=Protocol", "1st edition", file.title, "3"],
    ]


def test_the_csv_is_for_staff_who_may_see_editions(client):
    assert client.get(CSV).status_code == 302
    client.force_login(UserFactory(is_staff=True))
    assert client.get(CSV).status_code == 403


def test_the_list_of_documents_leads_to_the_csv(editor_client):
    assert CSV in editor_client.get("/admin/resources/document/").text
