"""The abstract model of everything that editors write, publish and withdraw."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lscb_site.publishing.asking_private import HeldBack
from lscb_site.publishing.force import Claim
from lscb_site.publishing.forwarding import CIRCLE, comes_back
from lscb_site.publishing.states import State, Status, live_at, status_at
from lscb_site.publishing.submissions import CanBeSubmitted
from lscb_site.web.circles import one_at_a_time
from lscb_site.web.models import PublicAddress
from lscb_site.web.public_addresses import KeepsOldAddresses
from lscb_site.web.readers_clock import now_for_readers

LEADS_NOWHERE = "Say where readers are to be led."
an_address = RegexValidator(
    r"^(/(?![/\\])|https?://)\S*$", "Give an address that starts with / on this site, or with https:// on another."
)


P = TypeVar("P", bound="Publishable")


class PublishableQuerySet(models.QuerySet[P]):
    def live(self, moment: datetime | None = None) -> Self:
        """What a visitor may see at an aware `moment`, by default now."""
        return self.filter(self.model.live_rule(moment or now_for_readers()))

    def withdrawn(self) -> Self:
        return self.filter(state=State.WITHDRAWN)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What `user` may open: everything for staff who may view the model (a preview), else what is live."""
        if user.is_staff and user.has_perm(f"{self.model._meta.app_label}.view_{self.model._meta.model_name}"):
            return self
        return self.live()


