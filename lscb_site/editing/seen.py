"""Screens on which somebody decides: what the decision was about is sent back with it, as a digest."""

import hashlib
import json
from collections.abc import Iterable

from django.http import HttpRequest

from lscb_site.editing.written import replay_of

FIELD = "seen"  # the name under which a screen sends it back


def seen(facts: Iterable[object]) -> str:
    """A mark of what a screen shows. A decision that brings another mark was made about something else."""
    return hashlib.sha256(json.dumps([str(fact) for fact in facts]).encode()).hexdigest()[:32]


def look_again(request: HttpRequest, done: str) -> str:
    """The sentence of every such screen: `done` is what has not been done, such as “published”."""
    if replay := replay_of(request):
        return f"{replay.sentence} Nothing is {done} yet: look through it once more."
    return (
        f"Something changed while you were choosing, so nothing is {done} yet. "
        "What you chose and typed is kept: look through it once more."
    )
