"""Boards, authorities and pages: who looks after them. Of documents and collections `admin.py` says it, with more."""

from cms.models import Page
from django.contrib import admin

from lscb_contacts.admin.authorities import AuthorityAdmin
from lscb_contacts.admin.boards import BoardAdmin
from lscb_contacts.models import Authority, Board
from lscb_site.pages.admin import PageOnDesk
from lscb_site.reviews.on_forms import LookedAfter


class BoardLookedAfter(LookedAfter, BoardAdmin):
    actions = [*BoardAdmin.actions, "look_after_chosen"]


class AuthorityLookedAfter(LookedAfter, AuthorityAdmin):
    actions = [*AuthorityAdmin.actions, "look_after_chosen"]


class PageLookedAfter(LookedAfter, PageOnDesk):
    """Its form and its list are the CMS's: what leads here is its menu, and the list of all that is looked after."""


for model, its_admin in ((Board, BoardLookedAfter), (Authority, AuthorityLookedAfter), (Page, PageLookedAfter)):
    admin.site.unregister(model)
    admin.site.register(model, its_admin)
