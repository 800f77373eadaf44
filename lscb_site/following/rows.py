"""What changes name, as readers have it at a moment: read for all of them together, in as many queries as for one."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser

from lscb_contacts.models import ContactPoint
from lscb_site.following.models import Change
from lscb_site.publishing.models import Publishable
from resources.models import CollectionItem, Comparison, Document, Edition

Kind = Change.Kind


class Rows:
    """Of changes that come `with_rows`, at an aware moment."""

    def __init__(self, changes: Iterable[Change], moment: datetime) -> None:
        self.changes, self.moment = list(changes), moment
        self._live: dict[type[Publishable], set[int]] = {}

    @cached_property
    def documents(self) -> dict[int, Document]:
        """Each as its own page has it, with what took its place, by its key."""
        keys = {each.document_id for each in self.changes}
        keys |= {each.document.succeeded_by_id for each in self.changes if each.document}
        found = Document.objects.with_editions(AnonymousUser()).in_bulk(filter(None, keys))
        return dict(found)

    @cached_property
    def points(self) -> dict[int, ContactPoint]:
        """The entries of the directory that changed and are still there."""
        return ContactPoint.objects.in_bulk(self.keys_of(Kind.NUMBERS))

    @cached_property
    def parts(self) -> set[int]:
        """The keys of what was added to collections and is still in them."""
        return set(CollectionItem.objects.filter(pk__in=self.keys_of(Kind.ADDED)).values_list("pk", flat=True))

    @cached_property
    def comparisons(self) -> dict[tuple[int, int], Comparison]:
        """What changed in new editions, by the keys of the two."""
        editions = {each.edition_id for each in self.changes if each.edition_id}
        found = (
            Comparison.objects.live(self.moment).filter(newer__in=editions).select_related("older__document", "newer")
        )
        return {(each.older_id, each.newer_id): each for each in found}

    def is_live(self, row: Publishable | None) -> bool:
        """Asked once for all rows of its model."""
        if row is None:
            return False
        model = type(row)
        if model not in self._live:
            rule = model.live_rule(self.moment)
            keys = model._base_manager.filter(rule, pk__in=self.named(model)).values_list("pk", flat=True)
            self._live[model] = set(keys)
        return row.pk in self._live[model]

    def named(self, model: type[Publishable]) -> set[Any]:
        """The keys of the rows of a model that the changes name."""
        if model is Document:
            return set(self.documents) | {each.document_id for each in self.changes}
        name = model._meta.model_name
        return {getattr(each, f"{name}_id") for each in self.changes}

    def has_live_editions(self, document: int | None) -> bool:
        return document in self._with_editions

    @cached_property
    def _with_editions(self) -> set[int]:
        keys = self.named(Document)
        found = Edition.objects.live(self.moment).filter(document__in=keys).order_by()
        return set(found.values_list("document", flat=True))

    def keys_of(self, kind: Change.Kind) -> set[int]:
        return {each.key for each in self.changes if each.kind == kind}
