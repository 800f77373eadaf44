"""What can be previewed: an item, the draft of its next version, and what other rooms add.

Its rows are made live in a transaction that is undone again, so the page is the one that readers will get, from the
view, the querysets and the templates that will make it.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State, Status
from lscb_site.publishing.wording import quoted
from lscb_site.versions.contents import put
from lscb_site.versions.drafting import draft_on_top
from lscb_site.versions.keeping import stored
from lscb_site.versions.models import Version
from lscb_site.web.addresses import admin_address

A_DAY = timedelta(days=1)
AS_LIVE = "This is how it looks once it is published."


class Standing(Enum):
    """What a link to a preview can lead to."""

    NOT_YET = auto()  # the preview
    LIVE = auto()  # the page itself
    OVER = auto()  # neither


class Kind(ABC):
    def subject(self, thing: Any) -> models.Model:
        """The row whose form, history and page these are."""
        found: models.Model = thing
        return found

    def title(self, thing: Any) -> str:
        return str(self.subject(thing))

    def page(self, thing: Any) -> str:
        """The address of its page for readers; empty while it has none."""
        address: str = stored(self.subject(thing)).get_absolute_url()  # type: ignore[arg-type]
        return address

    @abstractmethod
    def standing(self, thing: Any) -> Standing: ...

    @abstractmethod
    def form_address(self, thing: Any) -> str:
        """Where staff write it."""

    @abstractmethod
    def preview_address(self, thing: Any) -> str: ...

    @abstractmethod
    def sentences(self, thing: Any, moment: datetime) -> Iterable[str]:
        """What is not so yet, for staff, and when it will be."""

    @abstractmethod
    def make_live(self, thing: Any, moment: datetime) -> list[Publishable]:
        """Write the rows as they will be at `moment`; gives the items that readers cannot have yet. The caller holds
        the transaction and undoes it. Raises ValidationError and IntegrityError."""

    def goes_live_at(self, thing: Any) -> datetime | None:
        """The moment that somebody has set and that is still to come."""
        return None

    def needed_to_show(self, thing: Any) -> set[str]:
        """The permissions of who may show it to somebody outside: of who may write it."""
        meta = self.subject(thing)._meta
        return {f"{meta.app_label}.change_{meta.model_name}"}


class ItemKind(Kind):
    """Of anything that is published."""

    def standing(self, item: Publishable) -> Standing:
        if is_below_what_is_over(item):
            return Standing.OVER
        match item.status():
            case Status.DRAFT | Status.SCHEDULED:
                return Standing.NOT_YET
            case Status.LIVE:
                return Standing.LIVE if item.is_live else Standing.NOT_YET
        return Standing.OVER

    def form_address(self, item: Publishable) -> str:
        return admin_address(item)

    def preview_address(self, item: Publishable) -> str:
        return admin_address(item, "preview")

    def goes_live_at(self, item: Publishable) -> datetime | None:
        is_to_come = item.state != State.WITHDRAWN and item.publish_from and item.publish_from > timezone.now()
        return item.publish_from if is_to_come else None

    def needed_to_show(self, item: Publishable) -> set[str]:
        """Of what is scheduled, of who publishes it: nobody else may change that."""
        needed = super().needed_to_show(item)
        return (
            needed
            if item.state == State.DRAFT
            else needed | {f"{item._meta.app_label}.publish_{item._meta.model_name}"}
        )

    def sentences(self, item: Publishable, moment: datetime) -> Iterable[str]:
        yield said_of_state(item, moment)
        if item.must_end and item.publish_until is None:
            yield "It must have an end before it is published: here it ends after a day."
        others = [other for other in not_yet_live(item, moment) if other != item]
        if others:
            yield f"Shown as if they were live too: {quoted(others)}."

    def make_live(self, item: Publishable, moment: datetime) -> list[Publishable]:
        found = not_yet_live(item, moment)
        for each, is_needed in found.items():
            set_live(each, moment, is_needed=is_needed)
        return list(found)


class DraftKind(Kind):
    """Of the draft that is written beside what is live, a `Version`."""

    def subject(self, draft: Version) -> Publishable:
        item: Any = draft.item
        found: Publishable = item
        return found

    def standing(self, draft: Version) -> Standing:
        item = self.subject(draft)
        if is_below_what_is_over(item):
            return Standing.OVER
        if draft.state == Version.State.DRAFT and item.state == State.PUBLISHED:
            return Standing.NOT_YET
        return Standing.LIVE if draft.state == Version.State.PUBLISHED and item.is_live else Standing.OVER

    def form_address(self, draft: Version) -> str:
        return admin_address(self.subject(draft), "draft")

    def preview_address(self, draft: Version) -> str:
        return admin_address(self.subject(draft), "draft_preview")

    def sentences(self, draft: Version, moment: datetime) -> Iterable[str]:
        yield f"A draft of version {draft.number}: readers do not see it until a publisher publishes it."

    def make_live(self, draft: Version, moment: datetime) -> list[Publishable]:
        item = self.subject(draft)
        put(stored(item), draft_on_top(item).data, temporary=True)
        return OF_ITEMS.make_live(item, moment)


OF_ITEMS = ItemKind()
OTHER_KINDS: dict[type[models.Model], Kind] = {Version: DraftKind()}  # a room above adds its own


def kind_of(thing: models.Model) -> Kind:
    return OTHER_KINDS.get(type(thing), OF_ITEMS)


def is_below_what_is_over(item: Publishable) -> bool:
    """Whether its page cannot be seen without one that was withdrawn, perhaps for what it says, or that ended."""
    return any(
        other.status() in (Status.WITHDRAWN, Status.EXPIRED) or is_below_what_is_over(other)
        for other in item.cannot_be_seen_without()
    )


def not_yet_live(item: Publishable, moment: datetime) -> dict[Publishable, bool]:
    """What must be made live at a moment for its page to be what it will be: the item, what its page cannot be seen
    without, and what is published with them. Of the last, which keep a moment of their own, it says False."""
    found: dict[Publishable, bool] = {}

    def look_at(each: Publishable, is_needed: bool) -> None:
        if each in found and (found[each] or not is_needed):
            return
        if each.state == State.DRAFT or each.status(moment) != Status.LIVE:
            found[each] = is_needed
            for other in each.goes_live_with() if each.state != State.PUBLISHED else ():
                if other.state == State.DRAFT:
                    look_at(other, False)
        for other in each.cannot_be_seen_without() if is_needed else ():
            look_at(other, True)

    look_at(item, True)
    return found


def set_live(each: Publishable, moment: datetime, *, is_needed: bool) -> None:
    """Past the models' signals: nothing is to be kept, indexed or told of what is undone again."""
    starts, ends = each.publish_from, each.publish_until
    if starts is None or (starts > moment and is_needed):
        starts = moment
    if ends is None or ends <= moment:
        ends = max(starts, moment) + A_DAY if each.must_end else None
    type(each)._base_manager.filter(pk=each.pk).update(state=State.PUBLISHED, publish_from=starts, publish_until=ends)


def said_of_state(item: Publishable, moment: datetime) -> str:
    status, starts, ends = item.status(), item.publish_from, item.publish_until
    if status == Status.DRAFT:
        if starts and starts > timezone.now():
            return f"A draft: readers do not see it. Once it is published, it goes live on {when(starts)}."
        return f"A draft: readers do not see it. {AS_LIVE}"
    if status == Status.WITHDRAWN:
        return "It was withdrawn: at its address readers are told why. This is how it looks once it is published again."
    if status == Status.EXPIRED:
        return f"Readers do not see it any more: it ended on {when(ends)}. This is how it looked."
    if ends and ends <= moment:
        return f"On that day readers do not see it any more: it ends on {when(ends)}. This is how it looks until then."
    if status == Status.LIVE:
        return "Readers see it now."
    if starts and starts > moment:
        return f"Readers do not see it yet: it goes live on {when(starts)}. This is how it will look."
    return f"Readers do not see it yet. On that day they do: it goes live on {when(starts)}."


def when(moment: datetime | None) -> str:
    return format_date(timezone.localtime(moment), "j F Y \\a\\t H:i")
