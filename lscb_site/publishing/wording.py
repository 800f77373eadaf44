"""Words that the screens of publishing share."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError


def quoted(items: Iterable[object]) -> str:
    """“First”, “Second” and “Third”."""
    words = [f"“{item}”" for item in items]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def sentences(refusal: ValidationError) -> str:
    return " ".join(refusal.messages)
