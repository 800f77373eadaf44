"""How a model joins the search: it inherits `Searchable` and says what can be found of a row.

Search knows no model by name. It finds those that inherit, keeps a copy of what they say (`Found`) in its own tables,
and asks them again at every search which rows are live and which are superseded.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction

if TYPE_CHECKING:
    Base = models.Model
else:
    Base = object

# What ends the label of a passage that was written to show how the site works: it stands in every link to it.
DEMONSTRATION = " (demonstration copy)"

# What begins a name that is not like others; no word that is typed has these signs.
ALONE = "="  # calls its row only where nothing else is asked
MAILBOX = "@"  # an e-mail address


@dataclass(frozen=True)
class Passage:
    """One page, slide, section or whole text that a search can hit. Number 0 is the whole.

    `label` and `url` name and open the very place ("Page 12", …#page=12), `text_url` the same place as text on this
    site; all empty where the passage is the whole item. `also` is found by and never shown.
    """

    text: str
    number: int = 0
    label: str = ""
    url: str = ""
    text_url: str = ""
    also: str = ""


@dataclass(frozen=True)
class Found:
    """What is found of one row, and how it is named in the results.

    Rows with one `group` stand in the results as one. `names` are what it is called: whoever types one gets it first.
    `alone` are names that are ordinary words too, such as “Bank”: they call it only where nothing else is asked.
    `numbers` are its telephone numbers, as people read them out: they are names too, however they are typed.
    `mailboxes` are its e-mail addresses: whoever types all of one gets it.
    `topics` are pairs of a slug and its words. `title_apart` and `url_apart` are those of a superseded row, which
    stands by itself. `mark` is a state of `components/state.html` that belongs beside it.
    """

    title: str
    url: str
    kind: str
    kind_words: str
    passages: list[Passage]
    group: str = ""
    names: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    date: datetime.date | None = None
    date_precision: str = "day"
    title_apart: str = ""
    url_apart: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Beside:
    """What stands beside a row among the results, kept until content or the clock changes it.

    `states` are those of `components/state.html`, each with its words, or empty for its own; `date` is the row's.
    """

    states: tuple[tuple[str, str], ...] = ()
    date: datetime.date | None = None
    date_precision: str = "day"


class Searchable(Base):
    """A mixin for models whose rows can be found. Mix in before `models.Model`."""

    # The template that shows a row as a card above the results when its name was typed; it gets the row as `item`.
    search_card = ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        # What can be found of a row changes in the transaction in which the row does (see lscb_site.search.receivers).
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)

    def found(self) -> Found | None:
        """What can be found of this row once it is live; None where nothing ever can, as of a draft."""
        raise NotImplementedError

    def is_said_by(self, others: "list[Searchable]") -> bool:
        """Whether the cards of other rows say all that its own would."""
        return False

    def found_with(self) -> Iterator["Searchable"]:
        """Other rows whose `found` says something of this one."""
        return iter(())

    @classmethod
    def to_index(cls) -> models.QuerySet["Searchable"]:
        """Every row of which something may be found, with what `found` reads."""
        return cls._default_manager.all()

    @classmethod
    def found_live(cls, moment: datetime.datetime) -> models.QuerySet[models.Model] | None:
        """The rows that visitors may find at a moment, as a queryset; None for all of them."""
        live: models.QuerySet[models.Model] = cls.objects.live(moment)  # type: ignore[attr-defined]  # of Publishable
        return live

    @classmethod
    def found_superseded(cls, moment: datetime.datetime) -> models.QuerySet[models.Model] | None:
        """Those of the live rows that a search leaves out unless it is asked for them, because readers have what took
        their place; as a queryset, None where none ever is."""
        return None

    @classmethod
    def found_at(cls, keys: list[int]) -> dict[int, str]:
        """The addresses of rows now, for a model whose addresses change without its rows being saved."""
        return {}

    @classmethod
    def found_beside(cls, keys: list[int]) -> Mapping[int, Beside]:
        """What stands beside rows among the results, for a model with more to say than its `mark`."""
        return {}

    @classmethod
    def for_cards(cls, keys: list[int]) -> Mapping[int, "Searchable"]:
        """The rows with these keys, with what `search_card` prints."""
        return cls._default_manager.in_bulk(keys)


def source_of(model: type[models.Model]) -> str:
    return model._meta.label_lower


@cache
def searchables() -> dict[str, type[Searchable]]:
    """Every model that inherits, by the name under which its rows are kept."""
    found = (model for model in apps.get_models() if issubclass(model, Searchable))
    return {source_of(model): model for model in found}
