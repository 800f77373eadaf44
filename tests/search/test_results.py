from datetime import date

import pytest

from lscb_site.search.results import Place, drawn
from lscb_site.search.searchable import Beside


@pytest.mark.parametrize(
    ("label", "text_url", "behind"),
    [
        ("Page <2>", "/text/#page-2", '<span class="visually-hidden"> of Tom &amp; Jo (PDF)</span>'),
        ("Page <2>", "", '<span class="visually-hidden"> in Tom &amp; Jo</span>'),
    ],
)
def test_a_link_to_a_place_says_of_what_it_is(label, text_url, behind):
    place = Place(1, 2, 3, label, '/file"/#page=2', text_url)
    assert place.link("Tom & Jo") == f'<a href="/file&quot;/#page=2">Page &lt;2&gt;{behind}</a>'


def test_a_place_that_is_called_as_the_whole_is_named_once():
    assert Place(1, 2, 0, "MASH", "/mash/", "").link("MASH") == '<a href="/mash/">MASH</a>'


def test_what_is_drawn_beside_one_result_is_not_shown_beside_another():
    first, second = (
        drawn(Beside((("superseded", ""),), date(2015, 3, 18))),
        drawn(Beside((), date(2015, 3, 1), "month")),
    )
    assert "18 March 2015" in first
    assert "state--superseded" in first
    assert '<time datetime="2015-03">March 2015</time>' in second
    assert "state--" not in second
