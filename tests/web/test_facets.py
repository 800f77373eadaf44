from lscb_site.web.facets import Facets

ITEMS = [
    (1, [("kind", "report"), ("topic", "mash"), ("topic", "cse")]),
    (2, [("kind", "report"), ("topic", "cse")]),
    (3, [("kind", "protocol"), ("topic", "cse")]),
    (4, []),
]
ALL = {1, 2, 3, 4}


def test_items_have_every_label_that_is_asked_for():
    facets = Facets(ITEMS)
    assert facets.narrowed(ALL, []) == ALL
    assert facets.narrowed(ALL, {("kind", "report")}) == {1, 2}
    assert facets.narrowed(ALL, {("kind", "report"), ("topic", "mash")}) == {1}
    assert facets.narrowed({2, 3}, {("kind", "report")}) == {2}


def test_what_nobody_has_leaves_nothing_and_is_remembered_by_nobody():
    facets = Facets(ITEMS)
    assert facets.narrowed(ALL, {("kind", "form")}) == set()
    assert facets.narrowed(ALL, {("colour", "red")}) == set()
    assert facets.values("colour") == []
    assert sorted(facets.values("kind")) == ["protocol", "report"]


def test_a_choice_counts_in_the_place_of_what_is_asked_of_its_own_facet():
    counts = Facets(ITEMS).counts(ALL, {("kind", "report")})
    assert counts == {
        ("kind", "report"): 2,
        ("kind", "protocol"): 1,  # chosen instead of report
        ("topic", "mash"): 1,
        ("topic", "cse"): 2,  # beside report
    }


def test_counts_are_of_the_items_given():
    assert Facets(ITEMS).counts({2, 3}, set())["topic", "mash"] == 0
