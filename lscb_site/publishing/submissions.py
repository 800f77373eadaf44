"""Asking for publishing: an editor submits a draft, and a publisher publishes it or sends it back with a reason.

A draft with a submission that waits is "submitted". It can still be written on: who publishes sees it as it is then.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb_site.web.addresses import admin_address

PAUSES = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=12))  # before a letter is tried again
LONGEST_WORDS = 1000
Person = User | AnonymousUser  # who is signed in, as a request has it


@dataclass(frozen=True)
class Kind:
    """What must be known of a model whose rows are submitted. A library’s has a name and a place of its own."""

    permission: str  # of those who publish it
    name: str
    edited_at: Callable[[Any], str] = admin_address
    titled: Callable[[Any], str] = str

    @property
    def to_write(self) -> str:
        """The permission of those who write it."""
        return self.permission.replace(".publish_", ".change_")


LIBRARY_KINDS: dict[type[models.Model], Kind] = {}  # filled by the room that submits them


def kind_of(model: type[models.Model]) -> Kind:
    meta = model._meta
    own = Kind(f"{meta.app_label}.publish_{meta.model_name}", str(meta.verbose_name).capitalize())
    return LIBRARY_KINDS.get(model, own)


def title_of(item: models.Model) -> str:
    return kind_of(type(item)).titled(item)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of(self, item: models.Model) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(item), object_id=item.pk)

    def waiting(self) -> Self:
        """For a publisher."""
        return self.filter(answer=Submission.Answer.WAITING)

    def sent_back(self) -> Self:
        """The newest word on each item that was sent back and neither submitted again nor published since."""
        newer = Submission.objects.filter(
            content_type=models.OuterRef("content_type"),
            object_id=models.OuterRef("object_id"),
            pk__gt=models.OuterRef("pk"),
        )
        return self.filter(answer=Submission.Answer.SENT_BACK).exclude(models.Exists(newer))


class Submission(models.Model):
    """That somebody asked for an item to be published, and what came of it."""

    class Answer(models.TextChoices):
        WAITING = "waiting", "Waits for a publisher"
        PUBLISHED = "published", "Published"
        SENT_BACK = "sent back", "Sent back"
        TAKEN_BACK = "taken back", "Taken back"

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)
    note = models.TextField(
        max_length=LONGEST_WORDS,
        blank=True,
        help_text="What a publisher should know or look at, and by when. Readers do not see it.",
    )
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(
        max_length=LONGEST_WORDS,
        blank=True,
        help_text="What must change before it can be published. The editor reads it; readers of the site do not.",
    )
    # The letter about its state: to the publishers while it waits, to its editor once it is sent back.
    told_at = models.DateTimeField(null=True)
    tried = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField(default=timezone.now)
    problem = models.CharField(max_length=300, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(answer="waiting"),
                name="publishing_one_submission_waits",
                violation_error_message="This waits for a publisher already.",
            ),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_at=None) | (~Q(answer="waiting") & Q(answered_at__isnull=False)),
                name="publishing_an_answer_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(answer="sent back") | ~Q(reason=""),
                name="publishing_sent_back_with_a_reason",
                violation_error_message="Say what must change: the editor reads it.",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["waiting", "published", "sent back", "taken back"]),
                name="publishing_an_answer_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_answer_display().lower()}"

    @property
    def subject(self) -> models.Model:
        """What was submitted. There always is one: the row goes with it."""
        return cast(models.Model, self.item)

    @property
    def address(self) -> str:
        """Where it is edited."""
        return self.kind.edited_at(self.subject)

    @property
    def title(self) -> str:
        return title_of(self.subject)

    @property
    def kind(self) -> Kind:
        return kind_of(type(self.subject))

    @property
    def is_open(self) -> bool:
        return self.answer == self.Answer.WAITING

    @property
    def is_sent_back(self) -> bool:
        return self.answer == self.Answer.SENT_BACK

    def close(self, answer: "Submission.Answer", by: Person | None = None, reason: str = "") -> bool:
        """Answer it, once: False where somebody was quicker. A letter about the answer is due then."""
        values: dict[str, Any] = {"answer": answer, "answered_by": by, "answered_at": timezone.now(), "reason": reason}
        letter: dict[str, Any] = {"told_at": None, "tried": 0, "try_after": timezone.now(), "problem": ""}
        done = Submission.objects.waiting().filter(pk=self.pk).update(**values, **letter)
        self.refresh_from_db()
        return bool(done)


class CanBeSubmitted(models.Model):
    """For what a publisher publishes: at most one submission of it waits."""

    submissions = GenericRelation(Submission)

    class Meta:
        abstract = True

    @property
    def submission(self) -> Submission | None:
        """The newest. One query, unless a list brought them along."""
        return next(iter(self.submissions.all()), None)

    @property
    def waiting_submission(self) -> Submission | None:
        newest = self.submission
        return newest if newest and newest.is_open else None

    def end_waiting(self, by: Person | None = None) -> None:
        """What was asked for has happened."""
        if waiting := self.waiting_submission:
            waiting.close(Submission.Answer.PUBLISHED, by)


def submit(item: models.Model, by: Person, note: str) -> Submission:
    """Ask for publishing. Raises `ValidationError` where it waits already."""
    made = Submission(item=item, submitted_by_id=by.pk, note=note)
    made.full_clean(exclude=["submitted_by", "answered_by", "answered_at", "told_at"])
    made.save()
    return made


def forget_words(words: Iterable[str], instead: str, items: Iterable[models.Model]) -> None:
    """Take words out of what was said of some items: a file that was erased must not live on there."""
    for submission in (each for item in items for each in Submission.objects.of(item)):
        note, reason = submission.note, submission.reason
        for word in filter(None, words):
            note, reason = note.replace(word, instead), reason.replace(word, instead)
        shortened = {"note": note[:LONGEST_WORDS], "reason": reason[:LONGEST_WORDS]}
        Submission.objects.filter(pk=submission.pk).update(**shortened)
