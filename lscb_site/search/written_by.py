"""Whether the index was written by the program that runs now. A model that says other things of its rows than before
(`found`) would otherwise be found by the old ones, until each row happens to be saved."""

import hashlib
import importlib
import inspect
from functools import cache
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import DEFAULT_DB_ALIAS, Error

from lscb_site.search.models import SearchIndex, SearchItem
from lscb_site.search.searchable import searchables

# They write down what a model says.
OURS = (
    "lscb_site.search.indexing",
    "lscb_site.search.lexemes",
    "lscb_site.search.texts",
    "lscb_site.search.tokens",
    "lscb_site.text.days_in_text",
    "lscb_site.text.telephone_digits",
)


@cache
def digest() -> str:
    """Of the modules that say what is found of a row: those that a searchable model inherits from, and ours.

    First asked when the process starts. Later the files may be those of another version.
    """
    models = searchables().values()
    packages = {model.__module__.partition(".")[0] for model in models}
    bases = {base.__module__ for model in models for base in model.__mro__}
    names = {*OURS, *(name for name in bases if name.partition(".")[0] in packages)}
    found = hashlib.blake2b(digest_size=16)
    for name in sorted(names):
        found.update(Path(inspect.getfile(importlib.import_module(name))).read_bytes())
    return found.hexdigest()


def is_empty() -> bool:
    return not SearchItem.objects.exists()


def is_stale() -> bool:
    """Whether all of it is to be written again."""
    return not SearchIndex.objects.filter(written_by=digest()).exists() and not is_empty()


def record() -> None:
    """State that all of it is this program's."""
    SearchIndex.objects.update_or_create(pk=SearchIndex.THE_ROW, defaults={"written_by": digest()})


def check_index(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """For `manage.py check --database default`."""
    try:
        if DEFAULT_DB_ALIAS not in (databases or ()) or not is_stale():
            return []
    except Error:  # no tables yet, or no database: others say so
        return []
    words = "The search index was written by another version of the program, which found other things of some rows."
    hint = "Run manage.py rebuild_search. A worker does so by itself after manage.py migrate and when the clock starts."
    return [Warning(words, hint=hint, id="search.W001")]
