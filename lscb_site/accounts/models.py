"""What the accounts of the Board's people need besides Django's and allauth's rows: invitations and letters."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from lscb_site.accounts.roles import Role
from lscb_site.web.addresses import absolute

LASTS = timedelta(days=7)  # how long an invitation can be taken up
# Not ":" between key and signature: some mail programs end a link there.
_signer = signing.Signer(salt="lscb_site.accounts.invitation", sep=".")


class InvitationQuerySet(models.QuerySet):
    def open(self, moment=None):
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=moment or timezone.now())

    def with_token(self, token):
        """The invitation whose link this is, open or not. None when the link is damaged or was never made here."""
        try:
            key = _signer.unsign(token)
        except signing.BadSignature:
            return None
        return self.select_related("person", "made_by").filter(pk=key).first()


class Invitation(models.Model):
    """To join with a role or, where it names a person, to set up their account anew, after they lost what they sign in
    with. Its link works once, and is stored nowhere: it is the row's key, signed."""

    email = models.EmailField("e-mail address", max_length=254, blank=True)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        default_permissions = ()  # who may add people invites them
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="accounts_invitation_ends_after_it_was_made",
                violation_error_message="An invitation ends after it was made.",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None),
                name="accounts_invitation_is_used_or_withdrawn",
                violation_error_message="An invitation that was withdrawn was not used.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="accounts_invitation_is_for_a_role",
                violation_error_message="An invitation is for one of the roles.",
            ),
            models.CheckConstraint(
                condition=~Q(email="") | Q(person__isnull=False),
                name="accounts_invitation_is_for_somebody",
                violation_error_message="An invitation is for an e-mail address.",
            ),
        ]

    def __str__(self):
        return f"Invitation for {self.email or self.person}"

    @property
    def is_open(self):
        return self.used_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()

    @property
    def address(self):
        """The full address to open. Who has it can take the invitation up."""
        return absolute(reverse("accounts:invited", args=[_signer.sign(str(self.pk))]))


class Letter(models.Model):
    """One e-mail to one person about their account. A key that it gives is made when it is sent, and not stored."""

    class Kind(models.TextChoices):
        INVITATION = "invitation"
        SET_UP_AGAIN = "set_up_again"
        FORGOTTEN = "forgotten"
        PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind of letter
        FACTOR_ADDED = "factor_added"
        FACTOR_REMOVED = "factor_removed"
        CODES_MADE = "codes_made"
        FACTOR_RESET = "factor_reset"  # to the Administrator who did it
        WRONG_CODES = "wrong_codes"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, null=True, related_name="letters")
    detail = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)
    tried = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField(default=timezone.now)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["person", "kind", "written_at"], name="accounts_letters_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(invitation__isnull=False),
                name="accounts_letter_is_to_somebody",
                violation_error_message="A letter is to somebody.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} to {self.to}"

    @property
    def to(self):
        """The address to write to; empty where there is none."""
        if self.invitation_id and self.invitation.email:
            return self.invitation.email
        return self.person.email if self.person_id else ""


class PasswordRequest(models.Model):
    """That somebody asked for a new password. Whether the address is anybody's is found out by a worker, who blanks it:
    the answer takes the same time for all. What is left is kept for a day, to count them."""

    sender = models.CharField(max_length=64, db_index=True)  # a digest with the site's key: no address of anybody
    typed = models.CharField(max_length=254, blank=True)  # an e-mail address or a user name; empty once it is looked at
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(sender__regex=r"^[0-9a-f]{64}\Z"),
                name="accounts_request_keeps_a_digest_alone",
                violation_error_message="Of whoever asks a digest is kept, and no address.",
            ),
        ]

    def __str__(self):
        return f"Asked at {self.asked_at}"
