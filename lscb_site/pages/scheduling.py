"""Pages of the CMS go live and end at moments that somebody chose. The clock finds what is due, and a worker does it.

Through the library's own publishing: versions, addresses, menus and search learn of it as if a person had pressed the
button. What was missed, because the clock did not run, is made good at once. What cannot be done is told on the desk.
"""

import logging
from dataclasses import asdict, dataclass
from datetime import datetime

from cms.models import Page, PageContent
from django.contrib.admin.models import CHANGE
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import Min
from django.dispatch import receiver
from django.utils import timezone
from django.utils.dateformat import format as format_date
from djangocms_versioning.constants import DRAFT, OPERATION_PUBLISH, OPERATION_UNPUBLISH
from djangocms_versioning.signals import post_version_operation

from lscb_site.editing.history import note
from lscb_site.editing.people import name_of
from lscb_site.pages.page_moments import PageMoment
from lscb_site.pages.submitting import PUBLISH
from lscb_site.pages.withdrawals import withdraw
from lscb_site.publishing.wording import sentences
from lscb_site.versions import acts
from lscb_site.web.locking import lock

logger = logging.getLogger(__name__)

Act = PageMoment.Act
TAKEN = "Another page has its address by now. Give it another one, and publish it by hand."
FAILED = "The site failed at it. Do it by hand, and tell whoever runs the site."


@dataclass(frozen=True)
class End:
    """What readers of a page are told once it has ended, and where they go."""

    reason: str = ""
    instead: str = ""
    leads_on: bool = False


NO_MORE = End()


def draft_of(page: Page) -> PageContent | None:
    return PageContent.admin_manager.filter(page=page, versions__state=DRAFT).first()


def open_moments(page: Page) -> dict[str, PageMoment]:
    """By the act: what is planned, or was and could not be done."""
    return {moment.act: moment for moment in page.moments.filter(done_at=None)}


@transaction.atomic
def plan(page: Page, user, starts: datetime | None, ends: datetime | None, end: End = NO_MORE) -> list[str]:
    """Put these moments in the place of what was planned; None takes one away. What changed, in sentences."""
    lock([page])
    before = open_moments(page)
    afterwards = asdict(end) | {"reason": end.reason or ended(ends)} if ends else {}
    wanted = {Act.PUBLISH: {"at": starts, "draft": draft_of(page)}, Act.WITHDRAW: {"at": ends, **afterwards}}
    said = []
    for act, facts in wanted.items():
        was = before.get(act)
        if was and not was.problem and all(getattr(was, name) == value for name, value in facts.items()):
            continue
        if was:
            was.delete()
        if facts["at"]:
            moment = PageMoment.objects.create(page=page, act=act, planned_by=user, **facts)
            said.append(f"It {moment.get_act_display()} on {moment.when}.")
        elif was:
            said.append(f"It no longer {was.get_act_display()} on {was.when}.")
    if said:
        note(user.pk, page, CHANGE, f"Planned: {' '.join(said)}")
    return said


def ended(ends: datetime) -> str:
    """The reason of an end for which nobody gave one."""
    return f"It was there until {format_date(timezone.localtime(ends), 'j F Y')}."


# What the clock finds -------------------------------------------------------------------------------------------------


def do_next(moment: datetime) -> bool:
    """Do the first of what is due at an aware `moment`; false where nothing is."""
    due = PageMoment.objects.due(moment).first()
    if due is None:
        return False
    try:
        _do(due)
    except (OperationalError, InterfaceError):
        raise  # the database is away, or somebody holds the row: the clock asks again
    except ValidationError as refusal:
        _could_not(due, sentences(refusal))
    except Exception:
        logger.exception("The clock could not do what was planned for page %s.", due.page_id)
        _could_not(due, FAILED)
    return True


@transaction.atomic
def _do(due: PageMoment) -> None:
    # In the order of whoever publishes, plans or withdraws by hand.
    lock([due.page])
    if due.draft:
        due.draft.versions.select_for_update(no_key=True).first()
    moment = PageMoment.objects.open().select_for_update(of=("self",)).filter(pk=due.pk).first()
    if moment is None:
        return  # somebody else did it, or took it back
    who = moment.planned_by
    if who is None or not who.is_active or not who.has_perm(PUBLISH):
        name = name_of(who) if who else "Whoever planned it"
        raise ValidationError(f"{name} may not publish pages any more.")
    # First, so that what listens to publishing and withdrawing leaves this one alone.
    moment.done_at = timezone.now()
    moment.save()
    with acts.act(who, is_by_clock=True):
        _publish_or_withdraw(moment, who)
    words = {Act.PUBLISH: "Published by the clock", Act.WITHDRAW: f"Withdrawn by the clock: {moment.reason}"}
    late = f" It was due on {moment.when}, when the clock or the worker did not run." if moment.is_late else ""
    note(who.pk, moment.page, CHANGE, f"{words[moment.act].removesuffix('.')}.{late}")


def _publish_or_withdraw(moment: PageMoment, who) -> None:
    if moment.act == Act.WITHDRAW:
        withdraw(moment.page, who, moment.reason, moment.instead, moment.leads_on)
        return
    version = moment.draft.versions.first() if moment.draft else None
    if version is None or version.state != DRAFT:
        raise ValidationError("The draft was put aside or thrown away.")
    try:
        version.publish(who)
    except IntegrityError as clash:
        raise ValidationError(TAKEN) from clash


def _could_not(moment: PageMoment, why: str) -> None:
    PageMoment.objects.open().filter(pk=moment.pk).update(problem=why[:300])


def next_moment() -> datetime | None:
    """The first moment to come at which a page goes live or ends."""
    return PageMoment.objects.open().filter(at__gt=timezone.now()).aggregate(first=Min("at"))["first"]


# What makes a plan idle -----------------------------------------------------------------------------------------------


@receiver(post_version_operation, sender=PageContent)
def done_by_hand(sender, operation, obj, **kwargs):
    """Published or withdrawn by somebody, it needs no clock."""
    if operation == OPERATION_PUBLISH:
        obj.content.page.moments.filter(done_at=None, act=Act.PUBLISH).delete()
    elif operation == OPERATION_UNPUBLISH and not kwargs.get("to_be_published"):
        obj.content.page.moments.filter(done_at=None, act=Act.WITHDRAW).delete()
