"""A collection is an ordered, grouped set of documents with its own address, such as a conference's papers."""

from collections.abc import Iterator

from django.db import models
from django.urls import reverse
from djangocms_text.fields import HTMLField

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.pinning import PinsEdition
from lscb_site.web.addresses import slug_constraint
from resources.models.documents import Document
from resources.models.editions import Edition
from resources.search import FoundCollection


class Collection(FoundCollection, Publishable):
    title = models.CharField(max_length=200, help_text="What it brings together, in a few words.")
    slug = models.SlugField(
        "address",
        max_length=200,
        unique=True,
        help_text="The last part of its address. If you change it later, the old address leads to the new one.",
    )
    summary = models.CharField(max_length=300, blank=True, help_text="One or two sentences: what it brings together.")
    body = HTMLField("introduction", blank=True, help_text="Stands above the list of its documents.")

    parts = ("items",)

    class Meta(Publishable.Meta):
        ordering = ["title"]
        constraints = [
            *Publishable.Meta.constraints,
            slug_constraint("resources_collection_slug_makes_an_address"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("resources:collection", args=[self.slug])

    def attached(self) -> Iterator[Document]:
        """Its documents. They do not go live with it: a collection grows while some of them are still written."""
        yield from (item.document for item in self.items.select_related("document"))


class CollectionItem(PinsEdition):
    """A document's place in a collection."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    group = models.CharField("heading", max_length=120, blank=True, help_text="Items with one heading stand together.")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="collection_items", help_text="Type a part of its title."
    )
    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Leave empty for whatever edition is the newest. Choose one to keep that edition here.",
    )
    note = models.CharField(max_length=200, blank=True, help_text="A few words beside it.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "document of this collection"
        verbose_name_plural = "documents of this collection"
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "document"],
                name="resources_document_once_a_collection",
                violation_error_message="This document is in the collection already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.document)
