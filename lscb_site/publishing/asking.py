"""What a publisher is asked before something is published, however it is published.

“Is it in force?”, of each thing that readers would take to be. The answer may be that nobody knows: then it is
published as not confirmed. And whether what a file hides may be public (`asking_private`), and what other rooms ask
(`asking_besides`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.publishing.asking_besides import BesidesQuestion, besides
from lscb_site.publishing.asking_private import HeldBack, PrivateQuestion
from lscb_site.publishing.force import LONGEST, Claim, check_after, last_check_after
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State
from lscb_site.text.job_roles import refuse_a_name
from lscb_site.web.date_fields import DayField

YES, UNKNOWN = "yes", "unknown"
ANSWERED = "force"  # the field that says that the questions came back


NOT_CHOSEN = {"required": "Choose one. If you do not know, say so: readers are told that too."}


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ForceForm(forms.Form):
    """Whether something is in force, by whom that was confirmed, and when it is looked at again."""

    answer = forms.ChoiceField(
        label="Is it in force?",
        choices=[
            (YES, "Yes, somebody has confirmed that it is in force"),
            (UNKNOWN, "We do not know: publish it as not confirmed"),
        ],
        widget=forms.RadioSelect,
        error_messages=NOT_CHOSEN,
    )
    stated_by = forms.CharField(
        label="Confirmed by which role?",
        max_length=120,
        required=False,
        validators=[refuse_a_name],
        help_text="Such as “Policy officer”. Not a person's name: readers see it.",
    )
    stated_on = DayField(label="On which day?", required=False, widget=day_input())
    check_on = DayField(
        label="Next check",
        required=False,
        widget=day_input(),
        help_text="After this day readers are told that it is past its check.",
    )

    obstacle = ""  # why “yes” cannot be said

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("answer") != YES:
            return given
        if self.obstacle:
            self.add_error("answer", self.obstacle)
        missing = {
            "stated_by": "Say which role confirmed it.",
            "stated_on": "Say on which day it was confirmed.",
            "check_on": "Say when it is to be checked again.",
        }
        for name, sentence in missing.items():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        on, check_on = given.get("stated_on"), given.get("check_on")
        if on and on > timezone.localdate():
            self.add_error("stated_on", "This day is still to come.")
        if on and check_on and (wrong := wrong_with_check(on, check_on)):
            self.add_error("check_on", wrong)
        return given


def wrong_with_check(on: date, check_on: date) -> str:
    """Why that cannot be the day of the next check, in a sentence; empty where it can."""
    if check_on <= on:
        return "The next check comes after the day on which it was confirmed."
    if check_on < timezone.localdate():
        return "This day is over. Give a day on which somebody can still check it."
    if check_on > (last := last_check_after(on)):
        return f"At most {LONGEST.years} years after the day on which it was confirmed: until {day(last)}."
    return ""


class LiveForceForm(ForceForm):
    """Of what readers have already."""

    answer = forms.ChoiceField(
        label="Is it in force?",
        choices=[
            (YES, "Yes, somebody has confirmed that it is in force"),
            (UNKNOWN, "We do not know, or not any more: show it as not confirmed"),
        ],
        widget=forms.RadioSelect,
        error_messages=NOT_CHOSEN,
    )


@dataclass(frozen=True)
class ForceQuestion:
    """Whether one thing is in force, and the answer."""

    claim: Claim
    form: ForceForm

    template = "admin/publishing/force_question.html"

    @classmethod
    def about(cls, claim: Claim, data: Mapping[str, Any] | None = None, *, is_live: bool = False) -> "ForceQuestion":
        today = timezone.localdate()
        initial = {"stated_by": claim.suggested_role, "stated_on": today, "check_on": check_after(today)}
        prefix = f"{claim._meta.model_name}-{claim.pk}"
        form = (LiveForceForm if is_live else ForceForm)(data, prefix=prefix, initial=initial)
        form.obstacle = claim.obstacle
        return cls(claim, form)

    @property
    def subject(self) -> Publishable:
        """In whose history the answer stands."""
        return cast(Publishable, self.claim)

    @property
    def mark(self) -> str:
        return str(self.claim)

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def write(self, user: User | AnonymousUser) -> str:
        """Keep the answer, and say it in a sentence for the history. The caller holds the transaction."""
        given = self.form.cleaned_data
        if given["answer"] == YES:
            said = (given["stated_by"], given["stated_on"], given["check_on"])
            self.claim.state_force(*said)
            return in_words(*said)
        self.claim.end_statement()
        return "Not confirmed to be in force."


def in_words(by: str, on: date, check_on: date) -> str:
    return f"In force, confirmed {day(on)} by {by}, next check {day(check_on)}."


def day(value: date) -> str:
    return format_date(value, "j F Y")


Question = ForceQuestion | PrivateQuestion | BesidesQuestion


def questions(items: Iterable[Publishable], posted: Mapping[str, Any] | None = None) -> list[Question]:
    """What to ask before these are published, each thing once; with the answers where they came back. What a file
    holds comes first: it can be a reason not to publish it at all. The same is asked before other words of something
    published take the place of those that readers have."""
    data = posted if posted and ANSWERED in posted else None
    items = list(items)
    files = {file.pk: file for item in items for file in files_to_answer(item)}
    claims = {(type(claim), claim.pk): claim for item in items for claim in claims_to_answer(item)}
    return [
        *(PrivateQuestion(file, data) for file in files.values()),
        *(ForceQuestion.about(claim, data) for claim in claims.values()),
        *besides(items, data),
    ]


def files_to_answer(item: Publishable) -> Iterator[HeldBack]:
    """A draft that hangs on what is published stays one, whatever is published of that."""
    for file in item.files_held_back():
        if item.state != State.PUBLISHED or file.published_with.state == State.PUBLISHED:
            yield file


def claims_to_answer(item: Publishable) -> Iterator[Claim]:
    """Of what readers have already only what nobody has confirmed for today: the words of a page change oftener than
    the text that somebody confirmed."""
    for claim in item.claims_of_force():
        has_it = cast(Publishable, claim).state == State.PUBLISHED
        if item.state != State.PUBLISHED or (has_it and claim.is_unsaid):
            yield claim


def are_answered(asked: Iterable[Question]) -> bool:
    """Whether every question has its answer; the others carry what is wrong with theirs."""
    wrong = [question for question in asked if not question.is_valid()]  # each of them is asked
    return not wrong
