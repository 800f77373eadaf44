import pytest

from resources.models import EditionFile
from resources.templatetags.library import facts


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ({"file": "a.pdf", "kind": "pdf", "size": 319_488, "pages": 8}, "PDF, 312 KB, 8 pages"),
        ({"file": "a.pdf", "kind": "pdf", "size": 12, "pages": 1}, "PDF, 1 KB, 1 page"),
        ({"file": "a.pdf", "kind": "pdf", "size": 1_468_006, "pages": None}, "PDF, 1.4 MB"),
        ({"file": "a.pptx", "kind": "pptx", "size": 2048, "pages": 12}, "PowerPoint presentation, 2 KB, 12 slides"),
        ({"file": "a.xlsx", "kind": "xlsx", "size": 2048, "pages": 1}, "Excel spreadsheet, 2 KB, 1 sheet"),
        ({"file": ""}, ""),
    ],
)
def test_facts(file, words):
    assert facts(EditionFile(**file)).replace("\N{NO-BREAK SPACE}", " ") == words
