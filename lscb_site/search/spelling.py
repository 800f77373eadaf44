"""Puts a misspelt word right, by words that a visitor can find and by no others.

A guess is never shown as an answer: no word becomes the name of an authority, a place or a person. Where such a name
may have been meant, the page asks.
"""

from dataclasses import dataclass
from itertools import compress

from lscb_site.search.backends import backend
from lscb_site.search.everyday import meant_by
from lscb_site.search.glossary import glossary
from lscb_site.search.indexing import SHORTEST_SPELT
from lscb_site.search.models import SearchName, SearchWord
from lscb_site.search.outside import places_outside
from lscb_site.search.parsing import Phrase, Query
from lscb_site.search.people import family_names, given_names
from lscb_site.search.searchable import ALONE, searchables
from lscb_site.search.tokens import singular
from lscb_site.search.visibility import Shown

LONG = 7  # letters: from here on two slips are forgiven
SHORTEST_BEGINNING = 3  # letters
MOST_TRIED = 5  # likely words that are looked for among what is shown
MOST_QUESTIONS = 3
MOST_WORDS = 3  # of a name that is asked about


@dataclass(frozen=True)
class Question:
    """“Did you mean Hackney?”, and the search that it leads to."""

    name: str
    search: str


@dataclass(frozen=True)
class Spelling:
    """`right` has, for words that nothing shown has, what is searched for in their place."""

    right: dict[str, Phrase]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Names:
    """Each name as it is compared, with how it is written."""

    shown: dict[str, str]

    @property
    def words(self) -> set[str]:
        """Every word of them: spelt right."""
        return {word for name in self.shown for word in name.split()}

    def near(self, words: list[str]) -> list[tuple[int, str]]:
        """The names a slip or two away from some words side by side, each with how many slips, the nearest first."""
        text = " ".join(words)
        alike = [name for name in self.shown if len(name.split()) == len(words) and name != text]
        return nearest_with_slips(text, alike)


def put_right(query: Query, shown: Shown) -> Spelling:
    """For each word that nothing shown has: the word that was meant, or the beginning of one, where there is one.

    Five queries at most, however many words there are.
    """
    # Loaded here: the words of somebody in need stand beside much that needs this module's neighbours.
    from lscb_site.search.distress import WORDS_OF_WORRY

    typed = [group.typed for group in query.groups if group.typed]
    last = typed[-1] if typed and query.typed[-1:] == (typed[-1],) and len(typed[-1]) >= SHORTEST_BEGINNING else ""
    asked = [Phrase((word,)) for word in typed] + ([Phrase((last,), is_prefix=True)] if last else [])
    there = backend().has([phrase.wanted for phrase in asked], shown)
    is_beginning = there.pop() if last else False
    unknown = [word for word, is_there in zip(typed, there, strict=True) if not is_there and word.isalpha()]
    found = {}
    if last and is_beginning and last in unknown:
        unknown.remove(last)
        found = {last: Phrase((last,), is_prefix=True)}
    found |= called_otherwise(unknown, shown)
    unknown = [word for word in unknown if word not in WORDS_OF_WORRY and word not in found]
    unknown = [word for word in unknown if len(word) >= SHORTEST_SPELT]
    if not unknown:
        return Spelling(found)
    names = read_names()
    right = {*names.words, *given_names(), *family_names()}
    doubtful = [word for word in unknown if word not in right and singular(word) not in right]
    asked_about = {word: questions_about(word, query.typed, names) for word in doubtful}
    nearest_name = {word: near[0][0] for word, near in asked_about.items() if near}
    barred = {*names.shown, *given_names(), *family_names()}
    meant = likeliest(doubtful, shown, barred, nearest_name)
    terms = read_terms()
    for word in [word for word in doubtful if word not in meant and not asked_about[word]]:
        asked_about[word] = questions_about(word, query.typed, terms)
    questions = sorted({each for word, near in asked_about.items() if word not in meant for each in near})
    asking = dict.fromkeys(Question(name, search) for _, name, search in questions)
    return Spelling(found | {word: Phrase((each,)) for word, each in meant.items()}, tuple(asking)[:MOST_QUESTIONS])


def called_otherwise(words: list[str], shown: Shown) -> dict[str, Phrase]:
    """For each word of every day what texts call it: the first of its meanings that something shown has. One query."""
    asked = [(word, Phrase(meant)) for word in words for meant in meant_by(word)]
    there = backend().has([phrase.wanted for _, phrase in asked], shown)
    return dict(reversed(list(compress(asked, there))))


def read_names() -> Names:
    """What has a card, and the places outside London. One query."""
    sources = [source for source, model in searchables().items() if model.search_card]
    rows = SearchName.objects.filter(item__source__in=sources).order_by("words", "pk").values_list("words", "shown")
    shown = {words.removeprefix(f"{ALONE} "): name for words, name in rows if "@" not in name}
    own = {words: name for words, name in shown.items() if not words.isdecimal()}
    return Names({words: place.name for words, place in places_outside().items()} | own)


def read_terms() -> Names:
    """The terms of the glossary, each under every form of it. They are asked about where no text has the word."""
    return Names({" ".join(form): terms[0].term for form, terms in glossary.get().terms.items()})


def questions_about(word: str, typed: tuple[str, ...], names: Names) -> list[tuple[int, str, str]]:
    """The names that may have been meant where `word` stands: slips, name, and what was typed with the name in it.
    Only the nearest, and of those the ones with most words."""
    at = typed.index(word) if word in typed else -1
    found: list[tuple[int, int, str, str]] = []
    for length in range(1, MOST_WORDS + 1) if at >= 0 else ():
        for start in range(max(0, at - length + 1), min(at, len(typed) - length) + 1):
            for slips, name in names.near([singular(each) for each in typed[start : start + length]]):
                search = " ".join([*typed[:start], names.shown[name], *typed[start + length :]])
                found.append((slips, -length, names.shown[name], search))
    if not found:
        return []
    fewest, longest = min(found)[:2]
    return [
        (slips, name, search) for slips, words, name, search in sorted(found) if (slips, words) == (fewest, longest)
    ]


def likeliest(words: list[str], shown: Shown, barred: set[str], nearest_name: dict[str, int]) -> dict[str, str]:
    """For each misspelt word the one that was meant, where there is one, and nearer than any name."""
    if not words:
        return {}
    lengths = (min(map(len, words)) - 2, max(map(len, words)) + 2)
    known = set(SearchWord.objects.filter(length__range=lengths).values_list("word", flat=True)) - barred
    tried: dict[str, list[str]] = {}
    for word in words:
        near = nearest_with_slips(word, sorted(known))
        tried[word] = [each for slips, each in near if slips < nearest_name.get(word, LONG)][:MOST_TRIED]
    candidates = sorted({each for near in tried.values() for each in near})
    if not candidates:
        return {}
    there = set(compress(candidates, backend().has([Phrase((each,)).wanted for each in candidates], shown)))
    meant = {word: next((each for each in near if each in there), "") for word, near in tried.items()}
    return {word: each for word, each in meant.items() if each}


def nearest_with_slips(word: str, known: list[str]) -> list[tuple[int, str]]:
    """The known words that are a slip or two away from `word`, each with how many, the likeliest first."""
    # Loaded when first needed: most searches are spelt well.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= LONG else 1
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=None)
    # Two slips hardly ever change how a word begins; without this a rare word becomes another one.
    near = [match for match in near if match[1] == 1 or match[0][0] == word[0]]
    near.sort(key=lambda match: (match[1], match[0][0] != word[0], abs(len(match[0]) - len(word)), match[0]))
    return [(int(away), each) for each, away, _ in near]
