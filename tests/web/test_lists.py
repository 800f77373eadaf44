import pytest
from django.template import Context, Template

from lscb_site.web.lists import page_of


@pytest.mark.parametrize(
    ("asked", "number", "note"),
    [
        (None, 1, ""),
        ("2", 2, ""),
        ("9", 3, "There is no page “9” in this list. This is page 3 of 3."),
        ("0", 3, "There is no page “0” in this list. This is page 3 of 3."),
        ("x", 1, "There is no page “x” in this list. This is page 1 of 3."),
    ],
)
def test_a_page_that_is_not_there_gives_the_nearest_and_says_so(asked, number, note):
    page, told = page_of(range(25), 10, asked)

    assert (page.number, told) == (number, note)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "?order=title"),
        ("kind=report&page=3&letter=A", "?kind=report&order=title"),
        ("order=newest", "?order=title"),
    ],
)
def test_a_link_to_other_choices_keeps_the_rest_and_starts_at_the_first_page(rf, query, expected):
    link = Template(
        "{% load filters %}{% autoescape off %}{% with_choices order='title' letter='' %}{% endautoescape %}"
    )

    assert link.render(Context({"request": rf.get(f"/?{query}")})) == expected
