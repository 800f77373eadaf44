"""What a frightened person types brings what to do; what a practitioner types brings the library."""

import csv
import re
import time
import unicodedata
from pathlib import Path

import pytest

from lscb_site.search.distress.languages import FILE, folded, languages
from lscb_site.search.distress.reading import signals_in
from lscb_site.search.distress.words import LISTS, may_be_misspelt, ordinary, sections, signals, words_of
from lscb_site.search.distress.worries import worry_in
from lscb_site.search.models import DistressPhrase, MissedPhrase
from tests.factories import DistressPhraseFactory, HelplineFactory, LiveDocumentFactory

pytestmark = pytest.mark.django_db
JUDGED = list(
    csv.DictReader(Path(__file__).with_name("judged").joinpath("distress.csv").read_text("utf-8").splitlines())
)


@pytest.mark.parametrize(
    "text",
    [
        "abuse", "Abuse?", "child abuse", "hitting", "someone is hurting me", "he touched me", "I'm scared",
        "I’m scared",
        "not safe at home", "grooming", "neglect", "report", "how do i report abuse", "who do I tell",
        "worried about a child next door", "my stepdad hits me", "missing child", "999", "help", "Help me please",
        "he HIT me", "the neighbours are screaming", "child left alone", "my stepdad keeps hitting us",
        "theres a kid screaming next door", "refer a child", "my son is carrying drugs for older boys",
        "they are going to cut my sister", "a man online wants pictures of me", "abusd", "hiting", "grooomed",
        "neglekt",
        "safegard", "im scard", "plz help", "sum1 is hurtin me", "wot do i do", "my 14 year old has not come home",
        "is it ok for my stepdad to smack me", "mum is always drunk and there is no food",
        "concerned for a childs welfare",
        "neglect in Brent", "i told the board that my dad hits me", "he hit her at the conference", "dont feel safe",
        "don`t feel safe", "child locked in car", "my partner hits me in front of the kids",
    ],
)  # fmt: skip
def test_a_worry(text):
    assert worry_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "…", "neglect toolkit", "MASH information sharing agreement", "child sexual exploitation protocol",
        "consent", "missing overnight", "Hackney", "escalation policy", "report of the university of Greenwich",
        "harm caused outside the home guidance", "18 March 2015", "020 7946 0000", "annual report", "neglect 2015",
        "CSE protocol 2nd edition", "report of the Greenwich study", "missing children statistics", "shared",
        "referral pathway flowchart", "looked at", "policies", "London council", "stream", "group", "waiting",
    ],
)  # fmt: skip
def test_a_question_for_the_library(text):
    assert not worry_in(text)


def test_another_persons_judgement():
    shown = {line["words"]: "yes" if worry_in(line["words"]) else "no" for line in JUDGED}
    assert shown == {line["words"]: line["shown"] for line in JUDGED}


@pytest.mark.parametrize(
    ("text", "is_childs"),
    [
        ("someone is hurting me", True), ("my dad hits me", True), ("i am 14 and my daughter is scared", True),
        ("im scared", True), ("my daughter is being groomed", False), ("i am 34 and my dad hits me", False),
        ("who do i tell", False), ("my neighbour is hurting her kids", False), ("a child told me he is hurt", False),
    ],
)  # fmt: skip
def test_who_speaks(text, is_childs):
    assert worry_in(text).is_childs is is_childs


@pytest.mark.parametrize(
    ("text", "asks"), [("who do i tell", True), ("report abuse", True), ("abuse", True), ("he keeps hitting us", False)]
)
def test_whether_the_question_is_what_to_do(text, asks):
    assert worry_in(text).asks_what_to_do is asks


def test_ten_thousand_characters_are_read_in_no_time():
    start = time.process_time()
    for text in ("neglekt in the hous of lords " * 345, "zzqwert " * 1250, "my " * 3300):
        signals_in(text[:10_000])
    assert time.process_time() - start < 0.5


