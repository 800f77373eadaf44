"""The glossary as a query uses it: which words mean the same as which others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from lscb_site.caching.keeper import Keeper
from lscb_site.search.models import GlossaryTerm
from lscb_site.search.tokens import STOP_WORDS, singular

Form = tuple[str, ...]
# What asks for a meaning, beside the small words.
BETWEEN_TERMS = frozenset({"and", "between", "or", "versus", "vs"})
ASKING = frozenset(
    """
    abbreviation acronym called count counts define defined definition difference differences different does explain
    explained explanation full mean meaning means name new short stand stands term word words
    """.split()  # noqa: SIM905 - easier to read than a list of strings
)
NUMBERS = {"child": "children", "children": "child"}
LONGEST = 12  # words of a form or a name that is looked for in what was typed


@dataclass(frozen=True)
class Glossary:
    """`equals` gives, for each form, the other forms of the terms that have it; `terms` gives those terms."""

    equals: dict[Form, tuple[Form, ...]]
    terms: dict[Form, tuple[GlossaryTerm, ...]] = field(default_factory=dict)
    longest: int = 0  # words of the longest form

    @classmethod
    def of(cls, terms: list[GlossaryTerm]) -> "Glossary":
        equals: dict[Form, dict[Form, None]] = {}
        having: dict[Form, dict[int, GlossaryTerm]] = {}
        for term in terms:
            forms = [tuple(form.words.split()) for form in term.plain_forms.all()]
            for form in forms:
                equals.setdefault(form, {}).update(dict.fromkeys(other for other in forms if other != form))
                having.setdefault(form, {})[term.pk] = term
        return cls(
            {form: tuple(others) for form, others in equals.items()},
            {form: tuple(some.values()) for form, some in having.items()},
            max(map(len, equals), default=0),
        )

    def longest_at(self, words: list[str], at: int) -> tuple[Form, tuple[Form, ...]]:
        """The longest form that begins at a place of `words`, and what equals it; both empty where none does."""
        for length in range(min(self.longest, len(words) - at), 0, -1):
            form = tuple(words[at : at + length])
            # It has one form of a word; the stemming of texts knows the others.
            for known in (form, (*form[:-1], singular(form[-1]))):
                if known in self.equals:
                    return form, self.equals[known]
        return (), ()


def read_glossary(moment: datetime) -> tuple[Glossary, None]:
    return Glossary.of(list(GlossaryTerm.objects.order_by("pk").prefetch_related("plain_forms"))), None


glossary = Keeper(read_glossary)


def runs_of(words: list[str]) -> set[str]:
    """Every run of words side by side that can be a form."""
    return {
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + LONGEST) + 1)
    }


def terms_asked_for(words: tuple[str, ...]) -> list[GlossaryTerm]:
    """The terms of which a form was typed, and nothing else but what a question is made of. An abbreviation can be
    more than one term, and a question can be about several: “the difference between MARAC and MAPPA”."""
    parts = parts_of(words)
    found = [terms for part in parts if (terms := terms_named(part))]
    several = found if len(found) == len(parts) > 1 else [terms_named(words)]
    return list({term.pk: term for terms in several for term in terms}.values())


def parts_of(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What stands between “and”s and “or”s, as far as it says something."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in BETWEEN_TERMS:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts if any(word not in STOP_WORDS | ASKING for word in part)]


def terms_named(words: tuple[str, ...]) -> list[GlossaryTerm]:
    having = glossary.get().terms
    forms: dict[Form, int] = {}  # with the words of each that was typed
    for start, end in around_telling(words):
        for written in ways_to_write(words[start:end]):
            if written in having:
                forms[written] = max(end - start, forms.get(written, 0))
    longest = max(forms.values(), default=0)
    terms = {term.pk: term for form, length in forms.items() if length == longest for term in having[form]}
    return sorted(terms.values(), key=lambda term: (term.term.casefold(), term.pk))


def around_telling(words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where every run lies that leaves out nothing but small words. They can be part of a form: “child in care”."""
    telling = [at for at, word in enumerate(words) if word not in STOP_WORDS and word not in ASKING]
    first, last = (telling[0], telling[-1]) if telling else (0, len(words) - 1)
    for start in range(first + 1):
        for end in range(max(last, start) + 1, min(len(words), start + LONGEST) + 1):
            yield start, end


def ways_to_write(words: tuple[str, ...]) -> Iterator[Form]:
    """A run as a form can be written: in the singular, in the plural."""
    before, last = words[:-1], words[-1]
    endings = {last, singular(last), f"{last}s", NUMBERS.get(last, last)}
    if last.endswith("y"):
        endings.add(f"{last[:-1]}ies")
    if last.endswith("ies"):
        endings.add(f"{last[:-3]}y")
    for some in {before, tuple(map(singular, before))}:
        for ending in endings:
            yield (*some, ending)
