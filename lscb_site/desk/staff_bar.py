"""Edit from where you are: above every page of one thing, for staff alone, its state and the screens about it."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import NoReverseMatch

from lscb_site.desk.attention.needs import Link
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import Status
from lscb_site.web.addresses import admin_address

# A screen of a model's admin, and what the link to it says. Not every model has each.
SCREENS = [
    ("change", "Edit"),
    ("preview", "Preview"),
    ("history", "History"),
    ("versions", "Versions"),
    ("used", "Where used"),
    ("review", "Is it still right?"),
]


@dataclass(frozen=True, slots=True)
class StaffBar:
    state: str  # in a word or two; empty of what is always live
    is_preview: bool
    links: list[Link]


def staff_bar(request: HttpRequest, item: object) -> StaffBar | None:
    """None for visitors, and for staff who may not see the item in the admin.

    A visitor sends no cookie, so nothing is asked about who that is: a page for everybody stays one.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(item, Model):
        return None
    if not request.user.is_staff or not admin.site.is_registered(type(item)):
        return None
    if not admin.site.get_model_admin(type(item)).has_view_permission(request, item):
        return None
    links = [Link(words, address) for screen, words in SCREENS if (address := screen_of(item, screen))]
    if not isinstance(item, Publishable):
        return StaffBar("", False, links)
    status = item.status_for_staff()
    return StaffBar(str(status.label), status != Status.LIVE, links)


def screen_of(item: Model, screen: str) -> str:
    try:
        return admin_address(item, screen)
    except NoReverseMatch:
        return ""
