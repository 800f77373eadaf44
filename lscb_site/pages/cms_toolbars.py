"""What the CMS's toolbar offers an editor beyond pages: the three subjects, where they may write."""

from cms.toolbar_base import CMSToolbar
from cms.toolbar_pool import toolbar_pool
from django.urls import reverse
from djangocms_versioning.cms_toolbars import VersioningToolbar, replace_toolbar

from lscb_contacts.models import Authority, Board
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
            for name, action, model in group:
                menu.add_link_item(name, url=admin_url(model, action))


class PublishersToolbar(VersioningToolbar):
    """Shows "Publish" only to whoever may; the library shows it to everyone and refuses afterwards."""

    def _add_publish_button(self):
        version = self._get_version() if self._is_versioned() else None
        if version and version.has_publish_permission(self.request.user):
            super()._add_publish_button()


replace_toolbar(VersioningToolbar, PublishersToolbar)


def may(user, action, model) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{'add' if action == 'add' else 'view'}_{model._meta.model_name}")


def admin_url(model, action) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}")
