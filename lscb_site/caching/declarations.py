"""What a view says of itself, so that its pages may be kept. A view that says nothing is asked every time.

    cached_by             the query parameters that its pages differ by, such as ("kind", "page"); () for none. Each
                          value makes a page of its own; parameters that are not named change nothing.
    answered_afresh_for   parameters that hold what a reader typed. Such an answer is kept nowhere.

Class-based views and feeds have them as attributes of the class; a function gets the first by the decorator below.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.urls import Resolver404, resolve

P = ParamSpec("P")
R = TypeVar("R")

LONGEST_PATH = 1_000  # characters; a longer one has no page
PATHS = 4_096  # whose declarations are remembered


@dataclass(frozen=True)
class Declaration:
    cached_by: tuple[str, ...]
    answered_afresh_for: tuple[str, ...]


def cached_by(*parameters: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let the pages of a view function be kept, one for each value of the named query parameters."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def declared(*args: P.args, **kwargs: P.kwargs) -> R:
            return view(*args, **kwargs)

        declared.cached_by = parameters  # type: ignore[attr-defined]  # what a function carries has no type
        return declared

    return declare


@lru_cache(PATHS)
def declaration(path: str) -> Declaration | None:
    """That of the view at a path, given as WSGI gives it; None where nothing may be kept."""
    try:
        readable = path.encode("latin-1").decode()
    except UnicodeError:
        return None
    if len(path) > LONGEST_PATH or "\0" in path:
        return None
    try:
        view = resolve(readable).func
    except Resolver404:
        return None
    view = getattr(view, "view_class", view)
    parameters = getattr(view, "cached_by", None)
    return None if parameters is None else Declaration(parameters, getattr(view, "answered_afresh_for", ()))
