"""Keeps the index true: a row and what can be found of it change in one transaction."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from lscb_site.search.indexing import index_all, remove
from lscb_site.search.searchable import Searchable, searchables


def connect() -> None:
    for source, model in searchables().items():
        post_save.connect(saved, sender=model, dispatch_uid=f"search saved {source}")
        post_delete.connect(deleted, sender=model, dispatch_uid=f"search deleted {source}")


def saved(instance: Searchable, raw: bool = False, **kwargs: Any) -> None:
    if not raw:  # a fixture brings its rows in any order: rebuild_search follows it
        index_all([instance, *instance.found_with()])


def deleted(instance: Searchable, **kwargs: Any) -> None:
    remove(type(instance), instance.pk)
