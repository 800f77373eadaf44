"""What was typed into a form that was not saved, carried along until the form can be shown again.

It comes from a form that arrived without a session, or from a draft that the browser kept.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.editing.typed import uploads_of
from lscb_site.web.incoming_text import SECRET

FIELD = "_written"  # the name under which a form carries it
KEPT = "written"  # and under which a session keeps it, while somebody signs in
BESIDE = 16 * 1024  # bytes that are sent with it: a name, a password, and how a browser parts them
WHEN = "H:i \\o\\n j F Y"
SIGNED_OUT = "You were signed out while you wrote."
NOT_CARRIED = {"csrfmiddlewaretoken", FIELD}


@dataclass(frozen=True)
class Written:
    fields: list[tuple[str, str]]
    files: list[str]  # names: what was chosen cannot be carried
    secrets: bool = False  # whether passwords were left out
    at: int = 0  # milliseconds since 1970: when the browser kept it; 0 where it was sent

    @classmethod
    def of(cls, request: HttpRequest) -> "Written":
        """What a form has sent. Passwords are not carried."""
        names = [name for name in request.POST if name not in NOT_CARRIED]
        open_names = [name for name in names if not SECRET.fullmatch(name)]
        return cls(
            [(name, value) for name in open_names for value in request.POST.getlist(name)],
            [upload.name or "" for _, upload in uploads_of(request) if not hasattr(upload, "signature")],
            secrets=any(value for name in names if name not in open_names for value in request.POST.getlist(name)),
        )

    @classmethod
    def sent(cls, request: HttpRequest) -> "Written | None":
        """What is carried by a form; None where it carries nothing. Raises `BadRequest`."""
        return cls.read(request.POST[FIELD]) if FIELD in request.POST else None

    @classmethod
    def kept(cls, request: HttpRequest) -> "tuple[Written, str] | None":
        """What the session keeps, and the address that it was sent to."""
        kept = request.session.get(KEPT)
        return (cls.read(kept["text"]), kept["address"]) if kept else None

    @classmethod
    def read(cls, text: str) -> "Written":
        """Raises `BadRequest`."""
        try:
            found = json.loads(text)
            fields = [(str(name), str(value)) for name, value in found["fields"]]
            files = [str(name) for name in found["files"]]
            "".join([*(name + value for name, value in fields), *files]).encode()  # half a character is none
            written = cls(fields, files, bool(found.get("secrets")), int(found.get("at", 0)))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            raise BadRequest("What a form carries cannot be read.") from None
        if len(fields) > (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or 0):
            raise BadRequest("A form carries too many fields.")
        return written

    def keep(self, request: HttpRequest) -> None:
        """In the session, with the address that it was sent to. What was kept there before is forgotten."""
        request.session[KEPT] = {"address": request.get_full_path(), "text": str(self)}

    def __str__(self) -> str:
        found = {"fields": self.fields, "files": self.files, "secrets": self.secrets, "at": self.at}
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))

    @property
    def can_be_carried(self) -> bool:
        """Whether what it takes to carry it is within what Django takes of a form."""
        return len(str(self).encode()) + BESIDE <= (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)

    @property
    def data(self) -> QueryDict:
        """As a form sends it."""
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            if name not in NOT_CARRIED:
                data.appendlist(name, value)
        return data

    @property
    def kept_at(self) -> datetime | None:
        try:
            return datetime.fromtimestamp(self.at / 1000, UTC) if self.at else None
        except (ValueError, OverflowError, OSError):
            return None


@dataclass(frozen=True)
class Replay:
    """Why a form is shown again, held back. `by` names who wrote it, where that is somebody else."""

    written: Written
    by: str = ""

    @property
    def sentence(self) -> str:
        if self.by:
            return f"{self.by} wrote this, and you are signed in as somebody else. What you save is saved as yours."
        if when := self.written.kept_at:
            return f"You typed this at {format_date(timezone.localtime(when), WHEN)}."
        return SIGNED_OUT


def replay_of(request: HttpRequest) -> Replay | None:
    return getattr(request, "replay", None)
