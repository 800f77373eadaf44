"""The check of files that are there already, and what the worker makes of one that was not checked at upload."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from lscb_site.files import private_check
from lscb_site.files.isolation import TimedOut
from resources import private_content, reading
from resources.models import Edition, EditionFile, PrivateFinding
from resources.uploading import attach
from tests.factories import EditionFactory, LiveDocumentFactory
from tests.samples import reviews
from tests.samples.documents import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def attached(content=None, **facts):
    edition = EditionFactory(document=LiveDocumentFactory(), live=True)
    row = EditionFile(edition=edition, title="A file", **facts)
    attach(row, SimpleUploadedFile("a.pdf", content or reviews.review()))
    return row


def as_before_the_check():
    """A site that was upgraded: nobody has looked into its files."""
    PrivateFinding.objects.all().delete()
    EditionFile.objects.update(private_check=EditionFile.PrivateCheck.PENDING, reading="done")


def test_the_command_finds_what_is_live_and_prints_no_word_of_it(capsys):
    attached()
    attached(pdf(text="Nothing is hidden here"))
    as_before_the_check()
    with pytest.raises(CommandError, match="1 of 2 files must be looked at"):
        call_command("check_private", verbosity=0)
    said = capsys.readouterr()
    assert "readers have it: words under a box or a picture" in said.out
    assert reviews.UNDER_THE_BOX not in said.out + said.err
    assert PrivateFinding.objects.get().places == [{"place": "Page 2", "excerpt": reviews.UNDER_THE_BOX}]


def test_the_worker_looks_into_the_files_of_a_site_that_was_upgraded():
    row = attached()
    as_before_the_check()
    assert row.edition.is_live  # it stays so: nobody is asked before anybody can answer
    while reading.read_next():
        pass
    assert PrivateFinding.objects.get().code == "covered_text"
    assert EditionFile.objects.get(pk=row.pk).private_check == EditionFile.PrivateCheck.DONE


def test_an_answer_stays_where_the_same_is_found_again(publisher):
    attached()
    finding = PrivateFinding.objects.get()
    finding.may_be_public("The name is of an author.", publisher)
    list(private_content.check_all())
    assert PrivateFinding.objects.get().reason == "The name is of an author."


def test_an_answer_ends_where_more_is_found(publisher):
    row = attached()
    finding = PrivateFinding.objects.get()
    finding.may_be_public("The name is of an author.", publisher)
    PrivateFinding.objects.update(places=[{"place": "Page 1", "excerpt": "less"}])
    list(private_content.check_all())
    assert PrivateFinding.objects.get(file=row).is_open


def test_other_bytes_have_their_own_findings(publisher):
    row = attached()
    PrivateFinding.objects.get().may_be_public("The name is of an author.", publisher)
    attach(row, SimpleUploadedFile("b.pdf", pdf(text="Nothing is hidden here")))
    assert not PrivateFinding.objects.exists()
    attach(row, SimpleUploadedFile("a.pdf", reviews.review()))
    assert PrivateFinding.objects.get().is_open


def test_what_takes_longer_than_an_editor_waits_is_left_to_the_worker(monkeypatch):
    def too_long(*args, **options):
        raise TimedOut("took too long")

    with monkeypatch.context() as patched:
        patched.setattr(private_check, "run_isolated", too_long)
        row = attached()
    assert row.private_check == row.PrivateCheck.PENDING
    assert "still being checked" in row.why_held_back
    assert row in EditionFile.objects.waiting_to_be_read(timezone.now())
    reading.read_next()
    assert "words under a box" in EditionFile.objects.get(pk=row.pk).why_held_back


def test_what_cannot_be_checked_at_all_must_be_looked_at_by_a_person(monkeypatch):
    row = attached()
    as_before_the_check()

    def too_long(*args, **options):
        raise TimedOut("took too long")

    monkeypatch.setattr(reading, "findings_in", too_long)
    for _ in range(len(reading.PAUSES) + 1):
        EditionFile.objects.update(read_after=None)
        reading.read_next()
    assert PrivateFinding.objects.get(file=row).code == "not_checked"
    assert not EditionFile.objects.waiting_to_be_read(timezone.now()).exists()


def test_findings_of_other_bytes_than_the_row_has_now_are_not_kept():
    row = attached(pdf(text="Nothing is hidden here"))
    before = EditionFile.objects.get(pk=row.pk)
    attach(row, SimpleUploadedFile("b.pdf", pdf(text="Other words")))
    private_content.keep(before, private_content.NOT_CHECKED)
    assert not PrivateFinding.objects.exists()


def test_it_is_told_only_of_files_that_readers_have():
    row = attached()
    assert PrivateFinding.objects.open().of_live_files().count_files() == 1
    Edition.objects.filter(pk=row.edition_id).update(state="draft")
    assert PrivateFinding.objects.open().of_live_files().count_files() == 0


def test_an_answer_about_other_bytes_that_look_the_same_is_none(publisher):
    row = attached()
    PrivateFinding.objects.get().may_be_public("The name is of an author.", publisher)
    attach(row, SimpleUploadedFile("a.pdf", reviews.review() + b"\n"))  # the same words, in another file
    assert PrivateFinding.objects.get().is_open
