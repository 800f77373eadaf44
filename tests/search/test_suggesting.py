"""What is suggested while somebody types, and in what order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb_site.search.suggesting import SHOWN, suggest
from tests.factories import AuthorityFactory, ContactPointFactory, GlossaryTermFactory, LiveDocumentFactory, PostFactory
from tests.search.queries import paged

pytestmark = pytest.mark.django_db


def words(typed) -> list[str]:
    return [each.words for each in suggest(typed)]


def test_titles_and_boroughs_come_before_terms():
    GlossaryTermFactory(term="Zed", also="zebra education department")
    LiveDocumentFactory(title="The Zebra Protocol")
    AuthorityFactory(short_name="Zebraham")
    assert words("zeb") == ["Zebraham", "The Zebra Protocol", "Zed"]


def test_the_term_that_begins_with_what_was_typed_comes_first():
    GlossaryTermFactory(term="coercive control", also="controlling behaviour")
    GlossaryTermFactory(term="consent", also="permission")
    assert words("conse") == ["consent"]
    assert [each for each in words("con") if each.startswith("c")] == ["consent", "coercive control"]


def test_many_titles_leave_room_for_terms():
    GlossaryTermFactory(term="Zed", also="zebra education department")
    for number in range(12):
        PostFactory(title=f"Zebra number {number}", live=True)
    found = words("zebra")
    assert len(found) == SHOWN
    assert found[-1] == "Zed"


def test_the_urgent_task_is_suggested(subtests):
    for typed in ["report a con", "worried about", "abuse"]:
        with subtests.test(typed):
            assert suggest(typed)[0].url == "/worried/"


def test_a_boroughs_number_is_a_task():
    assert ("Find a borough’s number", "/contacts/") in [(each.words, each.url) for each in suggest("boro")]


def test_the_glossary_leads_to_titles():
    GlossaryTermFactory()
    LiveDocumentFactory(title="The London Child Sexual Exploitation Operating Protocol")
    assert words("cse prot")[0] == "The London Child Sexual Exploitation Operating Protocol"
    assert words("child sexual exploitation prot")[0] == "The London Child Sexual Exploitation Operating Protocol"


def test_one_slip_is_forgiven_from_four_letters(subtests):
    for name in ("Hackney", "Greenwich", "Brent"):
        AuthorityFactory(short_name=name)
    LiveDocumentFactory(title="Exploitation")
    for typed, meant in [
        ("hackny", "Hackney"),
        ("hakcney", "Hackney"),
        ("grenwich", "Greenwich"),
        ("grenwi", "Greenwich"),
        ("exploitaton", "Exploitation"),
        ("hcakney", "Hackney"),
        ("berndt", ""),
        ("ackney", ""),
        ("bxyt", ""),
        ("brnet", "Brent"),
        ("hck", ""),
    ]:
        with subtests.test(typed):
            assert words(typed) == ([meant] if meant else [])


def test_a_slip_in_each_of_two_words_is_forgiven():
    PostFactory(title="Conference on children", live=True)
    assert words("confrence childern") == ["Conference on children"]


def test_nothing_is_forgiven_where_something_fits():
    PostFactory(title="Consent", live=True)
    PostFactory(title="Content", live=True)
    assert words("conten") == ["Content"]


def test_nothing_is_listed_twice():
    GlossaryTermFactory(term="Zebra", also="striped horse")
    LiveDocumentFactory(title="Zebra")
    found = suggest("zebra")
    assert [each.words for each in found] == ["Zebra"]
    assert found[0].url


def test_a_name_that_is_a_term_says_what_it_means():
    GlossaryTermFactory(term="ZED", also="zebra education department")
    for _ in range(2):
        ContactPointFactory(name="ZED")
    assert [(each.words, each.about) for each in suggest("zed")] == [("ZED", "zebra education department")]


def test_what_is_current_comes_before_what_was_superseded_which_says_so():
    old = paged("Text.", document=LiveDocumentFactory(title="Zebra", edition=None))
    old.document.succeeded_by = LiveDocumentFactory(title="Zebra, the newer protocol", edition__file__to_hand=True)
    old.document.save()
    found = suggest("zebra")
    assert [each.words for each in found] == ["Zebra, the newer protocol", "Zebra"]
    assert found[1].about.endswith(", superseded")


def test_the_order_is_the_same_every_time():
    for number in range(20):
        PostFactory(title=f"Zebra {number:02}", live=True)
    assert words("zebra") == words("zebra") == [f"Zebra {number:02}" for number in range(8)]


@pytest.mark.parametrize("typed", ["zebra", "zerba"])
def test_few_queries_are_asked(typed):
    LiveDocumentFactory(title="Zebra protocol")
    suggest(typed)
    with CaptureQueriesContext(connection) as asked:
        assert suggest(typed)
    ours = [each for each in asked if "search_searchname" in each["sql"] or "glossary" in each["sql"]]
    assert len(ours) <= 3


def test_on_the_loaded_site(loaded_site):
    assert "The London Child Sexual Exploitation Operating Protocol" in words("cse prot")
    assert words("hackny")[0] == "Hackney"
    assert words("grenwich")[0] == "Greenwich"
    assert any("xploitation" in each for each in words("exploitaton"))
    for typed in ("con", "mash", "cse", "child prot", "lad", "report", "nspcc", "cookies"):
        found = suggest(typed)
        assert len(found) <= SHOWN
        urls = [each.url for each in found if each.url]
        assert len(urls) == len(set(urls)), typed
        assert len({each.words.casefold() for each in found}) == len(found), typed
