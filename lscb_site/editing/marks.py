"""A mark in each form of the admin: who opened it, and where. Nobody else can make one.

Only what comes back with its mark is ever put into a form again, so another site cannot put words into one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.http import HttpRequest
from django.utils.http import urlencode

from lscb_site.editing.people import name_of

FIELD = "_form"  # the name under which a form sends it back
SALT = "lscb_site.editing.marks"
HOLDS = timedelta(days=7)  # a form may stand open over a weekend

SAVED, MOST_SAVED = "saved_forms", 20  # in the session: the newest forms that were saved, for drafts to be thrown away


@dataclass(frozen=True)
class Mark:
    text: str
    person: str  # their key
    key: str  # of this opening of the form

    @classmethod
    def new(cls, request: HttpRequest) -> "Mark":
        person, key = str(request.user.pk), token_hex(6)
        return cls(signing.dumps([person, place_of(request), key], salt=SALT), person, key)

    @classmethod
    def sent(cls, request: HttpRequest, data: Mapping[str, Any]) -> "Mark | None":
        """The mark among the fields of a form; None where there is none, or it is another form's, or too old."""
        text = data.get(FIELD, "")
        try:
            person, place, key = signing.loads(text, salt=SALT, max_age=HOLDS)
        except (signing.BadSignature, ValueError):
            return None
        return cls(text, person, key) if place == place_of(request) else None

    def is_of(self, request: HttpRequest) -> bool:
        return self.person == str(request.user.pk)

    @property
    def name(self) -> str:
        """Who opened the form."""
        person = get_user_model()._default_manager.filter(pk=self.person).first()
        return name_of(person) if person else "Somebody else"


def place_of(request: HttpRequest) -> str:
    """The address of a form. Where somebody came from, such as the filters of a list, makes no other form of it."""
    from_where = {name for name in request.GET if name.startswith("_")} | {"cms_path"}
    kept = sorted((name, values) for name, values in request.GET.lists() if name not in from_where)
    return f"{request.path}?{urlencode(kept, doseq=True)}" if kept else request.path


@dataclass(frozen=True)
class Shown:
    """What a form says of itself: its mark, and whether it holds something that was sent and not saved."""

    mark: Mark
    place: str
    is_unsaved: bool


def shown(request: HttpRequest) -> Shown:
    """For a form that is about to be shown. Shown again, it keeps the mark that it came with."""
    request.form_is_shown = True  # type: ignore[attr-defined]
    mark = Mark.sent(request, request.POST)
    is_unsaved = FIELD in request.POST
    if mark is None or not mark.is_of(request):
        mark = Mark.new(request)
    return Shown(mark, place_of(request), is_unsaved)


def note_saved(request: HttpRequest, status: int) -> None:
    """A form was answered. Where it is not shown again it was saved, and the browser need not keep what was typed."""
    mark = Mark.sent(request, request.POST)
    if mark and status < 400 and not hasattr(request, "form_is_shown"):
        request.session[SAVED] = [*request.session.get(SAVED, []), mark.key][-MOST_SAVED:]
