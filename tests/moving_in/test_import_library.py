"""An old library comes in: all of it or what it can, as drafts, once."""

from datetime import date
from hashlib import sha256

import pytest
from django.contrib.redirects.models import Redirect
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from lscb_site.audit.models import Entry
from lscb_site.files.content_store import content_store
from lscb_site.moving_in import bringing_in
from resources.models import Document, Edition, EditionFile, PrivateFinding, Publisher
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory
from tests.samples.documents import docx_, pdf
from tests.samples.hiding import SECRET
from tests.samples.hiding_word_parts import word_comment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_document_with_two_editions_and_an_appendix(old_library, client, publisher_client):
    old_library.file("2013/protocol.pdf")
    old_library.file("2015/protocol.pdf")
    old_library.file("2015/forms.docx", docx_("Form A"))
    protocol = {"title": "CSE protocol", "kind": "Protocol", "summary": "What to do.", "old_address": "/docs/cse.pdf"}
    old_library.rows(
        protocol | {"file": "2013/protocol.pdf", "edition": "1", "date": "September 2013"},
        protocol | {"file": "2015/protocol.pdf", "edition": "2nd edition", "date": "18 March 2015"},
        protocol | {"file": "forms.docx", "edition": "2", "file_title": "Forms to fill in"},
    )
    assert old_library.outcomes() == ["comes in"] * 3
    assert not old_library.failed
    document = Document.objects.get()
    assert (document.title, document.kind, document.summary, document.state) == (
        "CSE protocol",
        "protocol",
        "What to do.",
        "draft",
    )
    first, second = document.editions.order_by("number")
    assert (first.effective_date, first.date_precision, first.state) == (date(2013, 9, 1), "month", "draft")
    assert (second.effective_date, second.date_precision) == (date(2015, 3, 18), "day")
    assert [(file.role, file.title, file.name) for file in second.files.all()] == [
        ("main", "CSE protocol", "protocol.pdf"),
        ("appendix", "Forms to fill in", "forms.docx"),
    ]
    assert {file.reading for file in EditionFile.objects.all()} == {"pending"}
    assert client.get(document.get_absolute_url()).status_code == 404
    document.publish()
    assert client.get("/docs/cse.pdf", follow=True).redirect_chain == [(document.get_absolute_url(), 301)]
    assert Entry.objects.get(act="imported").detail == "3 rows. Brought in: 3."


def test_a_dry_run_changes_nothing_and_says_the_same(old_library):
    old_library.file("good.pdf")
    old_library.file("bad.pdf", b"no pdf at all")
    old_library.rows(
        {"file": "good.pdf", "old_address": "/good.pdf"},
        {"file": "bad.pdf"},
        {"file": "gone.pdf"},
        {"file": "good.pdf"},
    )
    tried = old_library.bring_in("--dry-run")
    outcomes = [row["what becomes of it"] for row in tried]
    assert outcomes == ["would come in", "is refused", "is refused", "is a duplicate"]
    assert old_library.failed.startswith("2 rows were refused")
    assert not Document.objects.exists()
    assert not Redirect.objects.exists()
    assert not Entry.objects.exists()
    assert content_store().names_of(sha256((old_library.folder / "good.pdf").read_bytes()).hexdigest()) == []
    done = old_library.bring_in()
    assert [row | {"what becomes of it": ""} for row in done] == [row | {"what becomes of it": ""} for row in tried]


def test_stopped_and_started_again(old_library, monkeypatch):
    names = [f"{number}.pdf" for number in range(4)]
    for name in names:
        old_library.file(name)
    old_library.rows(*({"file": name} for name in names))
    add_to, calls = bringing_in.add_to, []

    def killed(*args):
        calls.append(args)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return add_to(*args)

    monkeypatch.setattr(bringing_in, "add_to", killed)
    with pytest.raises(KeyboardInterrupt):
        old_library.bring_in()
    assert Document.objects.count() == 2
    assert len(old_library.report.read_text(encoding="utf-8-sig").splitlines()) == 3
    assert old_library.outcomes() == ["is there already"] * 2 + ["comes in"] * 2
    assert Document.objects.count() == EditionFile.objects.count() == 4
    assert old_library.outcomes() == ["is there already"] * 4
    assert Document.objects.count() == 4


