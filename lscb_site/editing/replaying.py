"""A form is shown again with what was typed into it, after its writer was signed out or the browser kept a draft.

Nothing is saved by that: the view holds the form back, and what it wrote to the database all the same is undone. What
did not come with the mark of a form that this site has shown at this address is only given back as text.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse

from lscb_site.editing import marks
from lscb_site.editing.marks import Mark
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.typed import typed_in, typed_page
from lscb_site.editing.written import KEPT, SIGNED_OUT, Replay, Written
from lscb_site.files.opening import open_first
from lscb_site.files.receiving import receive_all

View = Callable[..., HttpResponse]

NOT_SAVED = "Nothing was saved."
NO_FORM = "The form cannot be shown again. Copy what you need, open the form afresh and put it in."


def keeps_what_was_typed(site: AdminSite, view: View) -> View:
    """Around a view of the admin, with all that guards it."""

    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        written = Written.sent(request)
        if not site.has_permission(request):
            return answer_signed_out(request, site, written) or view(request, *args, **kwargs)
        if written:
            request.session.pop(KEPT, None)
            return show_again(request, written, lambda: view(request, *args, **kwargs))
        answer = view(request, *args, **kwargs)
        marks.note_saved(request, answer.status_code)
        return answer

    return inner


def answer_signed_out(request: HttpRequest, site: AdminSite, written: Written | None) -> HttpResponse | None:
    """What was typed, and the way to sign in, after which it comes back. None where nothing was typed."""
    written = written or Written.of(request)
    if not Mark.sent(request, written.data):
        return not_again(request, written, SIGNED_OUT)
    return carrying_page(request, site, written)


def too_old(request: HttpRequest, site: AdminSite) -> HttpResponse | None:
    """The answer to a form of the admin whose token is missing or old; None where nothing was typed into it."""
    admin = reverse("admin:index")
    if request.method != "POST" or not request.path.startswith(admin) or request.path == reverse("admin:login"):
        return None
    try:
        written = Written.sent(request) or Written.of(request)
    except BadRequest:
        return None
    if not Mark.sent(request, written.data):
        return not_again(request, written, "The form was too old to send.")
    return carrying_page(request, site, written)


def keep_for_later(request: HttpRequest) -> bool:
    """Keep a form that was sent until its sender has proven who they are. False where it could not be shown again."""
    written = Written.sent(request) or Written.of(request)
    if not Mark.sent(request, written.data) or not written.can_be_carried:
        return False
    written.keep(request)
    return True


def carrying_page(request: HttpRequest, site: AdminSite, written: Written) -> HttpResponse:
    """Carries on what was typed: for whoever is signed in to a button that shows it again, for others to the sign-in,
    while their session keeps it."""
    if not written.can_be_carried:
        return given_back(request, written, "It is too long to be kept while you sign in.")
    is_signed_in = site.has_permission(request)
    if not is_signed_in:
        written.keep(request)
    context = site.each_context(request) | {
        "title": "Nothing was saved",
        "is_signed_in": is_signed_in,
        "written": written,
        "typed": typed_in(request, written.data),
        "needs_cookies": not request.COOKIES,
        "address": request.get_full_path(),
    }
    return never_kept(render(request, "admin/editing/signed_out.html", context, status=403))


def kept_page(request: HttpRequest, site: AdminSite) -> HttpResponse | None:
    """For whoever has signed in: what their session kept, and the button that shows the form again with it. None where
    nothing is kept."""
    kept = Written.kept(request)
    if kept is None:
        return None
    written, address = kept
    context = site.each_context(request) | {
        "title": "What you typed is kept",
        "is_signed_in": True,
        "is_kept": True,
        "written": written,
        "address": address,
    }
    return never_kept(render(request, "admin/editing/signed_out.html", context))


def not_again(request: HttpRequest, written: Written, why: str) -> HttpResponse | None:
    """The text of a form that cannot be shown again; None where nothing was typed into it."""
    return given_back(request, written, why) if typed_in(request, written.data) else None


def given_back(request: HttpRequest, written: Written, why: str, status: int = 403) -> HttpResponse:
    request.POST = written.data  # type: ignore[assignment]
    return never_kept(typed_page(request, "Nothing was saved", f"{why} {NOT_SAVED} {NO_FORM}".strip(), status=status))


def never_kept(page: HttpResponse) -> HttpResponse:
    page.headers["Cache-Control"] = "no-store"
    return page


def show_again(request: HttpRequest, written: Written, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The form with what was typed, in the hands of whoever is signed in. Nothing is saved, whatever the view does."""
    data = written.data
    mark = Mark.sent(request, data)
    data.pop(SEEN, None)  # a decision is never made by this
    request.POST = data  # type: ignore[assignment]
    request.FILES.clear()
    if mark is None:
        return given_back(request, written, "")
    receive_all(request)  # those that it kept, before there is a transaction
    open_first(uploads for _, uploads in request.FILES.lists())
    request.replay = Replay(written, "" if mark.is_of(request) else mark.name)  # type: ignore[attr-defined]
    with transaction.atomic():
        answer = view()
        if isinstance(answer, TemplateResponse):
            answer.render()
        transaction.set_rollback(True)
    if 300 <= answer.status_code < 400:  # it knows nothing of forms that are held back
        return given_back(request, written, "", status=409)
    return answer
