import pytest

from lscb_site.notices.linking import with_numbers_linked

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("No number.", "No number."),
        (
            "Call 020 7946 0000 now.",
            f'Call <a class="number" href="tel:+44-20-7946-0000">020{NO_BREAK}7946{NO_BREAK}0000</a> now.',
        ),
        ("Call 999.", 'Call <a class="emergency" href="tel:999">999</a>.'),
        ("In 1999 and 9990", "In 1999 and 9990"),
        ("<b>020 79</b>", "&lt;b&gt;020 79&lt;/b&gt;"),
    ],
)
def test_numbers_become_links_and_everything_else_is_text(text, shown):
    assert with_numbers_linked(text) == shown


def test_two_numbers_and_what_stands_between_them():
    shown = with_numbers_linked("Call 020 7946 0000 & 999, or 0800 1111.")
    assert shown.count("<a ") == 3
    assert " &amp; " in shown
    assert shown.index("7946") < shown.index("tel:999") < shown.index("1111")


def test_a_number_twice_is_a_link_twice():
    assert with_numbers_linked("020 7946 0000 or 020 7946 0000").count("<a ") == 2


def test_a_number_with_spaces_that_do_not_break_is_one():
    assert with_numbers_linked(f"Call 020{NO_BREAK}7946{NO_BREAK}0000.").count("<a ") == 1


def test_a_number_in_full_width_figures_stays_as_it_is_and_the_next_is_a_link():
    shown = with_numbers_linked("Call ０２０ ７９４６ ００００, or 0800 1111.")
    assert shown.startswith("Call ０２０ ７９４６ ００００, or <a ")
    assert shown.count("<a ") == 1
