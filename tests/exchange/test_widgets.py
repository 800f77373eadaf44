"""What one cell may hold."""

import pytest

from lscb_site.exchange.widgets import YesOrNo


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("yes", True), ("Yes ", True), ("TRUE", True), ("1.0", True), ("no", False), ("FALSE", False), ("", False)],
)
def test_yes_or_no_as_people_and_spreadsheets_write_it(typed, meant):
    assert YesOrNo().clean(typed) is meant


@pytest.mark.parametrize("typed", ["perhaps", "2", "check"])
def test_anything_else_is_refused_with_what_to_write(typed):
    with pytest.raises(ValueError, match="Write yes or no"):
        YesOrNo().clean(typed)


@pytest.mark.parametrize("stored", [True, False])
def test_what_goes_out_comes_back(stored):
    assert YesOrNo().clean(YesOrNo().render(stored)) is stored
