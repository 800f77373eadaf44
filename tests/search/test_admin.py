"""Editors look after the glossary, pin results and see what was sought in vain."""

import pytest

from lscb_site.search.models import GlossaryTerm, MissedPhrase, PinnedResult
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def test_an_editor_adds_a_term(editor_client):
    PostFactory(title="Contextual safeguarding", live=True)
    answer = editor_client.post(
        "/admin/search/glossaryterm/add/", {"term": "CS", "also": "contextual safeguarding\n", "meaning": ""}
    )
    assert answer.status_code == 302
    assert GlossaryTerm.objects.get().forms == ["CS", "contextual safeguarding"]
    assert "Contextual safeguarding" in editor_client.get("/search/", {"q": "cs"}).content.decode()


def test_a_form_without_words_is_refused_beside_its_field(editor_client):
    answer = editor_client.post(
        "/admin/search/glossaryterm/add/", {"term": "CS", "also": "fine\n!!!", "meaning": "Kept."}
    )
    assert "“!!!” has no word in it." in answer.content.decode()
    assert "Kept." in answer.content.decode()


def test_an_editor_pins_a_page(editor_client):
    post = PostFactory(title="What to do", live=True)
    data = {"phrase": "Missing child", "address": post.get_absolute_url(), "position": 0}
    assert editor_client.post("/admin/search/pinnedresult/add/", data).status_code == 302
    again = editor_client.post("/admin/search/pinnedresult/add/", data)
    assert "This page is pinned for this phrase already." in again.content.decode()
    assert PinnedResult.objects.get().words == "missing child"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"phrase": "missing", "address": "/nowhere/"}, "No page that the search knows has this address."),
        ({"phrase": "!!!", "address": ""}, "Give at least one word, of letters or figures."),
    ],
)
def test_a_pin_that_leads_nowhere_is_refused(editor_client, data, said):
    post = PostFactory(live=True)
    data = data | {"position": 0, "address": data["address"] or post.get_absolute_url()}
    assert said in editor_client.post("/admin/search/pinnedresult/add/", data).content.decode()


def test_searches_in_vain_are_listed_from_the_fifth_time_on(editor_client):
    MissedPhrase.objects.create(digest="a", phrase="county lines", count=7)
    MissedPhrase.objects.create(digest="b", count=4)
    shown = editor_client.get("/admin/search/missedphrase/").content.decode()
    assert "county lines" in shown
    assert "seen too seldom" not in shown
    assert editor_client.get("/admin/search/missedphrase/add/").status_code == 403


def test_the_menu_names_them(editor_client):
    shown = editor_client.get("/admin/everything/").content.decode()
    for words in ("Glossary", "Results that come first", "Searches that found nothing"):
        assert words in shown
