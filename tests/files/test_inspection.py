import hashlib
import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from lscb_site.files import inspection, refusals
from lscb_site.files.inspection import Refused, inspect
from lscb_site.files.isolation import Crashed, OutOfMemory, TimedOut
from lscb_site.files.kinds import FileKind
from tests.samples import compound, documents, hostile, hostile_pdf

LIMIT = 20 * 1024 * 1024

GOOD = [
    (FileKind.PDF, documents.pdf),
    (FileKind.DOCX, documents.docx_),
    (FileKind.PPTX, documents.pptx_),
    (FileKind.XLSX, documents.xlsx),
    (FileKind.ODT, documents.odt),
]

# What the first and last bytes betray; no child process is needed.
BETRAYED_BY_BYTES = [
    ("empty.pdf", b"", "empty"),
    ("page.pdf", b"<!DOCTYPE html><html><body>hello</body></html>", "web_page"),
    ("page.docx", b"\xef\xbb\xbf\n <HTML><body>hello", "web_page"),
    ("page.pdf", "<html><body>".encode("utf-16"), "web_page"),
    ("drawing.pdf", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "svg"),
    ("run.pdf", b"#!/bin/sh\nrm -rf /\n", "script"),
    ("run.docx", b"<?php system($_GET['c']);", "script"),
    ("run.pdf", b"@echo off\r\ndel *", "script"),
    ("setup.pdf", hostile.EICAR_LIKE_PROGRAM, "program"),
    ("setup.docx", b"\x7fELF" + bytes(100), "program"),
    ("photo.pdf", b"\xff\xd8\xff\xe0" + bytes(100), "picture"),
    ("old.docx", b"{\\rtf1 hello}", "rich_text"),
    ("all.docx", b"7z\xbc\xaf\x27\x1c", "archive"),
    ("notes.pdf", b"just some words", "unknown"),
    ("late.pdf", hostile_pdf.behind_html(), "web_page"),
    ("late.pdf", b"\x00junk" + documents.pdf(), "leading_bytes"),
    ("half.pdf", hostile_pdf.truncated(), "truncated"),
    ("both.pdf", hostile_pdf.then_zip(), "trailing_bytes"),
    ("both.docx", hostile.zip_then_pdf(), "leading_bytes"),
    ("setup.docx", hostile.docx_behind_program(), "program"),
    ("page.html", b"<html>", "web_page"),
    ("drawing.svg", b"<svg/>", "svg"),
    ("letter.rtf", b"{\\rtf1 hello}", "rich_text"),
    ("scan.JPG", b"\xff\xd8\xff\xe0", "picture"),
    ("photo.heic", b"\0\0\0\x18ftypheic", "picture"),
    ("letterhead.dotx", documents.docx_(), "template"),
    ("numbers.csv", b"a,b", "plain_text"),
    ("sheet.ods", b"PK", "other_sheet"),
    ("talk.key", b"PK", "other_slides"),
    ("talk.ppsx", b"PK", "other_slides"),
    ("letter.pages", b"PK", "other_text"),
    ("mail.msg", b"PK", "email"),
    ("papers.zip", b"PK", "archive"),
    ("film.mp4", b"PK", "media_file"),
    ("leaflet.pub", b"PK", "publisher"),
    ("report.pdf.exe", documents.pdf(), "extension"),
    ("report", documents.pdf(), "no_extension"),
    (".pdf", documents.pdf(), "no_extension"),
    ("macro.docm", documents.docx_(), "macros"),
    ("figures.xls", b"", "empty"),
    ("figures.xls", compound.compound_file({"Workbook": b"x"}), "old_office"),
]

