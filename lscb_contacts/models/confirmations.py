"""What a contact point's confirmation says, and what ends it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.db import models
from django.utils.functional import cached_property

from lscb_contacts.freshness import Freshness
from lscb_contacts.guarded import ENTRY
from lscb_contacts.models.directory_settings import DirectorySettings


class Confirmable(models.Model):
    """Adds to a contact point the day on which its details were confirmed and the role that did so."""

    confirmed_on = models.DateField(null=True, blank=True, help_text="When the authority said that this is right.")
    confirmed_by = models.CharField(
        max_length=120, blank=True, help_text="The role that said so, such as “MASH manager”. Not a person's name."
    )

    # Who is behind the change that is being saved, where that is not who saves it. The history shows it.
    told_by = ""

    class Meta:
        abstract = True

    @property
    def is_confirmed(self) -> bool:
        """It was confirmed once. Whether that can still be relied on is its `freshness`."""
        return self.confirmed_on is not None

    @cached_property
    def freshness(self) -> Freshness:
        """Today's. `with_freshness()` brings it along for a whole list; alone, it costs one query."""
        return DirectorySettings.current().deadlines().freshness(self.confirmed_on)

    @property
    def can_be_relied_on(self) -> bool:
        return self.freshness in (Freshness.FRESH, Freshness.DUE)

    def confirm(self, on: date, by: str) -> None:
        """Remember that the role `by` said on that day that the details are right."""
        self.confirmed_on, self.confirmed_by = on, by
        self.__dict__.pop("freshness", None)

    def end_confirmation(self) -> None:
        self.confirmed_on, self.confirmed_by = None, ""
        self.__dict__.pop("freshness", None)

    def get_additional_data(self) -> dict[str, str] | None:
        """What django-auditlog keeps beside a change."""
        return {"told_by": self.told_by} if self.told_by else None

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if self.pk and self.confirmed_on and self._outlives_the_entry():
            self.end_confirmation()
            if update_fields is not None:
                update_fields = {*update_fields, "confirmed_on", "confirmed_by"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def _outlives_the_entry(self) -> bool:
        """The entry differs from what is stored, and the confirmation does not."""
        confirmation = ("confirmed_on", "confirmed_by")
        stored = type(self)._default_manager.filter(pk=self.pk).values(*ENTRY, *confirmation).first() or {}
        changed = {name for name, value in stored.items() if self._prepared(name, value) != self._prepared(name)}
        return not changed.isdisjoint(ENTRY) and changed.isdisjoint(confirmation)

    def _prepared(self, name: str, *value: Any) -> Any:
        """The field's value, by default its own, as the database keeps it."""
        field = cast("models.Field[Any, Any]", self._meta.get_field(name))
        return field.get_prep_value(field.to_python(*value or (getattr(self, field.attname),)))
