"""Changes to a contact point that wait for somebody to accept them: a borough's corrections, and what editors write."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb_contacts.guarded import ENTRY
from lscb_contacts.models.confirming import ConfirmationRequest
from lscb_contacts.models.contact_points import ContactPoint


class ProposedChangeQuerySet(models.QuerySet["ProposedChange"]):
    def waiting(self) -> Self:
        return self.filter(state=ProposedChange.State.WAITING)

    def of(self, *fields: str) -> Self:
        """Those that would change one of these fields."""
        return self.filter(pk__in=ProposedValue.objects.filter(field__in=fields).values("change"))


class ProposedChange(models.Model):
    """What somebody proposed at one time about one entry: one value or several, decided on together.

    A number that moves to another borough has both in one change, so it cannot be accepted by half. Until it is
    accepted the site shows what it showed before.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"
        OVERTAKEN = "overtaken", "Overtaken by another"

    class Origin(models.TextChoices):
        AUTHORITY = "authority", "The authority"
        EDITOR = "editor", "An editor"
        FILE = "file", "An imported file"

    contact_point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="proposed_changes")
    origin = models.CharField("proposed by", max_length=9, choices=Origin)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    request = models.ForeignKey(
        ConfirmationRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    # The confirmation that comes with it, given to the point when the change is accepted.
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="contacts_a_decision_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on=None, confirmed_by="") | (Q(confirmed_on__isnull=False) & ~Q(confirmed_by="")),
                name="contacts_proposed_confirmation_has_day_and_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact_point}: {self.what}"

    @property
    def what(self) -> str:
        """Which fields it would change: “purpose, telephone and name”."""
        *words, last = [value.get_field_display().lower() for value in self.values.all()] or ["nothing"]
        return " and ".join(filter(None, [", ".join(words), last]))

    @property
    def told_by(self) -> str:
        """Who proposed it, for the history: “Brent (MASH manager)”, or an editor's user name."""
        if self.origin == self.Origin.AUTHORITY:
            return (
                f"{self.contact_point.owner} ({self.confirmed_by})"
                if self.confirmed_by
                else str(self.contact_point.owner)
            )
        return self.proposed_by.get_username() if self.proposed_by else self.get_origin_display()


class ProposedValue(models.Model):
    """One field of a proposed change as text: an authority or a board by its key, a number as E.164."""

    class Field(models.TextChoices):
        """The whole entry (`lscb_contacts.guarded`), in the order in which it is decided on."""

        AUTHORITY = "authority", "Authority"
        BOARD = "board", "Board"
        PURPOSE = "purpose", "Purpose"
        NAME = "name", "Name"
        PHONE = "phone", "Telephone"
        PHONE_NOTE = "phone_note", "Note on the telephone"
        EMAIL = "email", "E-mail"
        WEB = "web", "Web page"
        LINES = "lines", "Opening hours"
        HOURS_NOTE = "hours_note", "Note on its hours"
        HOURS = "hours", "Hours"  # an authority's own words, for the lines and their note together
        NOTE = "note", "Note"

    change = models.ForeignKey(ProposedChange, on_delete=models.CASCADE, related_name="values")
    field = models.CharField(max_length=10, choices=Field)
    before = models.TextField(blank=True, help_text="As it was stored when this was proposed.")
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["change", "field"], name="contacts_a_change_has_a_field_once"),
            models.CheckConstraint(
                condition=Q(field__in=[*ENTRY, "lines", "hours"]),
                name="contacts_a_change_is_of_the_entry",
            ),
        ]

    def __str__(self) -> str:
        return self.get_field_display()
