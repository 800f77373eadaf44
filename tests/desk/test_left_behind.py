"""What somebody who has left asked for: it is shown as theirs, and to who can go on with it."""

import pytest

from lscb_site.desk.attention.gathering import Desk
from tests.desk.needing import a_submission, left_behind

pytestmark = pytest.mark.django_db


def test_a_colleague_whose_account_is_closed_is_named_as_such(editor, publisher):
    left_behind(editor)
    (need,) = [need for need in Desk(editor).needs if need.code == "left-behind"]
    assert "by Ada Lovelace, whose account is closed: “The date is wrong.”" in str(need.things)
    a_submission(editor, title="Still waits")
    editor.is_active = False
    editor.save()
    (need,) = [need for need in Desk(publisher).needs if need.code == "submitted"]
    assert "whose account is closed" in str(need.things)
