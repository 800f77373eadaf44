"""The glossary as a query uses it: which words mean the same as which others."""

from dataclasses import dataclass

from lscb_site.search.models import GlossaryForm, GlossaryTerm
from lscb_site.search.tokens import STOP_WORDS, singular

Form = tuple[str, ...]
LONGEST = 12  # words of a form or a name that is looked for in what was typed


@dataclass(frozen=True)
class Glossary:
    """`equals` gives, for each form, the other forms of the terms that have it."""

    equals: dict[Form, tuple[Form, ...]]
    longest: int = 0  # words of the longest form

    def longest_at(self, words: list[str], at: int) -> tuple[Form, tuple[Form, ...]]:
        """The longest form that begins at a place of `words`, and what equals it; both empty where none does."""
        for length in range(min(self.longest, len(words) - at), 0, -1):
            form = tuple(words[at : at + length])
            # It has one form of a word; the stemming of texts knows the others.
            for known in (form, (*form[:-1], singular(form[-1]))):
                if known in self.equals:
                    return form, self.equals[known]
        return (), ()


def read_glossary(words: list[str]) -> Glossary:
    """The terms of which some form was typed. Read for each search, so that what editors change holds at once."""
    compared = {*runs_of(words), *runs_of(list(map(singular, words)))}
    terms: dict[int, list[Form]] = {}
    typed = GlossaryForm.objects.filter(term__plain_forms__words__in=sorted(compared)).distinct()
    for term, words_of_form in typed.order_by("pk").values_list("term_id", "words"):
        terms.setdefault(term, []).append(tuple(words_of_form.split()))
    equals: dict[Form, dict[Form, None]] = {}
    for forms in terms.values():
        for form in forms:
            equals.setdefault(form, {}).update(dict.fromkeys(other for other in forms if other != form))
    return Glossary(
        {form: tuple(others) for form, others in equals.items()}, max((len(form) for form in equals), default=0)
    )


def runs_of(words: list[str]) -> set[str]:
    """Every run of words side by side that can be a form."""
    return {
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + LONGEST) + 1)
    }


def term_asked_for(words: tuple[str, ...]) -> GlossaryTerm | None:
    """The term that was typed, and nothing else but small words; None where it needs no explaining."""
    telling = [word for word in words if word not in STOP_WORDS]
    typed = {" ".join(some) for some in (words, telling, map(singular, telling))}
    terms = GlossaryTerm.objects.filter(plain_forms__words__in=sorted(typed)).exclude(meaning="")
    return terms.order_by("term").first()
