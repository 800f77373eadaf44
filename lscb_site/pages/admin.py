"""What is live stands: only publishers change what visitors can reach, and only in the ways that are meant for it.

djangocms-versioning keeps what a page says behind the right to publish. Its place in the tree, its being the home page
and its advanced settings belong to the page itself, which the CMS lets everyone change who may write pages; and it
deletes a live page for good. So does django-filer replace a picture under every page that shows it.
"""

from cms.admin.forms import MovePageForm
from cms.admin.pageadmin import PageAdmin
from cms.admin.placeholderadmin import PlaceholderAdmin
from cms.models import Page, PageContent, Placeholder
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import Http404
from django.urls import reverse
from djangocms_versioning.exceptions import ConditionFailed
from djangocms_versioning.models import Version
from filer.admin import FileAdmin, FolderAdmin, ImageAdmin
from filer.models import File, Folder, Image

from lscb_site.editing.model_admin import GONE
from lscb_site.editing.typed import typed_page
from lscb_site.pages import page_versions, previewing, redirects_admin  # noqa: F401 - register themselves
from lscb_site.pages.page_forms import ClosedPageForm, CopiedPageForm, NewPageForm, PageSettingsForm
from lscb_site.pages.page_moments import PageMoment
from lscb_site.pages.scheduling_screen import SchedulesPages
from lscb_site.pages.submitting import PUBLISH, SubmitsPages
from lscb_site.pages.withdrawals import (
    NEEDS_A_PAGE,
    has_been_live,
    live_content,
    needs_successor,
    obstacle,
    withdraw,
)
from lscb_site.previews.screen import Previews
from lscb_site.publishing.withdrawing import Withdraws


def may_rearrange(user, page) -> bool:
    """Whether `user` may move `page` with all below it: a publisher always, others while none of it is published."""
    if user.has_perm(PUBLISH):
        return True
    return not is_live_below(page)


def is_live_below(page) -> bool:
    """Whether visitors can open `page`, or one below it."""
    return PageContent.objects.filter(page__path__startswith=page.path).exists()


class MoveForm(MovePageForm):
    """The CMS's own form fails on a page that was never published, because its content names no language or path."""

    def _validate_url_uniqueness(self, path, language):
        if path:
            super()._validate_url_uniqueness(path, language)


class PageOnDesk(Withdraws, SchedulesPages, PageAdmin):
    form = ClosedPageForm
    move_form = MoveForm

    def has_move_page_permission(self, request, obj=None):
        return super().has_move_page_permission(request, obj) and may_rearrange(request.user, obj)

    def has_change_advanced_settings_permission(self, request, obj=None):
        """Of nothing live: they would change its address, or close it to visitors, without a version or a reason."""
        return super().has_change_advanced_settings_permission(request, obj) and not is_live_below(obj)

    def has_delete_permission(self, request, obj=None):
        """Only what was never live: what was is withdrawn instead."""
        return super().has_delete_permission(request, obj) and (obj is None or not has_been_live(obj))

    def edit_title_fields(self, request, page_id, language):
        # It writes to the live page, past its versions.
        raise PermissionDenied("A page's title is changed in its settings, in a draft.")

    def set_home(self, request, object_id):
        # Whatever page becomes the home page, the one that visitors arrive at changes.
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied("Only a publisher chooses the home page.")
        return super().set_home(request, object_id)

    # Withdrawing --------------------------------------------------------------------------------------------------

    why_not_withdrawn = staticmethod(obstacle)

    def warning_before_withdrawing(self, page):
        return NEEDS_A_PAGE if needs_successor(page) else ""

    def shown_of(self, page):
        return f"{page.path} {live_content(page).pk}"

    def withdraw_one(self, request, page, reason, instead, leads_on):
        withdraw(page, request.user, reason, instead, leads_on)

    def has_publish_permission(self, request):
        return request.user.has_perm(PUBLISH)

    def _list_address(self):
        return reverse("admin:cms_pagecontent_changelist")

    def _form_address(self, page):
        return self._list_address()

    def actions_menu(self, request, object_id, extra_context=None):
        page = self.get_object(request, object_id)
        can_schedule = self.has_publish_permission(request) and page is not None
        more = {"can_schedule": can_schedule, "can_withdraw": can_schedule and not obstacle(page)}
        return super().actions_menu(request, object_id, (extra_context or {}) | more)


