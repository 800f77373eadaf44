"""How an authority is asked whether its entry is right, and what it answers."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lscb_contacts.models.directory import Authority


class ConfirmationContactQuerySet(models.QuerySet["ConfirmationContact"]):
    def accepted(self) -> Self:
        """Those that letters may go to."""
        return self.filter(is_accepted=True)


class ConfirmationContact(models.Model):
    """Whom the Board asks about an authority's entry. Never shown on the site.

    Who reads its mailbox answers for the authority. So one that was written by one person is used only once another
    has accepted it: nobody can answer for a borough from a mailbox of their own.
    """

    authority = models.OneToOneField(Authority, on_delete=models.CASCADE, related_name="confirmation_contact")
    mailbox = models.EmailField("role mailbox", help_text="A mailbox that several people read. Not a person's own.")
    deputy = models.EmailField(blank=True, help_text="Written to when the mailbox has not answered for 21 days.")
    is_accepted = models.BooleanField("accepted by a second person", default=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ConfirmationContactQuerySet.as_manager()

    class Meta:
        ordering = ["authority"]
        verbose_name = "mailbox to ask"
        verbose_name_plural = "mailboxes to ask"
        constraints = [
            models.CheckConstraint(
                condition=~Q(deputy=F("mailbox")),
                name="contacts_deputy_is_another_mailbox",
                violation_error_message="The deputy needs an address of its own.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority}: {self.mailbox}"


class ConfirmationRequestQuerySet(models.QuerySet["ConfirmationRequest"]):
    def open_at(self, moment: datetime) -> Self:
        """Those whose link still works."""
        return self.filter(used_at__isnull=True, expires_at__gt=moment)


class ConfirmationRequest(models.Model):
    """One signed link for one authority: it expires, and one answer uses it up. Its text is made from the row's key."""

    class Kind(models.TextChoices):
        SCHEDULED = "scheduled", "By the clock"
        BY_HAND = "by_hand", "By hand"
        NEW_LINK = "new_link", "A new link, asked for by its reader"

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", "All of it is right"
        CORRECTED = "corrected", "Something has changed"

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="confirmation_requests")
    kind = models.CharField("how it was made", max_length=9, choices=Kind)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField("answered at", null=True, blank=True)
    answer = models.CharField(max_length=9, choices=Answer, blank=True)
    answered_by = models.CharField("answered by (role)", max_length=120, blank=True)
    remarks = models.TextField(max_length=1000, blank=True, help_text="What the authority added in its own words.")

    objects = ConfirmationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "request to confirm"
        verbose_name_plural = "requests to confirm"
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, answer="", answered_by="")
                | (Q(used_at__isnull=False) & ~Q(answer="") & ~Q(answered_by="")),
                name="contacts_request_is_answered_by_a_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority}, {timezone.localtime(self.made_at):%d.%m.%Y}"

    def is_open(self, moment: datetime | None = None) -> bool:
        return self.used_at is None and self.expires_at > (moment or timezone.now())

    def use(self, answer: Answer, role: str, remarks: str = "") -> None:
        """Store the answer. The caller holds the transaction in which the request was found open."""
        self.used_at, self.answer, self.answered_by, self.remarks = timezone.now(), answer, role, remarks
        self.save()


class Letter(models.Model):
    """One e-mail of a request. Each kind is written once: the row is there before it is sent."""

    class Kind(models.TextChoices):
        ASK = "ask", "The request"
        REMIND = "remind", "Reminder after 7 days"
        DEPUTY = "deputy", "Reminder after 21 days"

    request = models.ForeignKey(ConfirmationRequest, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=6, choices=Kind)
    to = models.EmailField()
    sent_at = models.DateTimeField(null=True, blank=True)
    try_after = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["request", "kind"], name="contacts_no_letter_goes_twice")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.to}"
