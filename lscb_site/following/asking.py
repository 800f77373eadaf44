"""“Tell followers?”: asked where something is published or withdrawn that somebody follows.

They are told by default. Where they are not, an editor says why, for the history and for whoever asks later.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q
from django.urls import reverse

from lscb_site.following.gathering import follows_of
from lscb_site.following.models import Change, Follow
from lscb_site.following.receivers import PUBLISHED_AS, TOLD_WHEN_WITHDRAWN, names
from lscb_site.following.recording import about, not_told, record, was_told
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State

Kind = Change.Kind


class TellForm(forms.Form):
    tell = forms.BooleanField(label="Tell followers", required=False, initial=True)
    why = forms.CharField(
        label="If not, why?",
        max_length=200,
        required=False,
        help_text="Such as “Only a misprint was put right”. It is kept in the history; readers do not see it.",
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.cleaned_data.get("tell") and not self.cleaned_data.get("why") and "why" not in self.errors:
            self.add_error("why", "Say in a few words why followers are not told, or tick “Tell followers”.")
        return self.cleaned_data


@dataclass(frozen=True)
class TellQuestion:
    """Whether the followers of one item are told that it is published or withdrawn."""

    item: Publishable
    changes: list[Change]  # as they will be recorded
    followers: int
    form: TellForm

    template = "admin/following/tell_question.html"

    @property
    def subject(self) -> Publishable:
        return self.item

    @property
    def mark(self) -> str:
        return f"tell {about(self.item)}"

    @property
    def letter_address(self) -> str:
        """Where the letter can be seen before; empty of a withdrawal, whose reason is still to be written."""
        if any(change.kind == Kind.WITHDRAWN for change in self.changes):
            return ""
        return reverse("admin:following_change_before", args=[self.item._meta.label_lower, self.item.pk])

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def write(self, user: User | AnonymousUser) -> str:
        """The changes are recorded now: what is said of telling first holds when they come to be."""
        if self.form.cleaned_data["tell"]:
            return "Followers are told."
        why = self.form.cleaned_data["why"]
        documents = {change.document_id for change in self.changes if change.document_id}
        with not_told(why, user):
            for change in self.changes:
                row: Any = change.subject
                record(Kind(change.kind), row, **names(row))
        said = Change.objects.open().filter(kind=Kind.FORCE, document__in=documents)  # just now, on the same screen
        said.update(why_not_told=why, decided_by=user.pk)
        return f"Followers are not told: {why}"


def tell_questions(items: Sequence[Any], data: Mapping[str, Any] | None, are_leaving: bool) -> Iterable[TellQuestion]:
    """One for each item of which somebody would be told."""
    for item in items:
        changes = when_withdrawn(item) if are_leaving else when_published(item)
        if followers := number_of_followers(changes):
            form = TellForm(data, prefix=f"tell-{item._meta.model_name}-{item.pk}", label_suffix="")
            yield TellQuestion(item, changes, followers, form)


def when_published(item: Any) -> list[Change]:
    """The changes that publishing it will make, and what goes live with it: nothing of what is published already."""
    if not isinstance(item, Publishable) or item.state == State.PUBLISHED:
        return []
    kind = PUBLISHED_AS.get(type(item))
    own = [change(kind, item)] if kind and not was_told(kind, item) else []
    return [*own, *(each for other in item.goes_live_with() for each in when_published(other))]


def when_withdrawn(item: Any) -> list[Change]:
    return [change(Kind.WITHDRAWN, item)] if isinstance(item, TOLD_WHEN_WITHDRAWN) else []


def change(kind: Change.Kind, row: Publishable) -> Change:
    """As it will be recorded, and not stored."""
    return Change(kind=kind, about=about(row), **names(row))


def number_of_followers(changes: Sequence[Change]) -> int:
    """Who would be told of any of these: each once."""
    if not changes:
        return 0
    follows = Q(pk__in=[])
    for change in changes:
        follows |= Q(pk__in=follows_of(change).values("pk"))
    return Follow.objects.filter(follows).values("follower").distinct().count()
