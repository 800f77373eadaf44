"""Live pages of the CMS are withdrawn and not deleted: their address says why, or leads on to what took their place."""

from cms.models import Page, PageContent
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from djangocms_versioning.constants import OPERATION_PUBLISH, PUBLISHED, UNPUBLISHED
from djangocms_versioning.signals import post_version_operation, pre_version_operation

from lscb_site.pages.models import PageWithdrawal
from lscb_site.pages.published import published_contents
from lscb_site.publishing.forwarding import CIRCLE, comes_back, path_here
from lscb_site.publishing.views import gone
from lscb_site.web.locking import lock
from lscb_site.web.public_addresses import item_at

# The pages that the frame of the site, or one of its templates, leads to: by the name that each was given when it was
# first written (its reverse id), wherever it is now and whatever it is called.
FRAME = ("worried", "procedures", "about", "terms", "site-map", "privacy", "cookies", "accessibility")
NEEDS_A_PAGE = "Every page of the site leads to this one: choose the page that takes its place."
# Contents of one of them, or of what took its place.
IN_THE_FRAME = Q(page__reverse_id__in=FRAME) | Q(page__took_place_of__page__reverse_id__in=FRAME)


def has_been_live(page: Page) -> bool:
    """Whether visitors could ever open `page`, or one below it."""
    versions = PageContent.admin_manager.filter(page__path__startswith=page.path)
    return versions.filter(versions__state__in=[PUBLISHED, UNPUBLISHED]).exists()


def live_content(page: Page) -> PageContent | None:
    return published_contents().filter(page=page).first()


def obstacle(page: Page) -> str:
    """Why `page` cannot be withdrawn by anybody, in a sentence; empty where it can."""
    if page.is_home:
        return "This is the home page. Choose another page as the home page first."
    if live_content(page) is None:
        return f"“{page}” is not live, so there is nothing to withdraw."
    return ""


def needs_successor(page: Page) -> bool:
    """Whether every page of the site leads to it."""
    return published_contents().filter(IN_THE_FRAME, page=page).exists()


@transaction.atomic
def withdraw(page: Page, user, reason: str, instead: str = "", leads_on: bool = False) -> None:
    """Take a live page from view. Raises ValidationError where it cannot be, or where what is said of it is wrong."""
    lock([page])
    if words := obstacle(page):
        raise ValidationError(words)
    if comes_back(page, instead):
        raise ValidationError({"withdrawn_to": CIRCLE})
    successor = live_page_at(instead)
    if needs_successor(page) and successor is None:
        raise ValidationError({"withdrawn_to": NEEDS_A_PAGE})
    withdrawal = PageWithdrawal(page=page, withdrawn_reason=reason, successor=successor, leads_on=leads_on)
    withdrawal.elsewhere = "" if successor else instead
    withdrawal.full_clean()
    live_content(page).versions.get().unpublish(user)
    withdrawal.save()
    if successor:
        # What led to it leads on: nobody has to follow a chain.
        page.took_place_of.update(successor=successor)


def live_page_at(address: str) -> Page | None:
    """The page of the CMS that an address leads to: chosen as a page, it is found wherever it is moved. A part of a
    page (`/about/#people`) is an address and no more."""
    page = item_at(path_here(address)) if not {"#", "?"} & set(address) else None
    return page if isinstance(page, Page) and live_content(page) else None


def answer_at(request, path: str):
    """What the address of a withdrawn page answers; None where no page was withdrawn from it."""
    page = item_at(path)
    if not isinstance(page, Page):
        return None
    withdrawal = PageWithdrawal.objects.filter(page=page).select_related("successor").first()
    return gone(request, withdrawal) if withdrawal else None


@receiver(pre_version_operation, sender=PageContent)
def one_at_a_time(sender, obj, **kwargs):
    """Whatever happens to a version, by whose hand ever: its page is locked before it."""
    if transaction.get_connection().in_atomic_block:
        lock([obj.content.page])


@receiver(post_version_operation, sender=PageContent)
def after_publishing(sender, operation, obj, **kwargs):
    """Published again, it is no longer withdrawn."""
    if operation == OPERATION_PUBLISH:
        PageWithdrawal.objects.filter(page=obj.content.page).delete()
