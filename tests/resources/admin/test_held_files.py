"""The screen of one file: what it holds, who may answer, a clean copy, and erasing it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lscb_site.files.content_store import content_store
from resources.admin.held_files import file_address
from resources.models import EditionFile, ErasedFile, PrivateFinding
from resources.uploading import attach
from tests.editing.browser_form import untouched
from tests.factories import EditionFactory, EditionFileFactory, LiveDocumentFactory, PrivateFindingFactory
from tests.samples import reviews

pytestmark = pytest.mark.django_db

HIDDEN = "Rosalind Achterberg"


@pytest.fixture
def file():
    """Of a live edition, with a name under a box, and an author in its properties."""
    found = EditionFileFactory(edition=EditionFactory(document=LiveDocumentFactory(), live=True), to_hand=True)
    PrivateFindingFactory(file=found, code="property_person", places=[{"place": "Author", "excerpt": "A. Writer"}])
    PrivateFindingFactory(file=found)
    return found


def answer(client, file, **changes):
    screen = client.get(file_address(file))
    prefix = f"private-{file.pk}-covered_text"
    return client.post(
        file_address(file),
        {"_answer": "1", "seen": screen.context["seen"], f"{prefix}-looked": "on", f"{prefix}-reason": "An author."}
        | {f"{prefix}-{name}": value for name, value in changes.items()},
        follow=True,
    )


def test_it_says_where_what_and_what_to_do_to_staff_alone(editor_client, client, file):
    screen = editor_client.get(file_address(file)).text
    for words in (
        HIDDEN,
        "Page 3",
        "Words under a box or a picture",
        "A box drawn over words",
        "Readers have this file now",
    ):
        assert words in screen, words
    assert "A. Writer" in screen
    assert "Only a publisher can say that this may be public." in screen
    assert client.get(file_address(file)).status_code == 302  # to sign in


def test_an_editor_does_not_answer(editor_client, file):
    assert editor_client.post(file_address(file), {"_answer": "1"}).status_code == 403
    assert PrivateFinding.objects.open().exists()


def test_a_publisher_answers_and_the_history_has_no_word_of_what_was_found(publisher_client, file, publisher):
    told = answer(publisher_client, file).text
    finding = PrivateFinding.objects.get(code="covered_text")
    assert (finding.reason, finding.answered_by) == ("An author.", publisher)
    assert "May be public:" in told
    said = LogEntry.objects.latest("pk").get_change_message()
    assert "An author." in said
    assert HIDDEN not in said


@pytest.mark.parametrize("missing", [{"looked": ""}, {"reason": " "}])
def test_half_an_answer_is_none(publisher_client, file, missing):
    told = answer(publisher_client, file, **missing)
    assert "errorlist" in told.text
    assert PrivateFinding.objects.open().exists()


def test_what_was_found_meanwhile_is_looked_at_too(publisher_client, file):
    screen = publisher_client.get(file_address(file))
    PrivateFindingFactory(file=file, code="comment")
    prefix = f"private-{file.pk}-covered_text"
    given = {"_answer": "1", "seen": screen.context["seen"], f"{prefix}-looked": "on", f"{prefix}-reason": "An author."}
    publisher_client.post(file_address(file), given)
    assert PrivateFinding.objects.open().count() == 2


def test_the_desk_says_that_readers_have_it_until_it_is_answered(publisher_client, file):
    assert "A file that readers have holds what its pages do not show" in publisher_client.get("/admin/").text
    chosen = publisher_client.get(reverse("admin:resources_privatefinding_changelist"), {"waits": "live"})
    assert [row.pk for row in chosen.context["cl"].result_list] == [PrivateFinding.objects.get(code="covered_text").pk]
    answer(publisher_client, file)
    assert "show" not in publisher_client.get("/admin/").text.partition("What needs you")[2].partition("</section>")[0]


def test_of_a_draft_it_says_that_it_waits(publisher_client, file):
    file.edition.return_to_draft()
    assert "A file of a draft holds what its pages do not show" in publisher_client.get("/admin/").text


def test_the_list_leads_to_the_screen_of_the_file(editor_client, file):
    finding = PrivateFinding.objects.first()
    address = reverse("admin:resources_privatefinding_change", args=[finding.pk])
    assert editor_client.get(address).url == file_address(file)


def test_a_file_of_another_edition_is_not_found_there(publisher_client, file):
    other = EditionFactory()
    address = reverse("admin:resources_edition_file", args=[other.pk, file.pk])
    assert publisher_client.get(address).status_code == 404


# A clean copy -----------------------------------------------------------------------------------------------------


@pytest.fixture
def letter():
    """A draft's Word file with a name in a tracked deletion."""
    row = EditionFile(edition=EditionFactory(), title="The letter")
    attach(row, SimpleUploadedFile("letter.docx", reviews.letter()))
    return row


def test_a_clean_copy_is_offered_looked_at_and_used(editor_client, letter):
    assert {finding.code for finding in letter.open_findings} == {"tracked_deletion"}
    offered = editor_client.post(file_address(letter), {"_clean": "1"})
    copy = offered.context["copy"]
    assert "deleted words that are kept as tracked changes" in offered.text
    assert EditionFile.objects.get().sha256 == letter.sha256  # nothing is changed yet
    address = reverse("admin:resources_edition_file_copy", args=[letter.edition_id, letter.pk, copy["signature"]])
    seen = editor_client.get(address)
    assert seen.status_code == 200
    assert "no-store" in seen.headers["Cache-Control"]
    editor_client.post(file_address(letter), {"_use": copy["signature"]})
    used = EditionFile.objects.get()
    assert used.sha256 != letter.sha256
    assert not used.open_findings
    assert content_store().fault_of(used.file.name, used.size) is None