# What only the structure betrays: container, maker, reason.
BETRAYED_BY_STRUCTURE = [
    (hostile_pdf.javascript_on_opening, "javascript"),
    (hostile_pdf.javascript_in_names, "javascript"),
    (hostile_pdf.javascript_in_page_actions, "javascript"),
    (hostile_pdf.javascript_in_annotation, "javascript"),
    (hostile_pdf.javascript_hidden_by_name_escapes, "javascript"),
    (hostile_pdf.javascript_in_object_stream, "javascript"),
    (hostile_pdf.launch, "launch"),
    (hostile_pdf.embedded_file, "embedded_files"),
    (hostile_pdf.rich_media, "media"),
    (hostile_pdf.xfa, "xfa"),
    (hostile_pdf.password, "password"),
    (hostile_pdf.damaged, "damaged"),
    (hostile.docx_macro_part, "macros"),
    (hostile.docx_macro_main_type, "macros"),
    (hostile.docx_macro_part_renamed, "macros"),
    (hostile.docx_macros_in_embedded_workbook, "macros"),
    (hostile.docx_embedded_program, "embedded_files"),
    (hostile.docx_embedded_package, "embedded_files"),
    (hostile.docx_active_control, "active_content"),
    (hostile.docx_remote_template, "remote_template"),
    (hostile.docx_entities, "entities"),
    (hostile.docx_entities_in_utf16, "entities"),
    (hostile.docx_broken_xml, "damaged"),
    (hostile.docx_bomb, "bomb"),
    (hostile.docx_lying_bomb, "damaged"),
    (hostile.docx_overlapping, "bomb"),
    (hostile.docx_traversal, "unsafe_package"),
    (hostile.docx_backslashes, "unsafe_package"),
    (hostile.docx_same_name_twice, "unsafe_package"),
    (hostile.docx_symlink, "unsafe_package"),
    (hostile.docx_zip_encrypted, "password"),
    (hostile.docx_truncated, "truncated"),
    (hostile.docx_bad_checksum, "damaged"),
    (hostile.docx_with_tail, "trailing_bytes"),
    (hostile.docx_password, "password"),
    (hostile.odt_password, "password"),
    (hostile.odt_basic, "macros"),
    (hostile.odt_python, "macros"),
    (hostile.odt_event, "macros"),
    (hostile.odt_entities, "entities"),
    (hostile.odt_compressed_type, "unsafe_package"),
    (hostile.odp, "unknown"),
    (lambda: documents.packed({"a.txt": "hello"}), "archive"),
    (lambda: documents.doc(flags=0x0100), "password"),
    (lambda: documents.doc(Macros=None), "macros"),
    (lambda: documents.doc(**{"\x01Ole10Native": b"x"}), "embedded_files"),
    (lambda: documents.doc(WordDocument=b"\xdc\xa5"), "old_office"),
    (lambda: compound.compound_file({"PowerPoint Document": b"x"}), "old_office"),
]


def refusal_of(data, name, limit=LIMIT):
    with pytest.raises(Refused) as raised:
        inspect(io.BytesIO(data), name, max_bytes=limit)
    return raised.value


@pytest.mark.parametrize(("kind", "make"), GOOD)
def test_a_good_file_is_accepted_and_described(kind, make):
    data = make()
    found = inspect(io.BytesIO(data), f"Threshold guidance{kind.extension.upper()}", max_bytes=LIMIT)
    assert found.kind is kind
    assert found.size == len(data)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.safe_name == f"Threshold guidance{kind.extension}"
    assert found.remarks == ()


@pytest.mark.parametrize(("name", "data", "code"), BETRAYED_BY_BYTES)
def test_first_and_last_bytes_betray(name, data, code, monkeypatch):
    monkeypatch.setattr(inspection, "run_isolated", lambda *_, **__: pytest.fail("no parser was needed"))
    assert refusal_of(data, name).code == code


@pytest.mark.parametrize(("make", "code"), BETRAYED_BY_STRUCTURE)
def test_structure_betrays(make, code, examined):
    assert examined(make())["refused"] == code


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (hostile_pdf.javascript_on_opening, "a.pdf", "javascript"),
        (hostile.docx_bomb, "a.docx", "bomb"),
        (hostile.docx_password, "a.docx", "password"),
        (hostile.odp, "a.odt", "unknown"),
        (documents.docx_, "a.pdf", "wrong_type"),
        (documents.xlsx, "a.docx", "wrong_type"),
        (documents.doc, "a.docx", "old_office"),
    ],
)
def test_the_whole_way_through_the_child(make, name, code):
    assert refusal_of(make(), name).code == code


@pytest.mark.parametrize(
    ("make", "remark"), [(hostile_pdf.owner_password, "owner_password"), (hostile_pdf.lost_index, "repaired")]
)
def test_some_files_are_accepted_with_a_warning(make, remark):
    found = inspect(io.BytesIO(make()), "a.pdf", max_bytes=LIMIT)
    assert found.remarks == (remark,)
    assert found.remarks == (remark,)


def test_files_inside_a_file_are_named_in_the_refusal():
    refused = refusal_of(hostile_pdf.embedded_file(), "a.pdf")
    assert (
        refused.message == "This file has other files inside it: “notes.txt”. Save a copy without them and choose that."
    )


