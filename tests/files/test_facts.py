import pytest

from lscb_site.files.facts import facts_in_words
from lscb_site.files.kinds import FileKind
from resources.models import EditionFile


@pytest.mark.parametrize(
    ("kind", "size", "pages", "words"),
    [
        (FileKind.PDF, 319_488, 8, "PDF, 312 KB, 8 pages"),
        (FileKind.PDF, 12, 1, "PDF, 1 KB, 1 page"),
        (FileKind.PDF, 1_468_006, None, "PDF, 1.4 MB"),
        (FileKind.PPTX, 2048, 12, "PowerPoint presentation, 2 KB, 12 slides"),
        (FileKind.XLSX, 2048, 1, "Excel spreadsheet, 2 KB, 1 sheet"),
    ],
)
def test_facts(kind, size, pages, words):
    assert facts_in_words(kind, size, pages).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_file_to_follow_has_none():
    assert EditionFile().facts == ""
