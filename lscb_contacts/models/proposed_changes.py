"""Changes to a contact point that wait for somebody to accept them: a borough's corrections, and new numbers."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb_contacts.models.confirming import ConfirmationRequest
from lscb_contacts.models.contact_points import ContactPoint


class ProposedChangeQuerySet(models.QuerySet["ProposedChange"]):
    def waiting(self) -> Self:
        return self.filter(state=ProposedChange.State.WAITING)


class ProposedChange(models.Model):
    """One field's value before and after. Until it is accepted the site shows what it showed before."""

    class Field(models.TextChoices):
        NAME = "name", "Name"
        PHONE = "phone", "Telephone"
        PHONE_NOTE = "phone_note", "Note on the telephone"
        EMAIL = "email", "E-mail"
        WEB = "web", "Web page"
        HOURS = "hours", "Hours"

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
    field = models.CharField(max_length=10, choices=Field)
    before = models.CharField(max_length=500, blank=True, help_text="As it was stored when this was proposed.")
    after = models.CharField(max_length=500, blank=True)
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
            models.UniqueConstraint(
                fields=["contact_point", "field", "after"],
                condition=Q(state="waiting"),
                name="contacts_a_change_waits_once",
            ),
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
        return f"{self.contact_point}: {self.get_field_display()}"

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
