"""Publishing and withdrawing of pages of the CMS in the audit record, by whatever button, program or clock."""

from cms.models import Page, PageContent
from django.conf import settings
from django.dispatch import receiver
from djangocms_versioning.constants import OPERATION_PUBLISH, OPERATION_UNPUBLISH
from djangocms_versioning.signals import post_version_operation

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.audit.things import TITLED
from lscb_site.versions.acts import current_act, is_quiet

ACTS = {OPERATION_PUBLISH: Act.PUBLISHED, OPERATION_UNPUBLISH: Act.WITHDRAWN}


@receiver(post_version_operation, sender=PageContent)
def version_operated(operation, obj, to_be_published=None, **kwargs):
    """What gives way to a newer version of its page is not withdrawn; the starting content is loaded by nobody."""
    if operation not in ACTS or to_be_published is not None or is_quiet():
        return
    by = obj.statetracking_set.select_related("user").latest("pk").user  # the library writes it before it tells
    planned = current_act().is_by_clock
    people = {"about": by} if planned else {"person": by}
    detail = f"version {obj.number}" if operation == OPERATION_PUBLISH else ""
    record(ACTS[operation], thing=obj.content.page, detail=detail, **people)


def titles(keys: set[int]) -> dict[int, str]:
    """Of pages: by their newest content."""
    contents = PageContent.admin_manager.filter(page__in=keys, language=settings.LANGUAGE_CODE)
    return dict(contents.order_by("pk").values_list("page_id", "title"))


TITLED[Page._meta.label_lower] = titles
