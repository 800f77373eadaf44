import shutil

import pytest

from lscb_site.content.loading.sequence import CONTENT


@pytest.fixture
def texts(tmp_path):
    """A copy of the texts, without the demonstration files, to change."""
    return shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("demonstration", "*.py"))
