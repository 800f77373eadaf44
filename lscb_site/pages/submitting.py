"""Asking for a page of the CMS to be published: the same words, screens and answers as for everything else."""

from operator import attrgetter
from typing import Any

from cms.models import PageContent
from cms.toolbar.utils import get_object_preview_url
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from djangocms_versioning.constants import DRAFT, OPERATION_PUBLISH
from djangocms_versioning.signals import post_version_operation

from lscb_site.publishing.submissions import LIBRARY_KINDS, Kind, Submission
from lscb_site.publishing.submitting import TakesSubmissions

PUBLISH = "cms.publish_page"

LIBRARY_KINDS[PageContent] = Kind(PUBLISH, "Page", edited_at=get_object_preview_url, titled=attrgetter("title"))


class SubmitsPages(TakesSubmissions):
    """For the admin of what a page says."""

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm(PUBLISH)

    def is_draft(self, content: Any) -> bool:
        return content.versions.filter(state=DRAFT).exists()

    def why_held_back(self, content: Any) -> list[str]:
        return []

    def _form_address(self, content) -> str:
        return get_object_preview_url(content)

    def _list_address(self) -> str:
        return reverse("admin:cms_pagecontent_changelist")


@receiver(post_version_operation, sender=PageContent)
def published(sender, operation, obj, **kwargs):
    if operation == OPERATION_PUBLISH:
        for waiting in Submission.objects.of(obj.content).waiting():
            waiting.close(Submission.Answer.PUBLISHED)


@receiver(post_delete, sender=PageContent)
def deleted(instance, **kwargs):
    """A library's model has no relation of ours that would take them along."""
    Submission.objects.of(instance).delete()
