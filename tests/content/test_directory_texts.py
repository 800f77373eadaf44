"""The directory files hold the numbers that were found, and none that was rejected."""

import re

import pytest

from tests.content.facts import DIRECTORY, EMAILS, HELPLINES, LADO, PROFESSIONALS, REJECTED
from tests.content.starting_content import ALL_POSTS, CONTENT, DEMONSTRATION, table

PURPOSES = {"front_door", "out_of_hours", "professionals", "lado", "referral_form", "thresholds"}
PAGES = {"referral_form", "thresholds"}


@pytest.mark.parametrize(
    ("slug", "gss_code", "tile", "front_door", "out_of_hours"),
    [[cell.strip() for cell in line.split("|")] for line in DIRECTORY.strip().splitlines()],
)
def test_an_authority_keeps_its_code_its_tile_and_its_numbers(slug, gss_code, tile, front_door, out_of_hours):
    authority = next(row for row in table("authorities") if row["slug"] == slug)
    assert (authority["gss_code"], f"{authority['col']} {authority['row']}") == (gss_code, tile)
    rows = [row for row in table("contact_points") if row["authority"] == slug]
    phones = {(row["purpose"], row["phone"]) for row in rows if row["phone"] or row["purpose"] == "front_door"}
    expected = {
        ("front_door", front_door),
        ("out_of_hours", out_of_hours),
        ("professionals", PROFESSIONALS.get(slug, "")),
        ("lado", LADO.get(slug, "")),
    }
    assert phones == {pair for pair in expected if pair[1] or pair[0] == "front_door"}


def test_there_are_thirty_three_authorities_each_with_its_own_tile():
    rows = table("authorities")
    assert [row["gss_code"] for row in rows] == [f"E09{number:06}" for number in range(1, 34)]
    assert len({(row["col"], row["row"]) for row in rows}) == len({row["slug"] for row in rows}) == 33
    assert all(row["council_url"].startswith("http") and row["police_unit"] for row in rows)


def test_email_addresses_are_exact():
    points = table("contact_points")
    assert {f"{row['authority']}/{row['purpose']}": row["email"] for row in points if row["email"]} == EMAILS


def test_every_number_has_a_source_and_a_name_and_a_known_purpose():
    known = {row["slug"] for row in table("authorities")}
    for row in table("contact_points"):
        assert row["authority"] in known
        assert row["purpose"] in PURPOSES
        assert row["name"]
        assert not row["phone"] or (row["source"] and row["source_as_of"])
        assert row["phone"] or row["email"] or row["web"]
        assert row["purpose"] not in PAGES or (row["web"] and not row["phone"])


def test_a_note_for_callers_holds_no_word_on_sources():
    for row in table("contact_points"):
        for word in ("agree", "source", "misprint", "left out", "copy", "found"):
            if not row["note"].startswith("Sources disagree"):  # which a caller must know
                assert word not in row["note"], row


def test_no_rejected_number_is_printed_in_any_text():
    for path in [*CONTENT.glob("*.csv"), *CONTENT.glob("*/*.md"), *DEMONSTRATION.glob("sources/*.md")]:
        digits = re.sub(r"(?<=\d)[ \-/](?=\d)", "", path.read_text(encoding="utf-8"))
        assert not [number for number in REJECTED if number in digits], path.name


@pytest.mark.parametrize("slug", ["croydon", "islington"])
def test_a_contradicted_night_number_is_left_out_and_the_note_says_why(slug):
    rows = [row for row in table("contact_points") if row["authority"] == slug]
    assert not [row for row in rows if row["purpose"] == "out_of_hours"]
    assert "left out" in rows[0]["source_note"]


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


def test_three_boroughs_shared_a_partnership_until_2021_and_one_of_them_has_its_own():
    three, own = (
        next(row for row in table("partnerships") if row["slug"] == slug)
        for slug in (
            "local-safeguarding-children-partnership",
            "hammersmith-and-fulham-local-safeguarding-children-partnership",
        )
    )
    assert three["active_until"] == "2021-03-31"
    assert (own["follows"], own["authorities"]) == (three["slug"], "hammersmith-and-fulham")


def test_a_partnership_has_a_source_and_none_is_named_where_none_was_found():
    rows = table("partnerships")
    assert all(row["source"] and row["source_as_of"] for row in rows)
    working = {slug for row in rows if not row["active_until"] for slug in row["authorities"].split(";")}
    assert {row["slug"] for row in table("authorities")} - working == {
        *("barking-and-dagenham", "ealing", "waltham-forest"),
        *("kensington-and-chelsea", "westminster"),
    }


def test_helplines_are_exact():
    assert {row["slug"]: row["phone"] for row in table("helplines")} == HELPLINES


def test_every_phone_number_in_a_text_is_one_of_the_helplines():
    for post in ALL_POSTS:
        for number in re.findall(r"\b0[\d ]{8,}\d\b", post.content):
            assert number in HELPLINES.values()


def test_numbers_in_doubt_are_marked_and_say_why():
    marked = {f"{row['authority']}/{row['purpose']}": row for row in table("contact_points") if row["check_first"]}
    assert {*marked} == {
        *("barking-and-dagenham/lado", "bexley/lado", "haringey/lado", "kingston-upon-thames/lado"),
        *("richmond-upon-thames/lado", "brent/out_of_hours", "wandsworth/front_door"),
        *("westminster/front_door", "westminster/out_of_hours"),
    }
    assert all(row["phone"] and row["note"] for row in marked.values())


def test_the_mark_says_check_it_first_and_no_note_says_it_alone():
    assert not [row for row in table("contact_points") if "check" in f"{row['note']} {row['source_note']}".lower()]
