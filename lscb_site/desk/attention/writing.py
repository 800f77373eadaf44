"""What waits for a publisher, what came back from one, and what goes live or ends by the clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from cms.models import PageContent
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone

from lscb_site.desk.attention.needs import Link, Need, Thing, need
from lscb_site.editing.people import name_and_standing
from lscb_site.pages.page_moments import PageMoment
from lscb_site.pages.submitting import PUBLISH
from lscb_site.publishing.letters import PAUSES
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.moments import publishable_models
from lscb_site.publishing.states import State
from lscb_site.publishing.submissions import LIBRARY_KINDS, Submission, kind_of
from lscb_site.web.addresses import admin_address
from lscb_site.web.dates import midnight_after

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
LATELY = timedelta(days=14)  # that an answer is news to who asked
CARRY_ON = 5  # things that somebody wrote last
IN_A_WEEK = 20  # moments told; a board has far fewer

Answer = Submission.Answer


def submitted(user: User) -> Need | None:
    """To who may publish it."""
    every = [*publishable_models(), *LIBRARY_KINDS]
    models = [model for model in every if user.has_perm(kind_of(model).permission)]
    if not models:
        return None
    kinds = ContentType.objects.get_for_models(*models).values()
    waiting = Submission.objects.waiting().filter(content_type__in=kinds).select_related("submitted_by")
    return need(
        "submitted",
        waiting.prefetch_related("item").order_by("submitted_at"),
        told,
        ("A draft waits for a publisher", "{count} drafts wait for a publisher"),
        "Readers have the old words, or none, until you publish it or send it back.",
        "Look at the one that waits longest",
    )


def told(submission: Submission) -> Thing:
    item = submission.subject
    kind = item.kind_in_words if isinstance(item, Publishable) else submission.kind.name
    name = name_and_standing(submission.submitted_by)
    note = f": “{submission.note}”" if submission.note else ""
    return Thing(submission.title, submission.address, f"{kind}, submitted by {name}{note}")


def sent_back(user: User) -> Need | None:
    """To who submitted it."""
    mine = Submission.objects.sent_back().filter(submitted_by=user).select_related("answered_by")
    return need(
        "sent-back",
        mine.prefetch_related("item"),
        lambda submission: Thing(submission.title, submission.address, f"“{submission.reason}”"),
        ("A draft of yours was sent back", "{count} drafts of yours were sent back"),
        "A publisher says what must change. Mend it and submit it again.",
        "Mend the newest",
    )


def left_behind(user: User) -> Need | None:
    """What was sent back to somebody who cannot sign in any more: to everybody who may write such things."""
    models = [model for model in (*publishable_models(), *LIBRARY_KINDS) if user.has_perm(kind_of(model).to_write)]
    if not models:
        return None
    gone = Q(submitted_by=None) | Q(submitted_by__is_active=False) | Q(submitted_by__is_staff=False)
    kinds = ContentType.objects.get_for_models(*models).values()
    found = Submission.objects.sent_back().filter(gone, content_type__in=kinds).select_related("submitted_by")
    return need(
        "left-behind",
        found.prefetch_related("item"),
        lambda each: Thing(each.title, each.address, f"by {name_and_standing(each.submitted_by)}: “{each.reason}”"),
        ("A draft was sent back to somebody who has left", "{count} drafts were sent back to people who have left"),
        "Nobody mends it any more. Mend it and submit it again, or delete it.",
        "Mend the newest",
    )


def untold(user: User) -> Need | None:
    """Letters about submissions that the mail server refused for good. The desk shows the same, so little is lost."""
    if not user.has_perm("auth.view_user"):
        return None
    failed = Submission.objects.filter(told_at=None, tried__gt=len(PAUSES)).exclude(answer=Answer.TAKEN_BACK)
    return need(
        "untold",
        failed.prefetch_related("item"),
        lambda submission: Thing(submission.title, submission.address, submission.problem),
        ("A letter to colleagues could not be sent", "{count} letters to colleagues could not be sent"),
        "They see on their desk what waits. Tell whoever runs the site that mail fails.",
        Link("See people and their addresses", admin_address(User, "changelist")),
    )


def my_submissions(user: User) -> list[Submission]:
    """What somebody asked for: what still waits, and what was answered lately."""
    asked = Submission.objects.filter(submitted_by=user).exclude(answer=Answer.TAKEN_BACK)
    lately = asked.filter(answered_at__gt=timezone.now() - LATELY, answer=Answer.PUBLISHED)
    found = (asked.waiting() | lately).select_related("answered_by").prefetch_related("item")
    return list(found[:CARRY_ON])


@dataclass(frozen=True, slots=True)
class Moment:
    """That something goes live, or stops being live, by the clock."""

    at: datetime
    words: str
    thing: Thing

    @property
    def is_today(self) -> bool:
        return timezone.localdate(self.at) == timezone.localdate()


def this_week(user: User, moment: datetime | None = None) -> list[Moment]:
    """What the clock does until the end of the seventh day from today, soonest first. Two queries a kind of thing."""
    moment = moment or timezone.now()
    found = [
        scheduled
        for model in publishable_models()
        if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
        for scheduled in moments_of(model._default_manager.filter(state=State.PUBLISHED), moment)
    ]
    if user.has_perm(PUBLISH):  # who alone can open the screen behind it
        soon = PageMoment.objects.open().filter(at__gt=moment, at__lt=end_of_the_week(moment)).order_by("at")
        found += [Moment(each.at, each.get_act_display(), page_of(each)) for each in soon.with_titles()[:IN_A_WEEK]]
    return sorted(found, key=lambda each: (each.at, each.thing.name))[:IN_A_WEEK]


def end_of_the_week(moment: datetime) -> datetime:
    """The seventh day is told to its end: “in a week, 09:00” is in it at whatever time that was said."""
    return midnight_after(timezone.localdate(moment) + A_WEEK)


def moments_of(published: QuerySet[Publishable], moment: datetime) -> Iterator[Moment]:
    for field, words in (("publish_from", "goes live"), ("publish_until", "stops being live")):
        soon = published.filter(**{f"{field}__gt": moment, f"{field}__lt": end_of_the_week(moment)}).order_by(field)
        for item in soon[:IN_A_WEEK]:
            yield Moment(getattr(item, field), words, Thing(str(item), admin_address(item), item.kind_in_words))


def page_of(moment: PageMoment, detail: str = "Page") -> Thing:
    return Thing(moment.title, admin_address(moment.page, "schedule"), detail)


def pages_not_changed(user: User) -> Need | None:
    """What the clock was to do with a page, and could not."""
    if not user.has_perm(PUBLISH):
        return None
    failed = PageMoment.objects.failed().with_titles()
    return need(
        "pages-not-changed",
        failed,
        lambda moment: page_of(moment, f"{moment.get_act_display()}, {moment.when}. {moment.problem}"),
        ("A page was not changed at its moment", "{count} pages were not changed at their moments"),
        "Readers see what they saw before, though somebody meant them to see something else by now.",
        "Choose a new moment",
    )


def pages_late(user: User) -> Need | None:
    """What was made good after the clock had not run. It leaves the desk by itself."""
    if not user.has_perm(PUBLISH):
        return None
    late = PageMoment.objects.late(timezone.now() - A_DAY).with_titles()
    return need(
        "pages-late",
        late,
        lambda moment: page_of(moment, f"{moment.get_act_display()}, due {moment.when}, done {moment.when_done}"),
        ("A page was changed later than planned", "{count} pages were changed later than planned"),
        "The clock or the worker did not run at the moment. It is made good. Tell whoever runs the site.",
        Link("See the pages", admin_address(PageContent, "changelist")),
    )


def carry_on(user: User) -> list[Thing]:
    """What somebody wrote last, newest first, each once, as far as it is still there."""
    found: dict[tuple[int | None, str | None], Thing] = {}
    entries = LogEntry.objects.filter(user=user).exclude(action_flag=DELETION).select_related("content_type")
    for entry in entries.order_by("-action_time")[: CARRY_ON * 6]:
        key = (entry.content_type_id, entry.object_id)
        if key in found or not (address := entry.get_admin_url()):
            continue
        found[key] = Thing(entry.object_repr, address, str(entry.content_type).rpartition("|")[2].strip())
        if len(found) == CARRY_ON:
            break
    return list(found.values())
