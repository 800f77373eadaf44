import pytest

from lscb_contacts.finding.postcode_parsing import AREAS, NotAPostcode, read_postcode


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("SE1 7PB", ["SE1 7PB"]),
        ("se17pb", ["SE1 7PB"]),
        ("  Se1   7Pb ", ["SE1 7PB"]),
        ("s e 1 7 p b", ["SE1 7PB"]),
        ("SE1-7PB", ["SE1 7PB"]),
        ("SE1\N{NO-BREAK SPACE}7PB", ["SE1 7PB"]),
        ("se1", ["SE1"]),
        ("SE1 7", ["SE1 7"]),
        ("se1 7p", ["SE1 7P"]),
        ("se17p", ["SE1 7P"]),
        # Without a space it may be either; with one it is not.
        ("se17", ["SE17", "SE1 7"]),
        ("SE17 1", ["SE17 1"]),
        ("E11", ["E11", "E1 1"]),
        ("W1A", ["W1A"]),
        ("w1a1aa", ["W1A 1AA"]),
        ("ec1a 1bb", ["EC1A 1BB"]),
        ("e1", ["E1"]),
        ("ZZ1 1ZZ", ["ZZ1 1ZZ"]),
        ("SE1\0 7PB", ["SE1 7PB"]),
        ("SE１ 7PB", ["SE1 7PB"]),  # a full-width digit
        # Slips come after what needs none, and only into areas that exist.
        ("SEI 7PB", ["SE1 7PB"]),
        ("E1S", ["E1S", "E15", "E1 5"]),
        ("W18 1AA", ["W18 1AA", "W1B 1AA"]),
        ("1G1 1AA", ["IG1 1AA", "L61 1AA"]),
    ],
)
def test_what_was_typed_can_mean(typed, readings):
    assert [str(reading) for reading in read_postcode(typed)] == readings


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "E",
        "London",
        "SE1 7PBX",
        "SE1 CIK",
        "7PB",
        "SE1 7PB SE1 7PB",
        "\0",
        "😀",
        "MASH",
        "SE1 7PB SW2 5SG",
        "SE01 7PB",
        "A" * 10_000,
        "1 " * 10_000,
    ],
)
def test_what_cannot_be_a_postcode_is_refused(typed):
    with pytest.raises(NotAPostcode) as refusal:
        read_postcode(typed)
    assert refusal.value.args == (), "An exception may be logged: it says nothing of what was typed"


def test_the_areas_are_those_of_royal_mail():
    assert len(AREAS) == 124
    assert "ZZ" not in AREAS
