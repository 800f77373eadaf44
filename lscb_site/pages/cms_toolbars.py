"""What the CMS's toolbar offers an editor beyond pages: the three subjects, where they may write."""

from cms.toolbar_base import CMSToolbar
from cms.toolbar_pool import toolbar_pool
from django.urls import reverse

from lscb_contacts.models import Authority, Board
from news.models import Post
from resources.models import Document

# Menu, and its entries: what to do with which model.
SUBJECTS = [
    ("News", [("New news item", "add", Post), ("All news", "changelist", Post)]),
    ("Documents", [("New document", "add", Document), ("All documents", "changelist", Document)]),
    ("Contacts", [("Authorities", "changelist", Authority), ("Boards", "changelist", Board)]),
]


@toolbar_pool.register
class SubjectsToolbar(CMSToolbar):
    """Menus that lead to the admin's forms and lists. Each opens as a page of its own, where there is room to write."""

    def populate(self):
        for title, entries in SUBJECTS:
            allowed = [entry for entry in entries if may(self.request.user, *entry[1:])]
            if allowed:
                menu = self.toolbar.get_or_create_menu(f"subject-{title}", title)
                for name, action, model in allowed:
                    menu.add_link_item(name, url=admin_url(model, action))


def may(user, action, model) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{'add' if action == 'add' else 'view'}_{model._meta.model_name}")


def admin_url(model, action) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}")
