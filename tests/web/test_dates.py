from datetime import date

import pytest

from lscb_site.web.dates import Precision


@pytest.mark.parametrize(
    ("precision", "words", "when", "machine"),
    [
        ("day", "18 March 2015", "on 18 March 2015", "2015-03-18"),
        ("month", "March 2015", "in March 2015", "2015-03"),
        ("year", "2015", "in 2015", "2015"),
    ],
)
def test_no_more_of_a_date_is_told_than_is_known(precision, words, when, machine):
    known, day = Precision(precision), date(2015, 3, 18)

    assert (known.words(day), known.when(day), known.machine(day)) == (words, when, machine)
