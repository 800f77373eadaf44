"""What is searched of an entry, and under which lexemes it is looked up."""

from collections import Counter
from typing import NamedTuple

from lscb_site.search.backends.base import Row
from lscb_site.search.lexemes import day_lexeme, figures_of, lexemes_of, month_lexeme
from lscb_site.search.models import SearchEntry, SearchItem
from lscb_site.search.searchable import Found, Passage
from lscb_site.search.tokens import storable
from lscb_site.search.wanted import STRONG, STRONGEST, TITLE
from lscb_site.web.dates import Precision

LONGEST = 500_000  # characters of a text that are searched: PostgreSQL takes a megabyte of lexemes
USUAL = 250  # words of a text
# Of how much a word can say by standing often in its text: about twice in three hundred words, and three times.
STRONG_FROM, STRONGEST_FROM = 0.5, 0.62


class Text(NamedTuple):
    """What is searched of an entry. `also` is found by and never shown; so are lexemes for the `figures`."""

    heading: str
    body: str
    also: str = ""
    figures: str = ""


class Lexemes(NamedTuple):
    """Those of a text in their order, by where they stand in it."""

    heading: list[str]
    words: list[str]
    also: list[str]


def text_of(found: Found, passage: Passage) -> Text:
    """A page is told apart by its own heading; the title that all pages share only lets them be found by it."""
    title = found.title_apart or found.title
    if passage.label:
        return Text(storable(passage.label), storable(passage.text), storable(f"{title} {passage.also}"))
    return Text(storable(title), storable(passage.text), storable(passage.also), days_of(found))


def days_of(found: Found) -> str:
    """The day or month that a row as a whole is of."""
    date = SearchItem._meta.get_field("date").to_python(found.date)
    if not date or found.date_precision == Precision.YEAR:
        return ""
    return f"{month_lexeme(date)} {day_lexeme(date) if found.date_precision == Precision.DAY else ''}"


def lexemes_by_place(text: Text) -> Lexemes:
    also = [*lexemes_of(text.also), *text.figures.split(), *dict.fromkeys(figures_of("\n".join(text[:3])))]
    return Lexemes(lexemes_of(text.heading), lexemes_of(text.body[:LONGEST]), also)


def row_of(entry: SearchEntry, lexemes: Lexemes) -> Row:
    """Each lexeme once, and once more with a sign where it says much (see `wanted`)."""
    heading = set(lexemes.heading)
    usual = 0.5 + len(lexemes.words) / USUAL
    often: dict[str, int] = Counter(lexemes.words)
    found = heading.union(often, lexemes.also, [TITLE + word for word in heading])
    for sign, least in ((STRONG, STRONG_FROM), (STRONGEST, STRONGEST_FROM)):  # the second chooses among the first
        enough = usual * least / (1 - least)  # where times / (times + usual) is `least`
        often = {word: number for word, number in often.items() if number >= enough}
        found.update([sign + word for word in heading.union(often)])
    return Row(entry.pk, entry.item_id, sorted(found))
