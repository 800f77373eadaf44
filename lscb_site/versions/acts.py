"""One act of one person, such as sending a form: all that it saves of an item makes one version, with their name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse


@dataclass
class Act:
    by: Any = None  # a user, or nobody
    is_by_clock: bool = False  # a person planned it, and was not there
    kept: dict[tuple[type[Model], Any], int] = field(default_factory=dict)  # of each item the version it has made

    @property
    def person(self) -> Any:
        return self.by if getattr(self.by, "is_authenticated", False) else None


_act: ContextVar[Act | None] = ContextVar("act", default=None)
_is_quiet: ContextVar[bool] = ContextVar("is_quiet", default=False)


def current_act() -> Act:
    """Outside an act each saving is one of its own, by nobody."""
    return _act.get() or Act()


def is_quiet() -> bool:
    return _is_quiet.get()


@contextmanager
def act(by: Any = None, *, is_by_clock: bool = False) -> Iterator[Act]:
    begun = Act(by, is_by_clock)
    token = _act.set(begun)
    try:
        yield begun
    finally:
        _act.reset(token)


@contextmanager
def quietly() -> Iterator[None]:
    """What is saved meanwhile makes no version: it is undone again, or its version is written by whoever calls."""
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


class ActOfARequest:
    """Middleware, behind the one that knows who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        with act(request.user):
            return self.get_response(request)
