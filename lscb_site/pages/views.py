"""The CMS's pages as visitors get them, and the plain parts that a site has."""

from datetime import timedelta

from cms.views import details
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import user_passes_test
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import resolve, reverse
from django.utils import timezone

from lscb_site.caching.declarations import cached_by
from lscb_site.editing.replaying import too_old
from lscb_site.notices.shown import on_every_page
from lscb_site.pages import withdrawals
from lscb_site.pages.frame import frame
from lscb_site.pages.published import published_contents
from lscb_site.web.addresses import absolute, with_query

SECURITY_CONTACT_HOLDS = timedelta(days=180)


@cached_by()
def page(request, slug=""):
    """A page of the CMS; an empty `slug` is the home page.

    While no home page is published it is not found: the CMS would show its own welcome, or its admin.
    """
    if not slug and not published_contents().filter(page__is_home=True).exists():
        raise Http404("There is no home page yet.")
    try:
        response = details(request, slug)
    except Http404:
        if withdrawn := withdrawals.answer_at(request, request.path):
            return withdrawn
        raise
    if isinstance(response, HttpResponseRedirect) and request.META.get("QUERY_STRING"):
        settings_say = request.current_page.get_redirect(settings.LANGUAGE_CODE, fallback=False)
        if response.url == settings_say:
            return HttpResponseRedirect(with_query(response.url, request.META["QUERY_STRING"]))
    if isinstance(response, TemplateResponse) and not request.user.is_authenticated:
        response.add_post_render_callback(let_visitors_keep)
    return response


def let_visitors_keep(response):
    """Takes back the CMS's "never cache", which it says of every page while its own cache is off."""
    del response.headers["Cache-Control"]
    del response.headers["Expires"]
    return response


def not_found(request, **kwargs):
    """For addresses of the CMS that lie outside the admin and so outside what guards it."""
    raise Http404("Nothing has this address.")


LISTS = ("news:list", "resources:list", "contacts:list")
# Whatever is asked of them is an answer to one person, or one of endlessly many.
FEEDS = ("news:atom", "news:rss", "news:json", "resources:atom", "resources:rss", "resources:json_feed")
NOT_WITH_A_QUERY = ("search:results", "search:suggest", "resources:check", *FEEDS)


@cached_by()
def robots(request):
    """RFC 9309. Lists, their further pages and their topics may be read; not what somebody narrowed or searched, and
    no form for e-mails."""
    closed = [
        reverse("admin:index"),
        f"{reverse('following:overview')}*/$",
        *(f"{reverse(name)}?" for name in NOT_WITH_A_QUERY),
    ]
    for name in LISTS:
        address = reverse(name)
        closed += [f"{address}?*{each}=" for each in resolve(address).func.view_class.closed_to_crawlers()]
    lines = [
        "User-agent: *",
        *(f"Disallow: {each}" for each in closed),
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def security_contact() -> str:
    """Whom to tell: the operator's own choice, or the Board's address, or the page that says how to reach it."""
    contact = settings.SECURITY_CONTACT or on_every_page.get().words.owner_email
    if not contact:
        return absolute(frame.get().pages.get("accessibility", reverse("home")))
    return contact if ":" in contact else f"mailto:{contact}"


@cached_by()
def security(request):
    """RFC 9116: whom to tell about a weakness of the site, and until when that holds."""
    expires = (timezone.now() + SECURITY_CONTACT_HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {security_contact()}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {absolute(reverse('security'))}",
        "Preferred-Languages: en",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def favicon(request):
    return HttpResponseRedirect(static("img/favicon.svg"))


def forbidden_form(request, reason=""):
    """A form whose token is missing or old, in the site's look. What was typed into one of the admin's is not lost."""
    return too_old(request, admin.site) or render(request, "403.html", {"old_form": True}, status=403)


@user_passes_test(lambda user: user.is_staff)
def original_picture(request, path):
    """The uploaded pictures as the admin shows them. Visitors get renditions (see pictures.py)."""
    try:
        return FileResponse(default_storage.open(path))
    except OSError:  # a folder, too
        raise Http404("There is no such picture.") from None
