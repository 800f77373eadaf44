"""A CMS page keeps its old addresses: a new slug or a new place in the tree leaves redirects, for all below it too."""

from cms.models import PageContent, PageUrl
from cms.operations import MOVE_PAGE
from cms.signals import post_obj_operation, pre_obj_operation
from django.conf import settings
from django.dispatch import receiver
from djangocms_versioning.constants import OPERATION_PUBLISH
from djangocms_versioning.signals import post_version_operation, pre_version_operation

from lscb_site.pages.published import page_url
from lscb_site.web.addresses import leave_redirect


def paths(page) -> dict[int, str]:
    """The paths of `page` and all below it, by page id; while one is unpublished, the path that it had."""
    urls = PageUrl.objects.filter(
        page__path__startswith=page.path, site_id=page.site_id, language=settings.LANGUAGE_CODE
    ).select_related("page")
    found = {page.parent_id: page.parent.get_path(settings.LANGUAGE_CODE) if page.parent else ""}
    for url in urls.order_by("page__depth"):
        above = found.get(url.page.parent_id)
        if url.path is not None:
            found[url.page_id] = url.path
        elif above is not None:
            found[url.page_id] = f"{above}/{url.slug}".lstrip("/")
    del found[page.parent_id]
    return found


def leave_redirects(page, before: dict[int, str]):
    """Lead from each path in `before` to where its page is now."""
    for page_id, new in paths(page).items():
        old = before.get(page_id)
        if old and old != new:
            leave_redirect(page_url(old), page_url(new))


# The CMS says before and after each operation, with the same object: it carries the old paths from one to the other.


@receiver(pre_version_operation, sender=PageContent)
def before_publishing(sender, operation, obj, **kwargs):
    if operation == OPERATION_PUBLISH:
        obj.paths_before = paths(obj.content.page)


@receiver(post_version_operation, sender=PageContent)
def after_publishing(sender, operation, obj, **kwargs):
    if operation == OPERATION_PUBLISH:
        leave_redirects(obj.content.page, obj.paths_before)


@receiver(pre_obj_operation)
def before_moving(sender, operation, **kwargs):
    if operation == MOVE_PAGE:
        kwargs["obj"].paths_before = paths(kwargs["obj"])


@receiver(post_obj_operation)
def after_moving(sender, operation, **kwargs):
    if operation == MOVE_PAGE:
        leave_redirects(kwargs["obj"], kwargs["obj"].paths_before)
