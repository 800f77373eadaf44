"""Where a page stands is live at once, without a version: only publishers move what visitors can reach.

djangocms-versioning keeps what a page says behind the right to publish. Its place in the tree, its being the home page
and its advanced settings belong to the page itself, which the CMS lets everyone change who may write pages.
"""

from cms.admin.forms import MovePageForm
from cms.admin.pageadmin import PageAdmin
from cms.models import Page, PageContent
from django.contrib import admin
from django.core.exceptions import PermissionDenied


def may_rearrange(user, page) -> bool:
    """Whether `user` may move `page` with all below it: a publisher always, others while none of it is published."""
    if user.has_perm("cms.publish_page"):
        return True
    return not PageContent.objects.filter(page__path__startswith=page.path).exists()


class MoveForm(MovePageForm):
    """The CMS's own form fails on a page that was never published, because its content names no language or path."""

    def _validate_url_uniqueness(self, path, language):
        if path:
            super()._validate_url_uniqueness(path, language)


class RearrangedByPublishers(PageAdmin):
    move_form = MoveForm

    def has_move_page_permission(self, request, obj=None):
        return super().has_move_page_permission(request, obj) and may_rearrange(request.user, obj)

    def has_change_advanced_settings_permission(self, request, obj=None):
        return super().has_change_advanced_settings_permission(request, obj) and may_rearrange(request.user, obj)

    def set_home(self, request, object_id):
        # Whatever page becomes the home page, the one that visitors arrive at changes.
        if not request.user.has_perm("cms.publish_page"):
            raise PermissionDenied("Only a publisher chooses the home page.")
        return super().set_home(request, object_id)


admin.site.unregister(Page)
admin.site.register(Page, RearrangedByPublishers)
