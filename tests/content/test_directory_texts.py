"""The directory files hold the numbers that were found, and none that was rejected."""

import re

import pytest

from tests.content.facts import DIRECTORY, EMAILS, HELPLINES, PROFESSIONALS, REJECTED
from tests.content.starting_content import ALL_POSTS, CONTENT, DEMONSTRATION, table

PURPOSES = {"front_door", "out_of_hours", "professionals"}


@pytest.mark.parametrize(
    ("slug", "gss_code", "tile", "front_door", "out_of_hours"),
    [[cell.strip() for cell in line.split("|")] for line in DIRECTORY.strip().splitlines()],
)
def test_an_authority_keeps_its_code_its_tile_and_its_numbers(slug, gss_code, tile, front_door, out_of_hours):
    authority = next(row for row in table("authorities") if row["slug"] == slug)
    assert (authority["gss_code"], f"{authority['col']} {authority['row']}") == (gss_code, tile)
    phones = {(row["purpose"], row["phone"]) for row in table("contact_points") if row["authority"] == slug}
    expected = {
        ("front_door", front_door),
        ("out_of_hours", out_of_hours),
        ("professionals", PROFESSIONALS.get(slug, "")),
    }
    assert phones == {pair for pair in expected if pair[1] or pair[0] == "front_door"}


def test_there_are_thirty_three_authorities_each_with_its_own_tile():
    rows = table("authorities")
    assert [row["gss_code"] for row in rows] == [f"E09{number:06}" for number in range(1, 34)]
    assert len({(row["col"], row["row"]) for row in rows}) == len({row["slug"] for row in rows}) == 33
    assert all(row["council_url"].startswith("http") and row["police_unit"] for row in rows)


def test_email_addresses_are_exact_and_belong_to_the_front_door():
    found = {row["authority"]: row["email"] for row in table("contact_points") if row["email"]}
    assert found == EMAILS
    assert all(row["purpose"] == "front_door" for row in table("contact_points") if row["email"])


def test_every_number_has_a_source_and_a_name_and_a_known_purpose():
    known = {row["slug"] for row in table("authorities")}
    for row in table("contact_points"):
        assert row["authority"] in known
        assert row["purpose"] in PURPOSES
        assert row["name"]
        assert not row["phone"] or (row["source"] and row["source_as_of"])
        assert row["phone"] or (row["web"] and row["note"])


def test_hours_are_given_only_where_a_page_stated_them():
    assert {row["authority"] for row in table("contact_points") if row["hours_note"]} == {"lambeth"}
    assert {row["contact_point"].partition("/")[0] for row in table("opening_hours")} == {"lambeth"}
    assert "hours" not in table("helplines")[0]


def test_no_rejected_number_is_printed_in_any_text():
    for path in [*CONTENT.glob("*.csv"), *CONTENT.glob("*/*.md"), *DEMONSTRATION.glob("sources/*.md")]:
        digits = re.sub(r"(?<=\d)[ \-/](?=\d)", "", path.read_text(encoding="utf-8"))
        assert not [number for number in REJECTED if number in digits], path.name


@pytest.mark.parametrize("slug", ["croydon", "islington"])
def test_a_contradicted_night_number_is_left_out_and_the_note_says_why(slug):
    rows = [row for row in table("contact_points") if row["authority"] == slug]
    assert [row["purpose"] for row in rows] == ["front_door"]
    assert rows[0]["note"]


def test_boards_cover_every_authority_and_shared_boards_are_shared():
    boards = {row["slug"]: row for row in table("boards")}
    covered = [slug for row in boards.values() for slug in row["authorities"].split(";")]
    assert sorted(covered) == sorted(row["slug"] for row in table("authorities"))
    shared = {tuple(row["authorities"].split(";")) for row in boards.values() if ";" in row["authorities"]}
    assert shared == {
        ("city-of-london", "hackney"),
        ("hammersmith-and-fulham", "kensington-and-chelsea", "westminster"),
    }
    assert len(boards) == 30
    for slug in ("kingston-upon-thames", "richmond-upon-thames"):
        assert boards[slug]["note"]  # that they share a chair


def test_helplines_are_exact():
    assert {row["slug"]: row["phone"] for row in table("helplines")} == HELPLINES


def test_every_phone_number_in_a_text_is_one_of_the_helplines():
    for post in ALL_POSTS:
        for number in re.findall(r"\b0[\d ]{8,}\d\b", post.content):
            assert number in HELPLINES.values()