def test_what_readers_have_is_not_touched(old_library):
    """A file for an edition that is published would be published with it."""
    live = EditionFactory(live=True, document=DocumentFactory(live=True, title="Our protocol"), number=1)
    waiting = EditionFileFactory(edition=live, title="Our protocol")
    gone = DocumentFactory(live=True, title="Old advice")
    gone.withdraw("It was wrong.")
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        old_library.file(name)
    old_library.rows(
        {"file": "one.pdf", "title": "our  PROTOCOL", "edition": "1"},
        {"file": "two.pdf", "title": "Our protocol", "edition": "2"},
        {"file": "three.pdf", "title": "Old advice"},
    )
    refused, second, withdrawn = old_library.bring_in()
    assert "1st edition is published" in refused["remarks"]
    assert "was withdrawn" in withdrawn["remarks"]
    waiting.refresh_from_db()
    assert not waiting.file
    assert second["what becomes of it"] == "comes in"
    assert Edition.objects.get(number=2).state == "draft"
    assert not Edition.objects.get(number=2).is_live


def test_an_editor_who_publishes_meanwhile_is_noticed(old_library, monkeypatch):
    old_library.file("one.pdf")
    old_library.file("two.pdf")
    old_library.rows({"file": "one.pdf", "title": "A"}, {"file": "two.pdf", "title": "A", "edition": "1"})
    add_to = bringing_in.add_to

    def and_publish(edition, *args):
        done = add_to(edition, *args)
        Edition.objects.update(state="published", publish_from="2020-01-01T00:00Z")
        return done

    monkeypatch.setattr(bringing_in, "add_to", and_publish)
    assert old_library.outcomes() == ["comes in", "is refused"]
    assert EditionFile.objects.count() == 1


def test_duplicates_are_named(old_library):
    content = pdf(text="Here already")
    EditionFileFactory(content=content, edition__document__title="What we have")
    old_library.file("known.pdf", content)
    old_library.file("first.pdf", pdf(text="Twice"))
    old_library.file("again.pdf", pdf(text="Twice"))
    old_library.rows({"file": "known.pdf"}, {"file": "first.pdf"}, {"file": "again.pdf"})
    known, first, again = old_library.bring_in()
    assert first["what becomes of it"] == "comes in"
    assert {row["what becomes of it"] for row in (known, again)} == {"is a duplicate"}
    assert known["remarks"] == "The library has this file: What we have, 1st edition."
    assert again["remarks"] == "It has the same bytes as the file of row 3."


def test_a_row_that_is_refused_does_not_count_for_the_next(old_library):
    content = pdf(text="The same")
    old_library.file("a.pdf", content)
    old_library.file("b.pdf", content)
    old_library.rows({"file": "a.pdf", "title": "x" * 201}, {"file": "b.pdf"})
    refused, good = old_library.bring_in()
    assert "title: " in refused["remarks"]
    assert good["what becomes of it"] == "comes in"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([{"edition": "1"}, {"edition": "1", "role": "main"}], "has the document itself already (row 2)"),
        ([{"edition": "1"}, {}], "Say which one the file is of"),
        (
            [{"edition": "1", "old_address": "/o"}, {"title": "B", "old_address": "/O"}],
            "leads to /resources/a/ already",
        ),
        ([{}, {"title": "B", "old_address": "/news/"}], "The site answers at this address itself"),
        ([{}, {"title": "B", "old_address": "/get.asp?id=3"}], "Leave out the ? and the rest"),
        ([{}, {"title": "B", "edition": "e" * 81}], "edition: "),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused_and_the_others_come_in(old_library, rows, sentence):
    for number, row in enumerate(rows):
        row["file"] = old_library.file(f"{number}.pdf").name
    old_library.rows(*({"title": "A"} | row for row in rows))
    done = old_library.bring_in()
    assert [row["what becomes of it"] for row in done] == ["comes in", "is refused"]
    assert sentence in done[1]["remarks"]
    assert old_library.failed.startswith("1 row was refused")
    assert EditionFile.objects.count() == 1


