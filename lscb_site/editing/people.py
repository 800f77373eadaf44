"""Colleagues: what each is called, and whether they can still sign in."""

from typing import Any

LEFT = "somebody who has left"


def name_of(person: Any) -> str:
    name: str = person.get_full_name() or person.get_username()
    return name


def works_here(person: Any) -> bool:
    return bool(person.is_active and person.is_staff)


def name_and_standing(person: Any) -> str:
    """Of somebody who wrote or asked for something: who it is, and that nobody can ask them any more."""
    if person is None:
        return LEFT
    return name_of(person) if works_here(person) else f"{name_of(person)}, whose account is closed"
