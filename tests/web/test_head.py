import pytest

from lscb_site.web.head import DESCRIPTION, LONGEST_TITLE, cut, page_description, page_title


@pytest.mark.parametrize(
    ("title", "section", "whole"),
    [
        ("News", "", "News – London Safeguarding Children Board"),
        ("London Safeguarding Children Board", "", "London Safeguarding Children Board"),
        ("The London Child Protection Procedures", "", "The London Child Protection Procedures – London SCB"),
        ("A title", "News", "A title – News – London Safeguarding Children Board"),
        ("word " * 10 + "end", "News", "word " * 10 + "end – News"),
        ("word " * 20, "News", "word " * 10 + "word… – News"),
        ("x" * 80, "", "x" * 64 + "…"),
    ],
)
def test_a_title_has_as_much_of_the_sites_name_as_fits(title, section, whole):
    assert page_title(title, section) == whole
    assert len(whole) <= LONGEST_TITLE


def test_two_pages_of_one_long_title_are_told_apart_by_their_section():
    assert page_title("word " * 20, "News") != page_title("word " * 20, "Documents")


def test_a_short_description_says_whose_page_it_is():
    assert page_description("Papers") == "Papers. On the site of the London Safeguarding Children Board."
    assert page_description("Papers?").startswith("Papers? On")
    assert len(page_description("x")) >= DESCRIPTION[0]
    assert page_description("") == ""


def test_a_long_description_ends_after_a_word():
    assert page_description("word " * 40) == "word " * 31 + "word…"
    assert page_description("One\n line,   two\tspaces, and words enough to be a description.") == (
        "One line, two spaces, and words enough to be a description."
    )


def test_what_fits_is_left_as_it_is():
    assert cut("x" * 65, 65) == "x" * 65
