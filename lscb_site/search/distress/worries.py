"""The worry in what was typed, in whichever words: the lists', an editor's, or those of another language."""

from dataclasses import dataclass
from datetime import datetime

from lscb_site.caching.keeper import Keeper
from lscb_site.search.distress.languages import Language, language_of
from lscb_site.search.distress.reading import signals_in
from lscb_site.search.distress.words import as_phrase
from lscb_site.search.models import DistressPhrase


@dataclass(frozen=True)
class Worry:
    """A worry about a child, as far as the words tell: who speaks, in which language, and what they ask."""

    is_childs: bool = False
    language: Language | None = None
    asks_what_to_do: bool = False  # so that the page on it is the first result


def worry_in(text: str) -> Worry | None:
    """The worry that was typed; None where the question is one for the library."""
    found = signals_in(text)
    if found.is_worry:
        return Worry(is_childs=found.is_childs, asks_what_to_do=found.asks_what_to_do)
    if language := language_of(text):
        return Worry(language=language, asks_what_to_do=True)
    return Worry() if has_phrase_of_editors(text) else None


def read_phrases(moment: datetime) -> tuple[list[str], None]:
    return list(DistressPhrase.objects.values_list("words", flat=True)), None


phrases_of_editors = Keeper(read_phrases)


def has_phrase_of_editors(text: str) -> bool:
    typed = as_phrase(text)
    return bool(typed) and any(f" {phrase} " in f" {typed} " for phrase in phrases_of_editors.get())
