"""Puts a misspelt word right, by words that a visitor can find and by no others."""

from itertools import compress

from lscb_site.search.backends import backend
from lscb_site.search.distress import WORDS_OF_WORRY
from lscb_site.search.indexing import SHORTEST_SPELT
from lscb_site.search.models import SearchWord
from lscb_site.search.parsing import Phrase, Query
from lscb_site.search.visibility import Shown

LONG = 7  # letters: from here on two slips are forgiven
SHORTEST_BEGINNING = 3  # letters
MOST_TRIED = 5  # likely words that are looked for among what is shown


def put_right(query: Query, shown: Shown) -> dict[str, Phrase]:
    """For each word that nothing shown has: the word that was meant, or the beginning of one, where there is one.

    Three queries at most, however many words there are.
    """
    typed = [group.typed for group in query.groups if group.typed]
    last = typed[-1] if typed and query.typed[-1:] == (typed[-1],) and len(typed[-1]) >= SHORTEST_BEGINNING else ""
    asked = [Phrase((word,)) for word in typed] + ([Phrase((last,), is_prefix=True)] if last else [])
    *there, is_beginning = (
        backend().has([phrase.wanted for phrase in asked], shown)
        if last
        else [*backend().has([phrase.wanted for phrase in asked], shown), False]
    )
    unknown = [word for word, is_there in zip(typed, there, strict=True) if not is_there]
    if last and is_beginning and last in unknown:
        unknown.remove(last)
        found = {last: Phrase((last,), is_prefix=True)}
    else:
        found = {}
    doubtful = [word for word in unknown if word not in WORDS_OF_WORRY]
    return found | {word: Phrase((meant,)) for word, meant in likeliest(doubtful, shown).items()}


def likeliest(words: list[str], shown: Shown) -> dict[str, str]:
    """For each misspelt word the one that was meant, where there is one."""
    words = [word for word in words if len(word) >= SHORTEST_SPELT and word.isalpha()]
    if not words:
        return {}
    lengths = (min(map(len, words)) - 2, max(map(len, words)) + 2)
    known = list(SearchWord.objects.filter(length__range=lengths).values_list("word", flat=True))
    tried = {word: nearest(word, known)[:MOST_TRIED] for word in words}
    candidates = sorted({each for near in tried.values() for each in near})
    there = set(compress(candidates, backend().has([Phrase((each,)).wanted for each in candidates], shown)))
    meant = {word: next((each for each in near if each in there), "") for word, near in tried.items()}
    return {word: each for word, each in meant.items() if each}


def nearest(word: str, known: list[str]) -> list[str]:
    """The known words that are a slip or two away from `word`, the likeliest first."""
    # Loaded when first needed: most searches are spelt well.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= LONG else 1
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=None)
    # Two slips hardly ever change how a word begins; without this a rare word becomes another one.
    near = [match for match in near if match[1] == 1 or match[0][0] == word[0]]
    near.sort(key=lambda match: (match[1], match[0][0] != word[0], abs(len(match[0]) - len(word)), match[0]))
    return [each for each, *_ in near]
