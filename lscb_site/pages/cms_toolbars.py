"""What the CMS's toolbar offers: what each role may do and nothing that it would be refused; the three subjects."""

from cms.models import Page
from cms.toolbar.items import AjaxItem, ButtonList, ModalItem, SubMenu
from cms.toolbar_base import CMSToolbar
from cms.toolbar_pool import toolbar_pool
from django.contrib import admin
from django.utils.http import urlencode
from djangocms_versioning.cms_toolbars import VERSIONING_MENU_IDENTIFIER, VersioningToolbar, replace_toolbar
from djangocms_versioning.constants import DRAFT
from djangocms_versioning.helpers import version_list_url

from lscb_contacts.models import Authority, Board
from lscb_site.pages.submitting import PUBLISH
from lscb_site.pages.withdrawals import obstacle
from lscb_site.publishing.submissions import Submission
from lscb_site.web.addresses import admin_address
from news.models import Post
from resources.models import Document

# What each entry says, and what it does with which model. A line divides the groups.
GROUPS = [
    [("New news item", "add", Post), ("All news", "changelist", Post)],
    [("New document", "add", Document), ("All documents", "changelist", Document)],
    [("Contacts of each authority", "changelist", Authority), ("Boards", "changelist", Board)],
]


@toolbar_pool.register
class SubjectsToolbar(CMSToolbar):
    """A menu that leads to the admin's forms and lists, each a page of its own, where there is room to write."""

    def post_template_populate(self):
        """Runs after the CMS has made its own menus, so this one stands behind them."""
        allowed = [[entry for entry in group if may(self.request.user, *entry[1:])] for group in GROUPS]
        allowed = [group for group in allowed if group]
        if not allowed:
            return
        menu = self.toolbar.get_or_create_menu("subjects", "News, documents and contacts")
        for number, group in enumerate(allowed):
            if number:
                menu.add_break()
            for name, screen, model in group:
                menu.add_link_item(name, url=admin_address(model, screen))


class RolesToolbar(VersioningToolbar):
    """The CMS offers publishing, advanced settings and what belongs to a draft to everyone who may write, and refuses
    afterwards. The pool lets a toolbar be replaced once: whatever would be refused is taken away here."""

    def _add_publish_button(self):
        version = self._get_version() if self._is_versioned() else None
        if version and version.check_publish.as_bool(self.request.user):
            super()._add_publish_button()
        if version and version.state == DRAFT:
            self._add_submission(version.content)
        if version:
            self._add_schedule(version.content.page)

    def _add_submission(self, content):
        """Beside the draft: “Submit…” for who may not publish it, “Send back…” for who may."""
        waiting = Submission.objects.of(content).waiting().exists()
        if not self.request.user.has_perm(PUBLISH):
            words, screen = ("Waits for a publisher" if waiting else "Submit…"), "submit"
        elif waiting:
            words, screen = "Send back…", "send_back"
        else:
            return
        item = ButtonList(side=self.toolbar.RIGHT)
        item.add_button(words, url=admin_address(content, screen), disabled=False)
        self.toolbar.add_item(item)

    def _add_schedule(self, page):
        """A word, because the bar folds together where it has no room; the page's menu says when."""
        is_planned = page.moments.open().exists()
        may = self.request.user.has_perm(PUBLISH)
        if is_planned or may:
            item = ButtonList(side=self.toolbar.RIGHT)
            words = "Scheduled…" if is_planned else "Schedule…"
            item.add_button(words, url=admin_address(page, "schedule"), disabled=not may)
            self.toolbar.add_item(item)

    def _add_versioning_menu(self):
        """The library shows it to whoever may change versions, which nobody does by hand: for all others it is a button
        with nothing below it. Who may write a page may see what was published of it."""
        version = self._get_version() if self._is_versioned() else None
        if version is None or not self.request.user.has_perm("djangocms_versioning.view_pagecontentversion"):
            return
        self.toolbar.add_link_item("As readers see it", url=admin_address(version.content, "preview"))
        self.toolbar.add_link_item("Versions", url=version_list_url(version.content))
        if version.source is None:
            return
        menu = self.toolbar.get_or_create_menu(VERSIONING_MENU_IDENTIFIER, version.short_name())
        compare = admin_address(version.source.convert_to_proxy(), "compare")
        query = urlencode({"compare_to": version.pk, "back": self.toolbar.request_path})
        menu.add_link_item(f"Compare with version {version.source.number}", url=f"{compare}?{query}")
        if version.check_discard.as_bool(self.request.user):
            menu.add_link_item("Throw the draft away…", url=admin_address(version.convert_to_proxy(), "discard"))

    def post_template_populate(self):
        super().post_template_populate()
        page, menu = self.request.current_page, self.toolbar.get_menu("page")
        if not page or not menu:
            return
        refused = []
        page_admin = admin.site.get_model_admin(Page)
        if not page_admin.has_change_advanced_settings_permission(self.request, page):
            refused += menu.find_items(ModalItem, name="Advanced settings...")
        if not page_admin.has_delete_permission(self.request, page):
            refused += menu.find_items(ModalItem, name="Delete page...")
        if not self.may_write():
            refused += [*menu.find_items(AjaxItem), *menu.find_items(SubMenu, name="Templates")]
        for found in refused:
            menu.remove_item(found.item)
        may = self.request.user.has_perm(PUBLISH)
        for moment in page.moments.open().order_by("at"):
            menu.add_link_item(moment.in_words, url=admin_address(page, "schedule"), disabled=not may)
        if self.request.user.has_perm("reviews.view_review"):
            menu.add_link_item("Is it still right?", url=admin_address(page, "review"))
        if may and not obstacle(page):
            menu.add_link_item("Withdraw…", url=admin_address(page, "withdraw"))

    def may_write(self) -> bool:
        """Whether the content shown can be changed as it is: a live page is first copied into a draft."""
        content = self.toolbar.get_object()
        return content is None or admin.site.get_model_admin(type(content)).has_change_permission(self.request, content)


replace_toolbar(VersioningToolbar, RolesToolbar)


def may(user, screen, model) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{'add' if screen == 'add' else 'view'}_{model._meta.model_name}")
