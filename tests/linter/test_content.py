"""The Board's own content is read without one remark."""

import pytest

from lscb_site.linter.keeping import read_all
from lscb_site.linter.models import LintRemark

pytestmark = pytest.mark.slow


def test_nothing_is_said_of_the_boards_own_content(loaded_site):
    summary = read_all()
    assert summary.things > 200
    assert list(LintRemark.objects.values_list("code", "title", "sentence")) == []
