"""A program that says other things of its rows than the one before notices that the index is not its own."""

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from lscb_site.search import written_by
from lscb_site.search.models import SearchIndex, SearchText
from lscb_site.search.tasks import migrated, rebuild_index, wake_rebuilder
from tests.factories import PostFactory
from tests.search.queries import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def another_program(monkeypatch):
    """The index has a row, and then the program is upgraded to one that finds something else."""
    PostFactory(title="Zebra", live=True)
    monkeypatch.setattr(written_by, "digest", lambda: "another program")


def checked(capsys) -> str:
    call_command("check", databases=["default"])
    return capsys.readouterr().err


def test_an_index_of_this_program_is_nothing_to_speak_of(capsys):
    PostFactory(title="Zebra", live=True)
    assert not written_by.is_stale()
    assert "search.W001" not in checked(capsys)
    migrated()
    wake_rebuilder()
    assert not DBTaskResult.objects.exists()


def test_the_check_says_what_to_do(another_program, capsys):
    assert "rebuild_search" in checked(capsys)
    call_command("rebuild_search", verbosity=0)
    assert "search.W001" not in checked(capsys)


def test_migrate_starts_it_through_the_worker(another_program):
    migrated()
    assert DBTaskResult.objects.get().task_path == "lscb_site.search.tasks.rebuild_index"
    rebuild_index.call()
    assert not written_by.is_stale()
    assert titles("zebra") == ["Zebra"]


def test_the_clock_starts_it_when_it_starts(another_program, monkeypatch):
    # The test's transaction lives on this connection.
    monkeypatch.setattr("lscb_site.operations.management.commands.clock.close_old_connections", lambda: None)
    call_command("clock", beats=1)
    assert DBTaskResult.objects.filter(task_path="lscb_site.search.tasks.rebuild_index").exists()


def test_it_is_done_once_however_often_it_was_asked_for(another_program, monkeypatch):
    call_command("rebuild_search", verbosity=0)
    monkeypatch.setattr("lscb_site.search.tasks.rebuild", lambda: pytest.fail("It was done again."))
    rebuild_index.call()


def test_an_empty_index_is_of_whoever_migrates(monkeypatch):
    SearchIndex.objects.all().delete()
    monkeypatch.setattr(written_by, "digest", lambda: "another program")
    migrated()
    assert SearchIndex.objects.get().written_by == "another program"
    assert not DBTaskResult.objects.exists()


def test_without_its_table_it_says_nothing(capsys, monkeypatch):
    monkeypatch.setattr(SearchText._meta, "db_table", "nor_this_one")
    migrated()
    monkeypatch.setattr(SearchIndex._meta, "db_table", "not_made_yet")
    assert "search.W001" not in checked(capsys)


@pytest.mark.parametrize(
    "module",
    [
        "news.search",
        "resources.search",
        "lscb_contacts.search",
        "lscb_site.pages.models",
        "resources.models.documents",  # the words for its kinds are copied
        "lscb_site.search.indexing",
    ],
)
def test_a_change_of_what_is_found_makes_another_program(module, monkeypatch, tmp_path):
    before, file_of = written_by.digest(), written_by.inspect.getfile
    changed = tmp_path / "changed.py"
    changed.write_text("def found(self): return None")
    monkeypatch.setattr(
        written_by.inspect, "getfile", lambda found: str(changed) if found.__name__ == module else file_of(found)
    )
    assert written_by.digest.__wrapped__() != before


def test_a_change_of_something_else_does_not(monkeypatch):
    read = []
    file_of = written_by.inspect.getfile
    monkeypatch.setattr(written_by.inspect, "getfile", lambda found: read.append(found.__name__) or file_of(found))
    written_by.digest.__wrapped__()
    assert not {"news.views", "lscb_site.search.views", "django.db.models.base"} & set(read)
