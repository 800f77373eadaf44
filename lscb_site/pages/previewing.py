"""The preview of a page of the CMS: the same screen and links as of everything else, without the CMS's toolbar."""

from datetime import datetime

from cms.models import Page, PageContent
from cms.toolbar.utils import get_object_preview_url
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from djangocms_versioning.constants import DRAFT, OPERATION_UNPUBLISH, PUBLISHED, UNPUBLISHED
from djangocms_versioning.models import Version
from djangocms_versioning.signals import post_version_operation

from lscb_site.previews.kinds import OTHER_KINDS, Kind, Standing
from lscb_site.previews.models import PreviewLink
from lscb_site.previews.receivers import thing_deleted
from lscb_site.web.addresses import admin_address

STANDINGS = {DRAFT: Standing.NOT_YET, PUBLISHED: Standing.LIVE}
SAID = {
    DRAFT: "A draft: readers do not see it until a publisher publishes it.",
    PUBLISHED: "Readers see it now.",
}
NEITHER = "An earlier version: readers do not see it."


class PageKind(Kind):
    """Of what a page says, in one of its versions."""

    def title(self, content) -> str:
        return content.title

    def page(self, content) -> str:
        """Asked anew: a page has no address before it is published."""
        return Page.objects.get(pk=content.page_id).get_absolute_url(settings.LANGUAGE_CODE) or ""

    def standing(self, content) -> Standing:
        return STANDINGS.get(state_of(content), Standing.OVER)

    def form_address(self, content) -> str:
        return get_object_preview_url(content)

    def preview_address(self, content) -> str:
        return admin_address(content, "preview")

    def needed_to_show(self, content) -> set[str]:
        return {"cms.change_page"}

    def sentences(self, content, moment: datetime):
        yield SAID.get(state_of(content), NEITHER)

    def make_live(self, content, moment: datetime) -> list:
        """Its version takes the place of the one that readers see."""
        its = Version.objects.filter(content_type=ContentType.objects.get_for_model(PageContent))
        others = PageContent.admin_manager.filter(page=content.page, language=content.language).exclude(pk=content.pk)
        its.filter(object_id__in=others.values("pk"), state=PUBLISHED).update(state=UNPUBLISHED)
        its.filter(object_id=content.pk).update(state=PUBLISHED)
        Page.objects.get(pk=content.page_id).update_urls_from_content(content.language)
        return []


def state_of(content) -> str:
    return content.versions.get().state


OTHER_KINDS[PageContent] = PageKind()
post_delete.connect(thing_deleted, PageContent)


@receiver(post_version_operation, sender=PageContent)
def after_withdrawing(sender, operation, obj, **kwargs):
    """The draft beside it may say what it was withdrawn for; or it is live now. Who begins anew makes a new link."""
    if operation == OPERATION_UNPUBLISH:
        PreviewLink.objects.of(*PageContent.admin_manager.filter(page=obj.content.page)).end(timezone.now())
