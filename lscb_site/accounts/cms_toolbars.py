"""The CMS's toolbar shows "Publish" to everyone who may write; here only to those whom it would obey."""

from cms.toolbar.items import ModalItem
from djangocms_versioning.cms_toolbars import VersioningToolbar, replace_toolbar

from lscb_site.accounts.live_pages import may_rearrange


class RoleToolbar(VersioningToolbar):
    def _add_publish_button(self):
        version = self._get_version() if self._is_versioned() else None
        if version and version.check_publish.as_bool(self.request.user):
            super()._add_publish_button()

    def post_template_populate(self):
        super().post_template_populate()
        page, menu = self.request.current_page, self.toolbar.get_menu("page")
        if page and menu and not may_rearrange(self.request.user, page):
            for found in menu.find_items(ModalItem, name="Advanced settings..."):
                found.item.disabled = True


replace_toolbar(VersioningToolbar, RoleToolbar)