class Publishable(CanBeSubmitted, KeepsOldAddresses, models.Model):
    """Adds a decision and two moments to a model, and the questions that can be asked of them."""

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    publish_from = models.DateTimeField(
        "goes live at",
        null=True,
        blank=True,
        help_text="Leave empty to go live as soon as it is published. A later moment schedules it.",
    )
    publish_until = models.DateTimeField(
        "stops being live at",
        null=True,
        blank=True,
        help_text="Leave empty to keep it live. After this moment visitors no longer find it.",
    )
    withdrawn_reason = models.CharField(
        max_length=300,
        blank=True,
        help_text="Shown at the old address after withdrawal: one sentence on why it has gone.",
    )
    withdrawn_to = models.CharField(
        "where to go instead",
        max_length=300,
        blank=True,
        validators=[an_address],
        help_text="Shown at the old address after withdrawal: an address of this site (/resources/…) or of another.",
    )
    leads_on = models.BooleanField(
        "lead readers straight there",
        default=False,
        editable=False,
        help_text="Without it, the old address says that this was withdrawn, why, and where to go.",
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    # The relations to rows that are written on its form and live with it: its versions hold them too.
    parts: ClassVar[tuple[str, ...]] = ()

    must_end: ClassVar[bool] = False  # whether its model lets nothing be published without an end

    # A model that has a manager of its own instead annotates it as `ClassVar`: without that mypy takes it for a field.
    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        # "What this site says was last changed on": asked by every page.
        indexes = [models.Index(fields=["state", "-updated_at"], name="%(app_label)s_%(class)s_changed")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(publish_from__isnull=False),
                name="%(app_label)s_%(class)s_published_has_a_start",
                violation_error_message="Something published needs the moment from which it is live.",
            ),
            models.CheckConstraint(
                condition=Q(publish_until__isnull=True) | Q(publish_until__gt=F("publish_from")),
                name="%(app_label)s_%(class)s_ends_after_its_start",
                violation_error_message="It must stop being live after it goes live.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | ~Q(withdrawn_reason=""),
                name="%(app_label)s_%(class)s_withdrawn_has_a_reason",
                violation_error_message="Say why it is withdrawn: visitors to the old address read it.",
            ),
            models.CheckConstraint(
                condition=Q(leads_on=False) | ~Q(withdrawn_to=""),
                name="%(app_label)s_%(class)s_leads_somewhere",
                violation_error_message=LEADS_NOWHERE,
            ),
        ]

    @classmethod
    def live_rule(cls, moment: datetime, prefix: str = "") -> Q:
        """The condition of being live, for a query; a model that needs more (its parent live too) adds to it."""
        return live_at(moment, prefix)

    def status(self, moment: datetime | None = None) -> Status:
        return status_at(moment or now_for_readers(), self.state, self.publish_from, self.publish_until)

    @property
    def has_public_address(self) -> bool:
        return self.state != State.DRAFT

    @property
    def public_since(self) -> datetime | None:
        return self.publish_from

    def status_for_staff(self) -> Status:
        """Today's, with what only they ask: whether a draft waits for a publisher. One query for a draft."""
        status = self.status()
        return Status.SUBMITTED if status == Status.DRAFT and self.waiting_submission else status

    @property
    def is_live(self) -> bool:
        return self.status() == Status.LIVE

    @property
    def instead(self) -> str:
        """The address where readers of a withdrawn item go; empty where there is nowhere."""
        return self.withdrawn_to

    def goes_live_with(self) -> "Iterable[Publishable]":
        """The drafts that must go live when this does, such as the papers attached to a news item."""
        return ()

    def attached(self) -> "Iterable[Publishable]":
        """What its page shows of others, each only while that is live itself. By default what goes live with it."""
        return self.goes_live_with()

    def cannot_be_seen_without(self) -> "Iterable[Publishable]":
        """What must be live too before readers can open its page, such as the document of an edition."""
        return ()

    def files_of_its_own(self) -> "Iterable[HeldBack]":
        """The files that become public when it does."""
        return ()

    def claims_of_force(self) -> "Iterable[Claim]":
        """What readers would take to be in force once this is live: a publisher says of each whether it is."""
        for other in self.goes_live_with():
            if other.state == State.DRAFT:
                yield from other.claims_of_force()

    def files_held_back(self) -> "Iterable[HeldBack]":
        """The files that readers would get with it, and in which something must be looked at before."""
        for other in self.goes_live_with():
            if other.state == State.DRAFT:
                yield from other.files_held_back()

    def refuse_files_held_back(self) -> None:
        """Raises ValidationError where readers have a file with it that must be looked at first, or will have one."""

    @property
    def kind_in_words(self) -> str:
        """What a publisher is told that it is."""
        return str(self._meta.verbose_name).capitalize()

    def brings(self) -> Iterable[str]:
        """What readers get with it when it goes live, a line each, such as its files."""
        return ()

    def brings_marks(self) -> Iterable[str]:
        """A mark of each of those lines. It changes when somebody changes what is brought, and not when a worker finds
        out more about it, such as how many pages a file has."""
        return ()

    def publish(self) -> None:
        """Make live, now or at `publish_from`, together with what it needs. The caller holds the transaction."""
        self.state = State.PUBLISHED
        self.publish_from = self.publish_from or timezone.now()
        self._forget_withdrawal()
        self.full_clean()
        self.save()
        self.end_waiting()
        for other in self.goes_live_with():
            if other.state == State.DRAFT:
                other.publish_from = other.publish_from or self.publish_from
                other.publish()

    def clean(self) -> None:
        super().clean()
        if self.state == State.WITHDRAWN and self.withdrawn_to and comes_back(self, self.withdrawn_to):
            raise ValidationError({"withdrawn_to": CIRCLE})

    def withdraw(self, reason: str, instead: str = "", leads_on: bool = False) -> None:
        """Take it from view. Its address goes on answering, with 410, the reason and where to go instead; or it leads
        readers straight there."""
        self.state = State.WITHDRAWN
        self.withdrawn_reason, self.withdrawn_to, self.leads_on = reason, instead, leads_on
        if instead:
            one_at_a_time(PublicAddress)
        self.full_clean()
        self.save()

    def return_to_draft(self) -> None:
        self.state = State.DRAFT
        self._forget_withdrawal()
        self.publish_from = None
        self.save()

    def _forget_withdrawal(self) -> None:
        self.withdrawn_reason = self.withdrawn_to = ""
        self.leads_on = False