class ContentOnDesk(Previews, SubmitsPages, type(admin.site.get_model_admin(PageContent))):
    form = add_form = NewPageForm
    change_form = PageSettingsForm
    duplicate_form = CopiedPageForm

    def render_change_form(self, request, context, *args, **kwargs):
        """Without a tab for each language: the site has one, and the tab asks for an inline handler."""
        return super().render_change_form(request, context | {"show_language_tabs": 0}, *args, **kwargs)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not has_been_live(obj.page))

    def get_tree_rows(self, request, pages, *args, **kwargs):
        request.ahead_of_pages = PageMoment.objects.per_page()
        return super().get_tree_rows(request, pages, *args, **kwargs)

    def has_delete_translation_permission(self, request, language, obj=None):
        allowed = super().has_delete_translation_permission(request, language, obj)
        return allowed and (obj is None or not has_been_live(obj))


class KeepsBytes:
    """A picture keeps its bytes: pages that show it are live, and their versions of the past showed it too.

    django-filer lets everybody change what lies in a folder that they may change; here a picture is a right of its own.
    """

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and request.user.has_perm("filer.change_image")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if obj and "file" in form.base_fields:
            form.base_fields["file"].disabled = True
            form.base_fields["file"].help_text = "To show another picture, upload that one and choose it on the page."
        return form


class FileOnDesk(KeepsBytes, FileAdmin):
    pass


class PictureOnDesk(KeepsBytes, ImageAdmin):
    pass


class NamesOfFolders(ModelForm):
    def clean(self):
        """The library's own fails where there is no name, and sees no doubles in some of its windows."""
        name, others = self.cleaned_data.get("name"), Folder.objects.exclude(pk=self.instance.pk)
        if name and others.filter(parent=self.instance.parent, name__iexact=name).exists():
            self.add_error("name", "There is a folder of this name here already. Choose another name.")
        return self.cleaned_data


class FolderOnDesk(FolderAdmin):
    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return type("FolderForm", (NamesOfFolders, form), {})

    def get_actions(self, request):
        """Not resizing, which writes over the pictures themselves."""
        actions = super().get_actions(request)
        refused = {"resize_images"}
        if not request.user.has_perm("filer.change_image"):
            refused |= {"move_files_and_folders", "rename_files", "delete_files_or_folders"}
        return {name: action for name, action in actions.items() if name not in refused}


class BlocksKeepTheirText(PlaceholderAdmin):
    """Where a block can be saved no longer, the CMS answers with a bare sentence; the text goes back to its writer."""

    def edit_plugin(self, request, plugin_id):
        try:
            response = super().edit_plugin(request, plugin_id)
        except Http404:
            if request.method != "POST":
                raise
            return typed_page(request, GONE, "It cannot be saved. Copy what you need.", status=404)
        if request.method == "POST" and response.status_code == 403:
            raise PermissionDenied(
                "The page was published or replaced while you were writing. Copy your text, choose “New draft” on the "
                "page, and put it in there."
            )
        return response


def withdraw_instead(version, user):
    """One of the conditions of the button "Unpublish", under which no reason would be asked for."""
    raise ConditionFailed("Use “Withdraw…”, so that readers learn why the page has gone.")


Version.check_unpublish.append(withdraw_instead)

DESKS = {
    Page: PageOnDesk,
    PageContent: ContentOnDesk,
    Placeholder: BlocksKeepTheirText,
    File: FileOnDesk,
    Image: PictureOnDesk,
    Folder: FolderOnDesk,
}
for model, desk in DESKS.items():
    admin.site.unregister(model)
    admin.site.register(model, desk)
