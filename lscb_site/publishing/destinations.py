"""Where readers can be sent, by title: an editor types a part of it and never has to know a path.

What there is to choose from is known to rooms further up: they say so when they start.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lscb_site.publishing.forwarding import can_be_opened
from lscb_site.publishing.models import an_address
from lscb_site.text.characters import clean_line
from lscb_site.web.addresses import can_be_led_to

MOST_NAMED = 5  # that a refusal names
LONGEST = 300  # characters of an address
NOTHING_THERE = "Nothing is at this address. Type a part of a title and choose it from the list."


@dataclass(frozen=True, slots=True)
class Destination:
    """Something that readers can open now."""

    title: str
    kind: str  # in words: “Document”
    address: str

    def __str__(self) -> str:
        return f"{self.title} ({self.kind})"


_sources: list[Callable[[], Iterable[Destination]]] = []


def offer(source: Callable[[], Iterable[Destination]]) -> None:
    _sources.append(source)


def destinations() -> list[Destination]:
    """By title, each once: a document and its edition are found on one page."""
    found = {each for source in _sources for each in source()}
    return sorted(found, key=lambda each: (each.title.lower(), each.kind, each.address))


def address_of(typed: str) -> str:
    """The address that is meant by a title, with its kind or without, or by an address. Raises ValidationError with a
    sentence where that is nothing, or several, or answers nothing."""
    if typed.startswith(("/", "http://", "https://")):
        if not can_be_led_to(typed):
            raise ValidationError("This is not a whole address. Copy it from the browser's address line.")
        an_address(typed)
        if not can_be_opened(typed):
            raise ValidationError(NOTHING_THERE)
        return typed
    found = titled(typed)
    if len({each.address for each in found}) == 1:
        return found[0].address
    if found:
        raise ValidationError(f"Several are called that: {named(found)}. Choose one from the list.")
    if alike := [each for each in destinations() if typed.casefold() in each.title.casefold()]:
        raise ValidationError(f"Which one do you mean? {named(alike)}. Choose one from the list.")
    raise ValidationError("Nothing on the site is called that. Type a part of its title and choose it from the list.")


def titled(typed: str) -> list[Destination]:
    """What is called that, whatever the letters' size and with its kind or without."""
    wanted = " ".join(typed.split()).casefold()
    return [each for each in destinations() if wanted in (str(each).casefold(), each.title.casefold())]


def named(some: list[Destination]) -> str:
    words = ", ".join(f"“{each}”" for each in some[:MOST_NAMED])
    return words if len(some) <= MOST_NAMED else f"{words} and {len(some) - MOST_NAMED} more"


class DestinationInput(forms.TextInput):
    """The browser finds what is typed among the titles, with the keyboard and without a script."""

    template_name = "admin/publishing/destination.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        suggested = f"{(attrs or {}).get('id', name)}-titles"
        context = super().get_context(name, value, {**(attrs or {}), "list": suggested, "autocomplete": "off"})
        return context | {"suggested": suggested, "destinations": destinations()}


class DestinationField(forms.CharField):
    """Takes a title or an address, and gives an address."""

    widget = DestinationInput

    def clean(self, value: Any) -> str:
        typed = clean_line(super().clean(value) or "")
        address = address_of(typed) if typed else ""
        if len(address) > LONGEST:
            raise ValidationError(f"This address is too long: at most {LONGEST} characters.")
        return address
