"""Keeps the index true: a row and what can be found of it change in one transaction."""

from django.db.models.signals import post_delete, post_save

from lscb_site.search.indexing import index, remove
from lscb_site.search.searchable import searchables


def connect():
    for source, model in searchables().items():
        post_save.connect(saved, sender=model, dispatch_uid=f"search saved {source}")
        post_delete.connect(deleted, sender=model, dispatch_uid=f"search deleted {source}")


def saved(instance, raw=False, **kwargs):
    if not raw:  # a fixture brings its rows in any order: rebuild_search follows it
        index(instance)
        for other in instance.found_with():
            index(other)


def deleted(instance, **kwargs):
    remove(type(instance), instance.pk)