def test_a_copy_of_other_bytes_than_the_file_has_now_is_not_used(editor_client, letter):
    signature = editor_client.post(file_address(letter), {"_clean": "1"}).context["copy"]["signature"]
    attach(letter, SimpleUploadedFile("other.docx", reviews.letter() + b""))
    attach(letter, SimpleUploadedFile("table.xlsx", reviews.table()))
    editor_client.post(file_address(letter), {"_use": signature})
    assert EditionFile.objects.get().kind == "xlsx"


@pytest.mark.parametrize("signature", ["x", "x:y:z", "%00"])
def test_a_signature_that_is_none_is_not_found(editor_client, letter, signature):
    address = reverse("admin:resources_edition_file_copy", args=[letter.edition_id, letter.pk, signature])
    assert editor_client.get(address).status_code == 404
    assert editor_client.post(file_address(letter), {"_use": signature}, follow=True).status_code == 200
    assert EditionFile.objects.get().sha256 == letter.sha256


def test_where_nothing_can_be_taken_out_it_says_so(editor_client):
    row = EditionFile(edition=EditionFactory(), title="Referrals")
    attach(row, SimpleUploadedFile("review.pdf", reviews.review()))
    told = editor_client.post(file_address(row), {"_clean": "1"})
    assert told.context["copy"] is None
    assert "Nothing that was found in this file can be taken out here" in told.text


def test_an_editor_cleans_nothing_that_is_live(editor_client, file):
    assert editor_client.post(file_address(file), {"_clean": "1"}).status_code == 403
    assert editor_client.post(file_address(file), {"_use": "x"}).status_code == 403


# Erasing ----------------------------------------------------------------------------------------------------------


def erase_address(file):
    return reverse("admin:resources_edition_file_erase", args=[file.edition_id, file.pk, file.sha256])


def test_an_administrator_erases_with_a_reason(administrator_client, client, file):
    address = file.get_absolute_url()
    screen = administrator_client.get(erase_address(file))
    assert str(file.edition) in screen.text
    form = untouched(screen, reason="It named a child.", sure="on")
    told = administrator_client.post(erase_address(file), form, follow=True)
    assert "may keep a copy for a day" in told.text
    assert client.get(address).status_code == 410
    assert "It named a child." in LogEntry.objects.latest("pk").get_change_message()
    assert not EditionFile.objects.get(pk=file.pk).file


@pytest.mark.parametrize("missing", ["reason", "sure"])
def test_it_asks_for_a_reason_and_whether_that_is_meant(administrator_client, file, missing):
    form = untouched(
        administrator_client.get(erase_address(file)), **{"reason": "Why not.", "sure": "on"} | {missing: ""}
    )
    form.pop("sure") if missing == "sure" else None
    assert "errorlist" in administrator_client.post(erase_address(file), form).text
    assert not ErasedFile.objects.exists()


def test_a_publisher_does_not_erase(publisher_client, file):
    assert "Erase this file" not in publisher_client.get(file_address(file)).text
    assert publisher_client.post(erase_address(file), {"reason": "Why not.", "sure": "on"}).status_code == 403
    assert not ErasedFile.objects.exists()


def test_what_a_correction_replaced_is_erased_too(administrator_client, client, file):
    before, address, place = erase_address(file), file.get_absolute_url(), file.file.name
    attach(file, SimpleUploadedFile("clean.pdf", reviews.review()))
    assert content_store().exists(place)  # kept for the record
    assert "Erase “file.pdf” for good" in administrator_client.get(file_address(file)).text
    form = untouched(administrator_client.get(before), reason="It named a child.", sure="on")
    administrator_client.post(before, form)
    assert not content_store().exists(place)
    assert "It named a child." in client.get(address).text
    assert EditionFile.objects.get(pk=file.pk).is_available


def test_bytes_that_the_file_never_had_are_not_erased_by_it(administrator_client, file):
    other = EditionFileFactory(content=b"%PDF-1.7 other")
    address = reverse("admin:resources_edition_file_erase", args=[file.edition_id, file.pk, other.sha256])
    assert administrator_client.post(address, {"reason": "Why not.", "sure": "on"}).status_code == 404
    assert EditionFile.objects.get(pk=other.pk).is_available


def test_a_disk_that_does_not_let_go_is_told_and_nothing_is_lost(administrator_client, file, monkeypatch):
    def fail(name):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(content_store(), "destroy", fail)
    form = untouched(administrator_client.get(erase_address(file)), reason="It named a child.", sure="on")
    told = administrator_client.post(erase_address(file), form)
    assert "Nothing was erased: the disk did not let go of it." in told.text
    assert EditionFile.objects.get(pk=file.pk).is_available


def test_the_list_costs_the_same_whatever_its_length(publisher_client):
    address = reverse("admin:resources_privatefinding_changelist")
    publisher_client.get(address)
    counted = []
    for number in range(30):
        PrivateFindingFactory(file__content=f"%PDF {number}".encode())
        if number in (2, 29):
            with CaptureQueriesContext(connection) as asked:
                assert len(publisher_client.get(address).context["cl"].result_list) == number + 1
            counted.append(len(asked))
    assert counted[0] == counted[1] <= 15