class TestTheLists:
    @pytest.mark.parametrize("name", sorted(path.stem for path in LISTS.glob("*.txt")))
    def test_nothing_stands_twice_and_all_is_plain(self, name):
        for heading, lines in sections()[name].items():
            entries = lines if heading in ("phrases", "textspeak") else " ".join(lines).split()
            assert sorted(entries) == sorted(set(entries)), heading
            for entry in entries:
                bare = re.sub(r"<[\w ]+>", "x", entry)
                assert " ".join(words_of(bare)) == bare, entry

    def test_ordinary_words_are_in_order_and_needed(self):
        assert not ordinary() & set(signals())
        assert not any(may_be_misspelt(word, word) for word in ordinary())

    def test_words_of_the_library_are_not_taken_for_slips(self):
        for word in ("shared", "police", "policy", "mission", "looking", "better", "starting", "explicit", "streaming"):
            assert not signals_in(f"{word} children").is_worry or word == "police"


class TestOtherLanguages:
    def test_there_are_ten_at_least_and_each_is_well_formed(self):
        assert len(languages()) >= 10
        assert len({each.code for each in languages()}) == len(languages())
        for each in languages():
            assert each.direction == ("rtl" if each.code in ("ar", "ur") else "ltr")
            assert len(set(each.cries)) == len(each.cries) > 3
        text = FILE.read_text(encoding="utf-8")
        assert unicodedata.normalize("NFC", text) == text

    @pytest.mark.parametrize("language", languages(), ids=lambda each: each.code)
    def test_every_cry_is_heard(self, language):
        for cry in language.cries:
            assert worry_in(cry)
            assert folded(cry) == cry

    def test_it_is_said_in_english_and_in_the_language(self, client):
        page = client.get("/search/", {"q": "مدد"}).content.decode()
        assert '<p lang="ur" dir="rtl">اپنی زبان کا نام بتائیں' in page
        assert "Urdu: say the name of your language and ask for an interpreter." in page


class TestPhrasesOfEditors:
    ADD = "/admin/search/distressphrase/add/"

    def test_one_holds_at_once(self, editor_client):
        assert not worry_in("bashes the little one again")
        assert editor_client.post(self.ADD, {"phrase": "bashing the little one"}).status_code == 302
        assert worry_in("he bashes the little one again")
        assert not worry_in("bashing")

    @pytest.mark.parametrize(
        ("phrase", "said"),
        [
            ("!!!", DistressPhrase.NO_WORD), ("the", DistressPhrase.EVERYWHERE), ("Child", DistressPhrase.EVERYWHERE),
            ("protocols", DistressPhrase.EVERYWHERE), ("Bashed the little one", DistressPhrase.KNOWN),
        ],
    )  # fmt: skip
    def test_one_that_says_nothing_is_refused(self, editor_client, phrase, said):
        DistressPhraseFactory(phrase="bashing the little one")
        assert said in editor_client.post(self.ADD, {"phrase": phrase}).content.decode()
        assert DistressPhrase.objects.count() == 1


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
        assert "Nothing found" not in page
        assert "No page here answers that. Call one of the numbers above." in page

    def test_a_child_reads_of_childline_first(self, client):
        HelplineFactory(name="NSPCC", slug="nspcc", phone="0808 800 5000")
        HelplineFactory(name="Childline", slug="childline", phone="0800 1111")
        main = client.get("/search/", {"q": "my dad hits me"}).content.decode().partition("<main")[2]
        assert main.index("800-1111") < main.index("tel:999") < main.index("808-800-5000")

    def test_the_words_of_a_worry_are_not_put_right(self, client):
        LiveDocumentFactory(title="What we shared")
        page = client.get("/search/", {"q": "I am scared"}).content.decode()
        assert "Showing results for" not in page

    def test_nobody_is_told_to_mind_their_spelling(self, client):
        page = client.get("/search/", {"q": "zzzzqq"}).content.decode()
        assert page.index("Nothing found") < page.index('class="steps"') < page.index("Ways on")
        assert "spelling" not in page

    def test_a_worry_is_never_kept(self, client):
        client.get("/search/", {"q": "someone is hurting me"})
        assert not MissedPhrase.objects.exists()
        client.get("/search/", {"q": "kinship"})
        assert MissedPhrase.objects.exists()

    @pytest.mark.parametrize("typed", ["my stepdad hurts me", "SE1 7PB"])
    def test_somebody_who_may_be_watched_can_leave_quickly(self, client, typed):
        assert "data-quick-exit" in client.get("/search/", {"q": typed}).content.decode()

    def test_who_is_at_work_sees_no_button_to_leave(self, client):
        assert "data-quick-exit" not in client.get("/search/", {"q": "information sharing agreement"}).content.decode()
