import pytest

from lscb_site.text.telephone_digits import as_written, digits_of, number_of, numbers_in


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("+44 (0)20 7946 0000", "02079460000"),
        ("0044 20 7946 0000", "02079460000"),
        ("442079460000", "02079460000"),
        ("0808 800 5000", "08088005000"),
        ("+49 4421 9876543", "4944219876543"),
        ("0049 4421 9876543", "4944219876543"),
        ("٩٩٩", "999"),
    ],
)
def test_a_number_has_the_same_digits_however_it_is_written(typed, digits):
    assert digits_of(typed) == digits


def test_numbers_are_told_from_words():
    assert numbers_in("Camden (020) 7974 3317, or 101, room 12, B17") == ["02079743317", "101"]
    assert number_of("tel. 7974-3317") == "79743317"
    assert number_of("option 317") == ""


def test_a_number_is_written_in_groups_in_texts():
    assert {"02079743317", "020 7974 3317", "0207 974 3317", "44 20 7974 3317"} <= set(as_written("02079743317"))
    assert as_written("116000") == ["116000", "116 000"]
