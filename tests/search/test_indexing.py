"""What is written of a row, when, and what a rebuild does."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lscb_site.caching.version import VersionReader
from lscb_site.search import indexing
from lscb_site.search.indexing import index, rebuild
from lscb_site.search.models import SearchItem
from tests.factories import EditionFactory, EditionFileFactory, LiveDocumentFactory, PostFactory, TopicFactory
from tests.search.queries import paged, search, titles

pytestmark = pytest.mark.django_db


def post(title):
    return PostFactory(title=title, live=True)


def test_a_topic_that_is_renamed_is_counted_by_its_new_name():
    topic = TopicFactory(slug="stripes", name="Stripes")
    LiveDocumentFactory(title="Zebra").topics.add(topic)
    topic.name = "Bands"
    topic.save()
    assert search("zebra", timezone.now()).counts("topic") == {"stripes\tBands": 1}


def test_replaced_bytes_are_no_longer_found_by_what_they_said():
    edition = paged("Zebra.")
    file = edition.main_file
    file.sha256 = "f" * 64
    file.save()
    assert titles("zebra") == []


def test_what_was_not_saved_is_not_found():
    with transaction.atomic():
        post("Zebra")
        transaction.set_rollback(True)
    assert titles("zebra") == []


def test_searching_goes_on_during_a_rebuild():
    for number in range(3):
        post(f"Zebra {number}")
    paged("Zebra on a page.")
    SearchItem.objects.create(
        source="news.post", source_id=10**6, group="gone", kind="news", title="Gone", url="/gone/"
    )
    for done, total in rebuild():
        assert len(titles("zebra")) == 4, (done, total)
    assert (done, total) == (5, 5)
    assert not SearchItem.objects.filter(group="gone").exists()


def test_a_rebuild_changes_no_page_that_is_kept(transactional_db):
    paged("Zebra on a page.")
    before = VersionReader().read()
    list(rebuild())
    assert VersionReader().read() == before


def test_a_document_and_its_editions_are_written_in_as_many_statements_as_one_of_them():
    document = paged("Zebra.").document
    EditionFactory(document=document, live=True, change_note="Zebra.")
    document.title = "Giraffe"
    with CaptureQueriesContext(connection) as asked:
        document.save()
    for table in ("search_searchtext", "search_lexemes"):
        assert sum(f"INTO {table} " in each["sql"].replace('"', "") for each in asked) == 1, table
    assert titles("zebra") == titles("giraffe") == ["Giraffe"]


def test_a_rebuild_finds_what_the_index_had_lost():
    post("Zebra")
    SearchItem.objects.all().delete()
    assert titles("zebra") == []
    list(rebuild())
    assert titles("zebra") == ["Zebra"]


def test_an_item_that_another_process_writes_at_the_same_moment_is_one_item(monkeypatch):
    row = post("Zebra")
    SearchItem.objects.all().delete()
    insert = indexing.insert

    def insert_as_the_second(model, *args):
        monkeypatch.setattr(indexing, "insert", insert)
        index(row)
        row.title = "Zebra and giraffe"
        index(row)  # by now the item has a name and a text
        return insert(model, *args)

    monkeypatch.setattr(indexing, "insert", insert_as_the_second)
    index(row)
    assert titles("zebra") == ["Zebra"]
    assert titles("giraffe") == []
    assert SearchItem.objects.count() == 1


def test_little_waits_to_be_sorted_into_the_index():
    """Every search reads all that waits."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite reads what was written last as it reads the rest.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'search_lexemes_words'")
        assert cursor.fetchone() == (["gin_pending_list_limit=256"],)


def test_the_command_says_how_much_can_be_found(capsys):
    post("Zebra")
    call_command("rebuild_search")
    told = capsys.readouterr()
    assert told.out == "1 items can be found.\n"
    assert "1/1" in told.err  # the progress bar


def test_while_no_worker_reads_a_new_edition_its_predecessor_is_superseded_and_its_title_found():
    old = paged("Zebra.", document=LiveDocumentFactory(title="Giraffe report", edition=None))
    EditionFileFactory(edition=EditionFactory(document=old.document, live=True), to_hand=True)  # being read
    assert titles("zebra") == []
    assert titles("giraffe") == ["Giraffe report"]
