"""How far a backup is, for whoever watches a terminal."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from tqdm import tqdm

Watched = Callable[[Sequence[Any], str], Iterable[Any]]  # passes on what it is given, and shows how far it is


def on_terminal(stream: Any, verbosity: int) -> Watched:
    """Silent where nobody looks at a terminal."""
    return partial(show, stream, True if verbosity == 0 else None)


def show(stream: Any, is_silent: bool | None, things: Sequence[Any], what: str) -> Iterable[Any]:
    bar: Iterable[Any] = tqdm(things, unit=f" {what}", file=stream, disable=is_silent)
    return bar
