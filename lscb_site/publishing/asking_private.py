"""“What does this file hold that its pages do not show?”: a publisher looks at each, and says why it may be public.

Asked before readers get a file in which the privacy check found something that must be answered (`files.findings`).
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from django import forms
from django.contrib.auth.models import AnonymousUser, User

from lscb_site.files.finding_kinds import Kind
from lscb_site.files.findings import Place

if TYPE_CHECKING:
    from lscb_site.publishing.models import Publishable

LONGEST = 300  # characters of a reason
NOT_LOOKED = (
    "Look at each of these places, and tick the box. If readers must not have them, go back and choose another file."
)
NO_REASON = "Say in one sentence why it may be public. It is kept in the history."


class Found(Protocol):
    """What was found of one kind in one file."""

    pk: Any
    code: str
    more: int

    @property
    def kind(self) -> Kind: ...

    @property
    def places_in_hand(self) -> list[Place]: ...

    def may_be_public(self, reason: str, user: User | None) -> None: ...


class HeldBack(Protocol):
    """A file that readers may not have before somebody has answered."""

    pk: Any
    sha256: str
    _meta: ClassVar[Any]

    @property
    def open_findings(self) -> Sequence[Found]: ...

    @property
    def why_held_back(self) -> str:
        """In a sentence."""

    @property
    def folder(self) -> str:
        """What the addresses of it and of its text begin with; empty of one that is not to hand."""

    @property
    def published_with(self) -> "Publishable":
        """In whose history the answer stands."""

    def hide(self) -> None:
        """Let no page show anything of what it holds, in a transaction that the caller undoes."""


class LookedAtForm(forms.Form):
    """One finding: that somebody looked, and why it may be public."""

    looked = forms.BooleanField(
        label="I have looked at every place. All of it may be public", error_messages={"required": NOT_LOOKED}
    )
    reason = forms.CharField(label="Why may it be public?", max_length=LONGEST, error_messages={"required": NO_REASON})


class PrivateQuestion:
    """All that must be answered of one file."""

    template = "admin/publishing/private_question.html"

    def __init__(self, file: HeldBack, data: Mapping[str, Any] | None = None) -> None:
        self.file = file
        prefix = f"private-{file.pk}"
        self.found = [(found, LookedAtForm(data, prefix=f"{prefix}-{found.code}")) for found in file.open_findings]

    @property
    def subject(self) -> "Publishable":
        return self.file.published_with

    @property
    def mark(self) -> str:
        """Of what is asked: an answer about other bytes, or about fewer places, is none."""
        told = [(found.code, found.more, *found.places_in_hand) for found, _ in self.found]
        return f"{self.file.pk} {self.file.sha256} {told}"

    def is_valid(self) -> bool:
        wrong = [form for _, form in self.found if not form.is_valid()]  # each of them is asked
        return not wrong

    def write(self, user: User | AnonymousUser) -> str:
        """Keep the answers, and say them in sentences for the history, which has no word of what was found."""
        said = []
        for found, form in self.found:
            reason = form.cleaned_data["reason"]
            found.may_be_public(reason, user if isinstance(user, User) else None)
            said.append(in_history(self.file, found, reason))
        return "\n".join(said)


def in_history(file: object, found: Found, reason: str) -> str:
    """What the history says of an answer: without a word of what was found."""
    return f"“{file}” may be public with this: {found.kind.name}. {reason}"
