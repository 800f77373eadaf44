"""The command: everything or nothing, in words, with the demonstration files or without."""

import inspect
import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from lscb_contacts.models import Authority
from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import ContentProblem
from lscb_site.content.loading.sequence import load
from lscb_site.content.models import LoadedItem
from lscb_site.running import preparing
from resources.models import Comparison, EditionFile

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_one_bad_text_leaves_nothing_loaded(texts):
    places = texts / "places.csv"
    places.write_text("".join(places.read_text().splitlines(keepends=True)[:20]))  # the others would prove no more
    first = min((texts / "documents").glob("*.md"))  # labels and the whole directory come before it
    first.write_text(first.read_text().replace("title:", "titel:", 1))
    with pytest.raises(ContentProblem, match=rf"content/documents/{re.escape(first.name)}, titel: is not known here"):
        load(texts)
    assert not LoadedItem.objects.exists()
    assert not Authority.objects.exists()


def test_it_says_that_nothing_is_new(loaded_site, capsys):
    call_command("load_content")
    assert capsys.readouterr().out.startswith("Nothing new: ")


def test_it_stops_with_the_place_of_the_problem(monkeypatch):
    def fail(**options):
        raise ContentProblem("content/topics.csv, line 3, slug: is missing.")

    monkeypatch.setattr("lscb_site.content.management.commands.load_content.load", fail)
    with pytest.raises(CommandError, match=r"line 3, slug: is missing\.\nNothing was loaded\."):
        call_command("load_content")


def test_demonstration_copies_are_there_flagged_and_read(loaded_site):
    files = EditionFile.objects.exclude(file="")
    assert files.count() == 13
    assert all(file.is_demonstration and file.size and file.sha256 for file in files)
    assert {file.kind for file in files} == {"pdf", "docx", "pptx"}
    assert {file.reading for file in files} == {"done"}
    # A Word file has no pages of its own until a program lays it out.
    assert all(file.pages for file in files if file.kind != "docx")
    assert not EditionFile.objects.filter(file="", is_demonstration=True).exists()


def test_the_two_editions_to_hand_are_compared(loaded_site):
    comparison = Comparison.objects.live().get()
    assert comparison.compared_at
    assert comparison.changes["counts"]["edited"] > 0


def test_demonstration_copies_are_taken_only_where_they_are_asked_for(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "lscb_site.content.management.commands.load_content.load", lambda **options: asked.append(options) or Ledger()
    )
    call_command("load_content")
    call_command("load_content", demonstration=True)
    assert asked == [{"demonstration": False}, {"demonstration": True}]


def test_only_make_run_asks_for_them():
    told = (settings.BASE_DIR / "compose.yaml").read_text() + (settings.BASE_DIR / "Procfile").read_text()
    assert "load_content" in told
    assert "--demonstration" not in told
    assert 'call_command("load_content", demonstration=True' in inspect.getsource(preparing.prepare)
