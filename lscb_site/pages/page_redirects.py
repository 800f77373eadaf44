"""A CMS page keeps its old addresses: a new slug or a new place in the tree leaves redirects, for all below it too."""

from cms.models import Page, PageContent
from cms.operations import MOVE_PAGE
from cms.signals import post_obj_operation
from django.conf import settings
from django.dispatch import receiver
from djangocms_versioning.constants import OPERATION_PUBLISH
from djangocms_versioning.signals import post_version_operation

from lscb_site.pages.published import page_url, published_contents, with_addresses
from lscb_site.web.public_addresses import keep_address


def keep_addresses(page):
    """The page and all below it are public where they are now, and lead there from wherever they were before."""
    public = published_contents().filter(page__path__startswith=page.path)
    for content in with_addresses(public).order_by("page__depth"):
        keep_address(content.page, page_url(content.address))


def keep_all_addresses(**kwargs):
    """After `migrate`: pages that were published before addresses were kept."""
    for page in Page.objects.filter(depth=1, site_id=settings.SITE_ID):
        keep_addresses(page)


@receiver(post_version_operation, sender=PageContent)
def after_publishing(sender, operation, obj, **kwargs):
    if operation == OPERATION_PUBLISH:
        keep_addresses(obj.content.page)


@receiver(post_obj_operation)
def after_moving(sender, operation, **kwargs):
    if operation == MOVE_PAGE:
        keep_addresses(kwargs["obj"])
