"""What the things of entries are called today: looked up when an entry is read, and kept nowhere.

So what is corrected or erased is called by its new name, or by none, also in the record of years ago.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model

from lscb_site.audit.models import Entry

Key = tuple[str, int]  # the label of a model, and a key
Titles = dict[Key, str]

# For models of libraries, by their label: what rows with these keys are called. Filled by the rooms that know them.
TITLED: dict[str, Callable[[set[int]], dict[int, str]]] = {}


def titles_of(entries: Iterable[Entry]) -> Titles:
    """Of all that is still there, one query for each kind of thing."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.thing_pk is not None:
            wanted[entry.thing_model].add(entry.thing_pk)
    return {
        (label, key): title
        for label, keys in wanted.items()
        if (model := model_of(label)) is not None
        for key, title in TITLED.get(label, titles_in(model))(keys).items()
    }


def titles_in(model: type[Model]) -> Callable[[set[int]], dict[int, str]]:
    """A model whose `str` reads other rows says which, with `named_by`."""
    rows = model._base_manager.select_related(*getattr(model, "named_by", ()))
    return lambda keys: {row.pk: str(row) for row in rows.filter(pk__in=keys)}


def model_of(label: str) -> Any:
    """None of a model that the site has no longer."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def in_words(label: str, pk: int | None, titles: Titles, *, by_title_alone: bool = False) -> str:
    """“the document “CSE protocol””, or that it is gone."""
    model = model_of(label)
    if pk is None:
        return str(model._meta.verbose_name_plural) if model else "something that this site has no longer"
    name = str(model._meta.verbose_name) if model else "thing"
    if (label, pk) in titles:
        title = f"“{titles[label, pk]}”"
        return title if by_title_alone else f"the {name} {title}"
    article = "an" if name[:1].lower() in "aeiou" else "a"
    return f"{article} {name} that is gone (number {pk})"