def test_what_stays_as_it_is_is_said(old_library):
    for name in ("1.pdf", "2.pdf"):
        old_library.file(name)
    old_library.rows(
        {"file": "1.pdf", "title": "A", "edition": "1", "date": "2015"},
        {"file": "2.pdf", "title": "A", "edition": "2", "date": "2013", "kind": "guidance", "summary": "Other words"},
    )
    assert old_library.bring_in()[1]["remarks"] == (
        "kind: “report” stays. summary: “nothing” stays. "
        "date: The editions have another order by their dates than by their numbers."
    )


def test_two_titles_that_make_one_address(old_library):
    for name in ("1.pdf", "2.pdf"):
        old_library.file(name)
    old_library.rows({"file": "1.pdf", "title": "A & B"}, {"file": "2.pdf", "title": "A – B"})
    assert [row["address"] for row in old_library.bring_in()] == ["/resources/a-b/", "/resources/a-b-2/"]
    assert set(Document.objects.values_list("slug", flat=True)) == {"a-b", "a-b-2"}


def test_what_a_file_hides_is_listed_and_holds_it_back(old_library):
    old_library.file("letter.docx", word_comment())
    old_library.rows({"file": "letter.docx", "title": "Letter"})
    (row,) = old_library.bring_in()
    assert row["to look at"].startswith("comment")
    assert SECRET not in old_library.said + old_library.report.read_text()
    assert "To be looked at by a publisher first, under “Hidden things in files”: 1." in old_library.said
    assert PrivateFinding.objects.filter(file__edition__document__title="Letter").exists()
    with pytest.raises(Exception, match=r"\w"):
        Document.objects.get().publish()


def test_old_addresses_that_come_later_lead_on_and_follow_a_draft(old_library, client):
    old_library.file("a.pdf")
    old_library.rows({"file": "a.pdf", "title": "A"})
    old_library.bring_in()
    old_library.rows({"file": "a.pdf", "title": "A", "old_address": "/old/a.pdf; /older/a.pdf"})
    assert old_library.outcomes() == ["is there already"]
    document = Document.objects.get()
    document.slug = "renamed"
    document.save()
    document.publish()
    for path in ("/old/a.pdf", "/older/a.pdf"):
        assert client.get(path).headers["Location"] == "/resources/renamed/"


def test_labels_are_set(old_library):
    publisher = Publisher.objects.create(name="London Councils", slug="lc")
    old_library.file("a.pdf")
    old_library.rows({"file": "a.pdf", "publisher": "london councils"})
    old_library.bring_in()
    assert Document.objects.get().publisher == publisher


def test_what_lies_beside_and_is_not_named(old_library):
    old_library.file("a.pdf")
    old_library.file("notes/left.pdf")
    old_library.rows({"file": "a.pdf"})
    assert old_library.bring_in()[-1] == {
        "row": "",
        "file": "notes/left.pdf",
        "what becomes of it": "is not in the sheet",
        "document": "",
        "edition": "",
        "address": "",
        "remarks": "",
        "to look at": "",
    }
    assert "Files of the folder that are not in the sheet: 1." in old_library.said


@pytest.mark.parametrize("option", ["folder", "sheet", "report"])
def test_what_cannot_be_opened_stops_it_before_anything_is_done(old_library, option):
    old_library.file("a.pdf")
    old_library.rows({"file": "a.pdf"})
    paths = {"folder": old_library.folder, "sheet": old_library.sheet, "report": old_library.report}
    paths[option] = old_library.folder / "none" / "there"
    with pytest.raises(CommandError, match=f"{paths[option]} "):
        call_command("import_library", paths["folder"], "--sheet", paths["sheet"], "--report", paths["report"])
    assert not Document.objects.exists()


def test_a_first_file_that_fails_takes_nothing_with_it(old_library, monkeypatch):
    """What it had begun is undone: the next row of the document makes it."""
    for name in ("1.pdf", "2.pdf"):
        old_library.file(name)
    old_library.rows({"file": "1.pdf", "title": "A", "edition": "1"}, {"file": "2.pdf", "title": "A", "edition": "2"})
    add_to = bringing_in.add_to

    def fails_once(*args):
        monkeypatch.setattr(bringing_in, "add_to", add_to)
        raise IntegrityError

    monkeypatch.setattr(bringing_in, "add_to", fails_once)
    first, second = old_library.bring_in()
    assert "Somebody changed this document meanwhile" in first["remarks"]
    assert second["what becomes of it"] == "comes in"
    assert [edition.number for edition in Document.objects.get().editions.all()] == [2]
