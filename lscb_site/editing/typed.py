"""A page with everything that was typed into a form, to copy or to send again. It needs neither session nor database.

For whoever cannot be shown the form itself: the database is away, the row is gone, or is theirs to change no longer.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string

from lscb_site.editing.labels import Labels
from lscb_site.editing.posting import paragraphs
from lscb_site.files.receiving import KEPT
from lscb_site.web.incoming_text import SECRET

# What carries a form along and is no text of anybody's.
CARRIED = re.compile(
    r"csrfmiddlewaretoken|_.*|action|post|select_across|json|seen|.*-kept|"
    r"(?:.*-)?initial-.*|.*-__prefix__-.*|.*-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS"
)
HIDDEN_KEY = re.compile(r".*-\d+-(?:id|\w+_ptr)")
LONG = 80  # characters of a text that gets more than one line


@dataclass(frozen=True)
class Typed:
    name: str
    label: str
    value: str
    number: int

    @property
    def text(self) -> str:
        """Without the marks of formatted text."""
        return paragraphs(self.value)

    @property
    def rows(self) -> int:
        return min(12, 1 + self.text.count("\n") + len(self.text) // LONG)


def typed_in(request: HttpRequest, data: QueryDict | None = None) -> list[Typed]:
    """The texts of a form that was sent, or is carried, in their order. Empty ones and passwords are left out."""
    data = request.POST if data is None else data
    names = [name for name in data if not CARRIED.fullmatch(name) and not HIDDEN_KEY.fullmatch(name)]
    values = [(name, value) for name in names if not SECRET.fullmatch(name) for value in data.getlist(name)]
    filled = [(name, value) for name, value in values if paragraphs(value).strip()]
    labels = Labels.at(request.path_info) if filled else Labels()
    return [Typed(name, labels.of(name), value, number) for number, (name, value) in enumerate(filled)]


def carried_by(request: HttpRequest) -> list[tuple[str, str]]:
    """What a second sending needs besides: keys, empty fields, the button that was pressed, files that were kept."""
    shown = {typed.name for typed in typed_in(request)}
    others = [name for name in request.POST if name not in shown and not name.endswith(KEPT)]
    return [
        *((name, value) for name in others for value in request.POST.getlist(name)),
        *((name + KEPT, upload.signature) for name, upload in uploads_of(request) if hasattr(upload, "signature")),
    ]


def uploads_of(request: HttpRequest) -> list[tuple[str, Any]]:
    return [(name, upload) for name, uploads in request.FILES.lists() for upload in uploads]


def typed_page(
    request: HttpRequest, heading: str, sentence: str, *, status: int, can_send_again: bool = False
) -> HttpResponse:
    """The page. With `can_send_again` it has a button, unless what it would send lacks a file or a password."""
    if (replay := getattr(request, "replay", None)) and replay.by:
        # They may have written what this person may not read.
        request.POST = QueryDict()
        sentence = f"{replay.by} wrote this, and you may not save it. Nothing was saved, and it is not shown to you."
    files = [upload.name for _, upload in uploads_of(request) if not hasattr(upload, "signature")]
    is_whole = not files and not any(SECRET.fullmatch(name) for name in request.POST)
    context = {
        "heading": heading,
        "sentence": sentence,
        "typed": typed_in(request),
        "files": files,
        "carried": carried_by(request) if can_send_again and is_whole else None,
        "address": request.get_full_path(),
    }
    return HttpResponse(render_to_string("typed.html", context), status=status)
