"""What a frightened person types brings what to do; what a practitioner types brings the library."""

import pytest

from lscb_site.search.distress import is_worry
from tests.factories import HelplineFactory, LiveDocumentFactory


@pytest.mark.parametrize(
    "text",
    [
        "abuse", "Abuse?", "child abuse", "hitting", "someone is hurting me", "he touched me", "I'm scared",
        "not safe at home", "grooming", "neglect", "report", "how do i report abuse", "who do I tell",
        "worried about a child next door", "my stepdad hits me", "missing child", "999", "help", "Help me please",
        "he HIT me", "the neighbours are screaming", "child left alone",
    ],
)  # fmt: skip
def test_a_worry(text):
    assert is_worry(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "…", "neglect toolkit", "MASH information sharing agreement", "child sexual exploitation protocol",
        "consent", "missing overnight", "Hackney", "escalation policy", "report of the university of Greenwich",
        "harm caused outside the home guidance", "18 March 2015", "020 7946 0000",
    ],
)  # fmt: skip
def test_a_question_for_the_library(text):
    assert not is_worry(text)


@pytest.mark.django_db
class TestThePage:
    def test_what_to_do_stands_above_the_results(self, client):
        HelplineFactory(name="NSPCC", phone="0808 800 5000")
        LiveDocumentFactory(title="A report on child abuse")
        page = client.get("/search/", {"q": "child abuse"}).content.decode()
        assert page.index('class="steps"') < page.index("A report on child abuse")

    def test_once_and_without_advice_on_spelling_where_nothing_is_found(self, client):
        page = client.get("/search/", {"q": "my stepdad hurts me"}).content.decode()
        assert page.count('class="steps"') == 1
        assert "spelling" not in page
        assert "No page here answers that. Call one of the numbers above." in page

    def test_the_words_of_a_worry_are_not_put_right(self, client):
        LiveDocumentFactory(title="What we shared")
        page = client.get("/search/", {"q": "I am scared"}).content.decode()
        assert "Showing results for" not in page

    def test_below_what_was_not_found_where_the_question_is_another(self, client):
        page = client.get("/search/", {"q": "zzzzqq"}).content.decode()
        assert page.index("Nothing found") < page.index('class="steps"')

    @pytest.mark.parametrize("typed", ["my stepdad hurts me", "SE1 7PB"])
    def test_somebody_who_may_be_watched_can_leave_quickly(self, client, typed):
        assert "data-quick-exit" in client.get("/search/", {"q": typed}).content.decode()

    def test_who_is_at_work_sees_no_button_to_leave(self, client):
        assert "data-quick-exit" not in client.get("/search/", {"q": "information sharing agreement"}).content.decode()
