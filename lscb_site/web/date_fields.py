"""Fields of forms for days, times and moments: they read what people write, and say what to write instead."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.text import days, times

T = TypeVar("T")

# The two clocks of this country, for the hour that comes twice when they go back.
CLOCK = re.compile(r"(?P<time>.*[^\s(])\s*\(?\b(?P<clock>gmt|bst)\)?\s*\Z", re.IGNORECASE | re.DOTALL)


def as_refusal(read: Callable[[], T]) -> T:
    """What `read` gives; its ValueError becomes a ValidationError with the same sentence."""
    try:
        return read()
    except ValueError as wrong:
        raise ValidationError(str(wrong), code="invalid") from wrong


class DayField(forms.DateField):
    """“18 March 2015”, “18/3/2015”, “tomorrow”. The day comes first, always."""

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        return as_refusal(lambda: days.read_day(value, timezone.localdate()))


class ClockField(forms.TimeField):
    """“9am”, “9.30”, “noon”."""

    def to_python(self, value: Any) -> time | None:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        return as_refusal(lambda: times.read_time(value))


class ClockOfADayField(ClockField):
    """The time of a moment. Behind it may stand BST or GMT, for the hour that comes twice."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and (found := CLOCK.match(value)):
            read = super().to_python(found["time"])
            return read and WithClock(read, found["clock"].upper())
        if isinstance(value, str) and "midnight" in value.lower():
            sentence = "Midnight may begin or end this day: write 00:00 for its beginning, or 23:59 for its end."
            raise ValidationError(sentence, code="invalid")
        return super().to_python(value)


class WithClock(tuple[time, str]):
    """A time and the clock that shows it."""

    def __new__(cls, at: time, clock: str) -> "WithClock":
        return super().__new__(cls, (at, clock))


class MomentInput(AdminSplitDateTime):
    """A day and a time. In the hour that comes twice the time names its clock, so that it is read back as it was."""

    def decompress(self, value: Any) -> Any:
        day, at = super().decompress(value)
        if day and at and len(moments_of(datetime.combine(day, at))) > 1:
            return day, f"{at:%H:%M:%S} {timezone.localtime(value).tzname()}"
        return day, at


class MomentField(forms.SplitDateTimeField):
    """A day and a time in London. What London's clocks never show, or show twice, is asked about."""

    widget = MomentInput
    default_error_messages = {
        "invalid_date": f"Give the day too. {days.EXAMPLE}",
        "invalid_time": f"Give the time too. {times.EXAMPLE}",
    }

    def __init__(self, *, input_date_formats: Any = None, input_time_formats: Any = None, **kwargs: Any) -> None:
        localize = kwargs.get("localize", False)
        fields = (DayField(localize=localize), ClockOfADayField(localize=localize))
        # Past the fields of the framework, which read days and times in their own way.
        super(forms.SplitDateTimeField, self).__init__(fields, **kwargs)
        # The admin prints “Date:” and “Time:” beside them, and ties neither to its field.
        for part, widget in zip(("date", "time"), self.widget.widgets, strict=True):
            widget.attrs["aria-label"] = f"{self.label or 'Moment'}, {part}"

    def compress(self, data_list: Any) -> datetime | None:
        day, at = data_list or (None, None)
        if day is None and at is None:
            return None
        if day is None:
            raise ValidationError(self.error_messages["invalid_date"], code="invalid_date")
        if at is None:
            raise ValidationError(self.error_messages["invalid_time"], code="invalid_time")
        return as_refusal(lambda: moment_of(day, *(at if isinstance(at, WithClock) else (at, ""))))


def moments_of(shown: datetime) -> list[datetime]:
    """The moments at which London's clocks show a day and a time: one, none or two."""
    zone = timezone.get_current_timezone()
    both = dict.fromkeys(shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return [moment for moment in both if moment.astimezone(zone).replace(tzinfo=None) == shown]


def moment_of(day: date, at: time, clock: str = "") -> datetime:
    """The moment that a day, a time and perhaps its clock name. Raises ValueError with a sentence."""
    shown = datetime.combine(day, at)
    found = moments_of(shown)
    when = format_date(day, "j F Y")
    if not found:
        later = f"{at.hour + 1:02}:{at.minute:02}"
        raise ValueError(f"On {when} the clocks go forward, and never show {at:%H:%M}. Write {later} instead.")
    if clock:
        found = [moment for moment in found if timezone.localtime(moment).tzname() == clock]
        if not found:
            raise ValueError(f"On {when} at {at:%H:%M} London’s clocks do not show {clock}. Leave it out.")
    if len(found) > 1:
        raise ValueError(
            f"On {when} the clocks go back, and show {at:%H:%M} twice. "
            f"Write {at:%H:%M} BST for the first time, or {at:%H:%M} GMT for the second."
        )
    return timezone.localtime(found[0])


# For every form of the admin, `formfield_overrides`: its widgets stay, but for the one that shows moments.
IN_THE_ADMIN: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
    models.DateField: {"form_class": DayField},
    models.TimeField: {"form_class": ClockField},
}
