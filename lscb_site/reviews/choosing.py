"""Choosing who looks after several things at once: from a list of one kind, or from the list of all."""

from collections.abc import Sequence

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import seen
from lscb_site.reviews.checking import mark_of
from lscb_site.reviews.forms import LookAfterForm
from lscb_site.reviews.models import Review
from lscb_site.reviews.things import Thing
from lscb_site.web.addresses import admin_address


def mark_of_all(things: Sequence[Thing]) -> str:
    return seen(mark_of(thing) for thing in things)


def choosing_screen(request: HttpRequest, things: Sequence[Thing], form: LookAfterForm | None = None) -> HttpResponse:
    """Asks who it is to be. It sends its answer to `ReviewAdmin.choose_view`."""
    several = f"“{things[0].facts.title}”" if len(things) == 1 else f"{len(things)} items"
    context = admin.site.each_context(request) | {
        "title": f"Choose who looks after {several}",
        "opts": Review._meta,
        "things": things,
        "form": form or LookAfterForm(label_suffix=""),
        "seen": mark_of_all(things),
        "shown": shown(request),
        "answer": admin_address(Review, "choose"),
        "back": admin_address(Review, "changelist"),
    }
    return TemplateResponse(request, "admin/reviews/choose.html", context)
