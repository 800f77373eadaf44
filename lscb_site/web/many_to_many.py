"""The rows behind a field that holds several things, in words: the admin lists them among what a deletion takes."""

from collections.abc import Callable

from django.apps import apps
from django.db.models import ForeignKey, Model
from django.utils.text import format_lazy


def name_links() -> None:
    """“Link from document to topic: The protocol – Neglect”, for Django's “Document_topics object (11)”."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.auto_created:
            holder, held = (field for field in model._meta.fields if isinstance(field, ForeignKey))
            ends = [field.remote_field.model._meta for field in (holder, held)]
            model._meta.verbose_name = format_lazy("link from {} to {}", *(end.verbose_name for end in ends))
            plurals = [end.verbose_name_plural for end in ends]
            model._meta.verbose_name_plural = format_lazy("links from {} to {}", *plurals)
            setattr(model, "__str__", in_words(holder.name, held.name))  # noqa: B010 - a class has no such assignment


def in_words(holder: str, held: str) -> Callable[[Model], str]:
    return lambda row: f"{getattr(row, holder)} – {getattr(row, held)}"