def test_what_a_stranger_calls_a_file_is_cut_short_and_shown_as_it_is():
    document = documents.new_pdf()
    names = [
        "<script>alert(1)</script>.js",
        "a" * 2000,
        "C:\\Users\\k\\\u202efdp.exe\x07\n%s",
        "\ud800",
        "plan.doc",
        "x",
    ]
    for number, name in enumerate(names):
        held = document.make_stream(b"x", Type=pikepdf.Name.EmbeddedFile)
        files = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, UF=_text_of(name), EF=pikepdf.Dictionary(F=held))
        document.Root[f"/Held{number}"] = document.make_indirect(files)
    message = refusal_of(documents.saved(document), "a.pdf").message
    assert message.startswith("This file has other files inside it: “")
    assert not any(sign in message for sign in "<>\u202e\x07\n\\%$\ud800")
    assert "aaaa…" in message
    assert message.count("“") == 3
    assert "and 2 more" in message
    assert len(message) < 300


def _text_of(name):
    return pikepdf.String(b"\xfe\xff" + name.encode("utf-16-be", "surrogatepass"))


def test_old_word_documents_are_a_setting(settings):
    assert refusal_of(documents.doc(), "a.doc").code == "old_office"
    settings.FILES_ALLOW_DOC = True
    assert inspect(io.BytesIO(documents.doc()), "a.doc", max_bytes=LIMIT).kind is FileKind.DOC


def test_size_limit_is_named_in_the_words_of_people():
    refused = refusal_of(documents.pdf(), "a.pdf", limit=1)
    assert refused.code == "too_large"
    assert "the limit is 1\xa0byte" in refused.message


@pytest.mark.parametrize(
    ("failure", "code"),
    [(TimedOut("x"), "too_slow"), (OutOfMemory("x"), "too_hungry"), (Crashed("SIGSEGV"), "not_examined")],
)
def test_an_examination_that_fails_refuses_the_file(failure, code, monkeypatch):
    def fail(*_, **__):
        raise failure

    monkeypatch.setattr(inspection, "run_isolated", fail)
    assert refusal_of(documents.pdf(), "a.pdf").code == code


@pytest.mark.parametrize("make", [SimpleUploadedFile, None])
def test_uploads_in_memory_and_on_disk_are_left_at_their_start(make):
    data = documents.pdf()
    if make:
        upload = make("a.pdf", data)
    else:
        upload = TemporaryUploadedFile("a.pdf", "application/pdf", len(data), None)
        upload.write(data)
    assert inspect(upload, upload.name, max_bytes=LIMIT).kind is FileKind.PDF
    assert upload.read() == data


def test_ordinary_coincidences_are_not_tricks(examined):
    document = documents.new_pdf(text="Type /JavaScript or /Launch here")
    font = document.pages[0].obj.Resources.Font.F1
    document.pages[0].obj.Resources.Font["/JS"] = font
    document.pages[0].obj.Resources.Font["/EF"] = font
    assert examined(documents.saved(document)) == {"kind": "pdf", "remarks": []}
    chart = hostile.docx_with({"word/embeddings/sheet.xlsx": documents.xlsx()})
    assert examined(chart) == {"kind": "docx", "remarks": []}
    assert examined(documents.docx_() + b"\r\n") == {"kind": "docx", "remarks": []}
    empty_basic = hostile.odt_with({"Basic/script-lc.xml": "<a/>", "Basic/Standard/script-lb.xml": "<a/>"})
    assert examined(empty_basic) == {"kind": "odt", "remarks": []}


def test_every_refusal_is_a_sentence_that_says_what_to_do():
    for code, sentence in refusals.SENTENCES.items():
        assert sentence.endswith("."), code
        assert any(word in sentence for word in ("hoose", "save a copy", "Try again")), code


def test_the_file_chooser_offers_what_is_allowed():
    assert inspection.accept_attribute() == ".pdf,.docx,.pptx,.xlsx,.odt"


def test_a_template_on_another_site_is_named_by_its_site_alone():
    with pytest.raises(Refused) as refused:
        inspect(io.BytesIO(hostile.docx_remote_template()), "letter.docx", max_bytes=LIMIT)
    sentence = refused.value.messages[0]
    assert "lies on another site: “evil.example”" in sentence
    assert "write Normal" in sentence


def test_a_file_inside_an_office_file_is_named():
    label = b"\x10\0\0\0\x02\0Names of children.xls\0C:\\Users\\a\0"
    data = hostile.docx_with(
        {"word/embeddings/oleObject1.bin": compound.compound_file({"\x01Ole10Native": label + bytes(40)})}
    )
    with pytest.raises(Refused, match=r"other files inside it: “Names of children\.xls”"):
        inspect(io.BytesIO(data), "letter.docx", max_bytes=LIMIT)
