"""The rows behind a field that holds several things, in words: the admin lists them among what a deletion takes."""

from django.apps import apps
from django.db.models import Model
from django.utils.text import format_lazy


def name_links() -> None:
    """“Link from document to topic: The protocol – Neglect”, for Django's “Document_topics object (11)”."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.auto_created:
            holder, held = (field for field in model._meta.fields if field.remote_field)
            one, other = holder.related_model._meta, held.related_model._meta
            model._meta.verbose_name = format_lazy("link from {} to {}", one.verbose_name, other.verbose_name)
            model._meta.verbose_name_plural = format_lazy(
                "links from {} to {}", one.verbose_name_plural, other.verbose_name_plural
            )
            model.__str__ = link_in_words(holder.name, held.name)


def link_in_words(holder: str, held: str):
    def in_words(row: Model) -> str:
        return f"{getattr(row, holder)} – {getattr(row, held)}"

    return in_words
