"""Words that stand for others."""

import pytest
from pikepdf import Array

from lscb_site.files import finders
from tests.samples import documents, spoken_pdf
from tests.samples.tagged import Words, pdf, tag


@pytest.fixture
def found_in(tmp_path):
    def find(data):
        (tmp_path / "file.pdf").write_bytes(data)
        return {each["code"]: each["places"] for each in finders.find(str(tmp_path / "file.pdf"), "pdf")}

    return find


@pytest.mark.parametrize("make", spoken_pdf.HIDING)
def test_other_words_than_the_page_shows_are_found(make, found_in):
    assert found_in(make()) == {"spoken_text": ({"place": "Page 1", "excerpt": spoken_pdf.NAME},)}


@pytest.mark.parametrize("make", spoken_pdf.INNOCENT)
def test_the_same_words_in_another_form_are_not(make, found_in):
    assert found_in(make()) == {}


def test_a_tree_without_end_says_that_it_was_not_looked_at(found_in, monkeypatch):
    monkeypatch.setattr("lscb_site.files.finders.pdf.substitutes.MAX_ELEMENTS", 1000)
    document = pdf(tag("Document", tag("P", Words("Child A"))))
    paragraph = document.Root.StructTreeRoot.K[0].K[0]
    paragraph.K = Array([paragraph, paragraph])
    assert found_in(documents.saved(document)) == {"not_checked": ({"place": "Its tags", "excerpt": ""},)}
