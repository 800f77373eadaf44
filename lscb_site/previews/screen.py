"""The screen “Preview” in the admin: the page as readers will get it, and the links for somebody outside."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.editing.marks import Mark, Shown, place_of
from lscb_site.editing.marks import shown as shown_form
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.editing.typed import typed_page
from lscb_site.previews.forms import WIDTHS, LinkForm, LookForm
from lscb_site.previews.kinds import Standing, kind_of, when
from lscb_site.previews.makers import each_with_its_end
from lscb_site.previews.models import PreviewLink
from lscb_site.previews.showing import answer, as_live
from lscb_site.versions.contents import refused
from lscb_site.web.addresses import absolute
from lscb_site.web.date_fields import moments_of
from lscb_site.web.locking import lock

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object

MOST_LINKS = 20  # in force, to one thing
NO_PAGE = "Readers would find no page of it. What it stands below may not be live yet."
FULL = f"{MOST_LINKS} links to this work already. Stop one of them first."


class Previews(Base):
    """For the admin of what can be previewed."""

    def may_share(self, request: HttpRequest, thing: Any) -> bool:
        """Whoever may write it may show it to somebody."""
        return self.has_change_permission(request, thing)

    def previewed(self, request: HttpRequest, object_id: str) -> models.Model:
        """Raises Http404 and, for whoever may not see it, PermissionDenied."""
        item: models.Model | None = self.get_object(request, unquote(object_id))
        if item is None:
            raise Http404("There is no such item.")
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        return item

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.preview_of(request, self.previewed(request, object_id))

    def preview_page_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        return page_in_frame(request, self.previewed(request, object_id))

    def preview_of(self, request: HttpRequest, thing: models.Model) -> HttpResponse:
        kind = kind_of(thing)
        may_share = kind.standing(thing) is Standing.NOT_YET and self.may_share(request, thing)
        if request.method == "POST" and not may_share:
            return self.not_changed(request, thing)
        look, form, new_address = LookForm(request.GET), LinkForm(), ""
        if request.method == "POST":
            form, new_address = self.links_changed(request, thing)
            if not (new_address or "_make" in request.POST):
                return HttpResponseRedirect(request.get_full_path())
        links = links_to(thing)
        subject = kind.subject(thing)
        context = self.admin_site.each_context(request) | {
            "title": f"Preview of “{kind.title(thing)}”",
            "opts": subject._meta,
            "original": subject,
            "named": kind.title(thing),
            "back": kind.form_address(thing),
            "is_nav_sidebar_enabled": False,  # the page has the whole width
            "look": look,
            "sentences": list(kind.sentences(thing, look.moment)),
            "moment_in_words": when(look.chosen_moment) if look.chosen_moment else "",
            "page_address": f"{kind.preview_address(thing)}page/?{request.GET.urlencode()}",
            "widths": [(name, words, with_look(look.chosen_moment, name)) for name, words in WIDTHS],
            "moments": moments(kind.goes_live_at(thing), look),
            "may_share": may_share,
            "public_address": kind.page(thing) if kind.standing(thing) is Standing.LIVE else "",
            "form": form,
            "links": (found := each_with_its_end(links, thing)),
            "working": [link for link, ended in found if not ended],
            "seen": mark_of(links),
            "shown": Shown(Mark.new(request), place_of(request), False) if new_address else shown_form(request),
            "new_link": links_to(thing).order_by("-made_at").first() if new_address else None,
            "new_address": new_address,
        }
        return TemplateResponse(request, "admin/previews/screen.html", context)

    def not_changed(self, request: HttpRequest, thing: models.Model) -> HttpResponse:
        if kind_of(thing).standing(thing) is Standing.NOT_YET:
            raise PermissionDenied
        sentence = "It went live or was withdrawn while you were looking. Copy what you need."
        return typed_page(request, "No link was made or stopped", sentence, status=409)

    # Links for somebody outside ------------------------------------------------------------------------------------

    def links_changed(self, request: HttpRequest, thing: models.Model) -> tuple[LinkForm, str]:
        """Makes a link or stops one; gives the form to show, and the address of a link that was made."""
        form = LinkForm(request.POST if "_make" in request.POST else None)
        subject = kind_of(thing).subject(thing)
        with transaction.atomic():
            # One after the other: of two who make the last link that there may be, one is told.
            lock([subject])
            links = links_to(thing)
            if request.POST.get(SEEN) != mark_of(links):
                self.message_user(request, look_again(request, "made or stopped"), messages.WARNING)
            elif not form.is_bound:
                self.stop_link(request, links, subject)
            elif len(links) >= MOST_LINKS:
                form.add_error(None, FULL)
            elif form.is_valid():
                link, token = PreviewLink.objects.make(thing, form.cleaned_data["for_whom"], form.lasts, request.user)
                self.log_change(request, subject, made_in_words(link))
                return LinkForm(), absolute(reverse("previews:shared", args=[token]))
        return form, ""

    def stop_link(self, request: HttpRequest, links: "models.QuerySet[PreviewLink]", subject: models.Model) -> None:
        link = next((link for link in links if str(link.pk) == request.POST.get("_stop")), None)
        if link and link.stop(request.user):
            self.log_change(request, subject, f"Stopped the preview link for {link.for_whom}.")
            self.message_user(request, f"The link for {link.for_whom} does not work any more.", messages.SUCCESS)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        screen, page = self.admin_site.admin_view(self.preview_view), self.admin_site.admin_view(self.preview_page_view)
        return [
            path("<path:object_id>/preview/", screen, name=f"{name}_preview"),
            path("<path:object_id>/preview/page/", page, name=f"{name}_preview_page"),
            *super().get_urls(),
        ]


def page_in_frame(request: HttpRequest, thing: models.Model) -> HttpResponseBase:
    kind, problem = kind_of(thing), ""
    try:
        with as_live(thing, LookForm(request.GET).moment):
            page = answer(kind.page(thing))
    except Http404:
        problem = NO_PAGE
    except (ValidationError, IntegrityError) as reason:
        problem = refused(reason)
    if problem:
        page = render(request, "admin/previews/nothing.html", {"problem": problem})
    return page


def made_in_words(link: PreviewLink) -> str:
    return f"Made a preview link for {link.for_whom}, until {when(link.expires_at)}."


def links_to(thing: models.Model) -> "models.QuerySet[PreviewLink]":
    return PreviewLink.objects.of(thing).in_force().select_related("made_by")


def mark_of(links: "models.QuerySet[PreviewLink]") -> str:
    return seen(link.pk for link in links)


def with_look(moment: datetime | None, width: str) -> str:
    """The query of the screen at a moment, None for now, and a width."""
    query = {"width": width}
    if moment:
        local = timezone.localtime(moment)
        clock = f" {local.tzname()}" if len(moments_of(local.replace(tzinfo=None))) > 1 else ""
        query |= {"at_0": format_date(local, "j F Y"), "at_1": f"{local:%H:%M}{clock}"}
    return f"?{urlencode(query)}"


def moments(goes_live_at: datetime | None, look: LookForm) -> list[tuple[str, str, bool]]:
    """The moments that are wanted most: words, query, and whether it is shown."""
    chosen = look.chosen_moment
    found = [("Now", with_look(None, look.chosen_width), chosen is None)]
    if goes_live_at:
        if goes_live_at.second or goes_live_at.microsecond:  # a minute is all that is typed
            goes_live_at = goes_live_at.replace(second=0, microsecond=0) + timedelta(minutes=1)
        words = f"When it goes live: {when(goes_live_at)}"
        found.append((words, with_look(goes_live_at, look.chosen_width), chosen == goes_live_at))
    return found
