"""The admin's menu: what editors do most comes first, in their words, and nothing that a role may not touch."""

from functools import update_wrapper

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.template.response import TemplateResponse
from django.urls import path

# Section, then its models with the name editors know them by. A model that is not here has no place in the menu.
MENU = {
    "News": {"news.Post": "News items"},
    "Documents": {
        "resources.Document": "Documents",
        "resources.Edition": "Editions",
        "resources.PrivateFinding": "Hidden things in files",
        "resources.Comparison": "Comparisons of editions",
        "resources.Collection": "Collections",
        "resources.Topic": "Topics",
        "resources.Audience": "Audiences",
        "resources.Publisher": "Publishing bodies",
    },
    "Contacts": {
        "lscb_contacts.ContactPoint": "Contact points",
        "lscb_contacts.Authority": "Authorities",
        "lscb_contacts.Board": "Boards",
        "lscb_contacts.ProposedChange": "Corrections and changes",
        "lscb_contacts.ConfirmationRequest": "Requests to confirm",
        "lscb_contacts.Place": "Places",
        "lscb_contacts.Helpline": "Helplines",
        "lscb_contacts.DirectorySettings": "Settings of the directory",
    },
    "Followers": {
        "following.Change": "What followers are told",
        "following.Letter": "Letters to followers",
        "following.Follow": "Who follows what, in numbers",
    },
    "Pages": {
        "cms.PageContent": "Pages",
        "filer.Folder": "Pictures",
        "filer.Image": "Where pictures are used",
    },
    "Search": {
        "search.GlossaryTerm": "Glossary",
        "search.PinnedResult": "Results that come first",
        "search.DistressPhrase": "Words of the worried",
        "search.MissedPhrase": "Searches that found nothing",
    },
    "Links": {
        "link_check.CheckedLink": "Broken links",
        "link_check.MissingAddress": "Addresses that were not found",
        "redirects.Redirect": "Old addresses",
    },
    "The site": {
        "notices.Notice": "Urgent notices",
        "linter.LintRemark": "Words to look at",
        "reviews.Review": "Who looks after what",
        "notices.SiteWords": "999 line and the Board’s address",
        "auth.User": "People",
        "sites.Site": "Site name",
        "resources.ErasedFile": "Erased files",
        "auditlog.LogEntry": "Who changed what",
        "audit.Entry": "Audit record",
        "audit.KeptFor": "How long the audit record is kept",
        "axes.AccessAttempt": "Wrong sign-ins",
    },
}


class PortalAdminSite(AdminSite):
    site_header = "London Safeguarding Children Board"
    site_title = "LSCB editors"
    index_title = "Desk"

    def admin_view(self, view, cacheable=False):
        """No form loses what was typed because its session ended, and drafts can be put back into it."""
        from lscb_site.editing.replaying import keeps_what_was_typed

        return update_wrapper(keeps_what_was_typed(self, super().admin_view(view, cacheable)), view)

    def get_urls(self):
        everything = path("everything/", self.admin_view(self.everything), name="everything")
        return [everything, *super().get_urls()]

    def everything(self, request):
        """Every list of the site, by section. What needs somebody stands on the first screen instead."""
        context = self.each_context(request) | {"title": "Everything", "app_list": self.get_app_list(request)}
        return TemplateResponse(request, "admin/everything.html", context)

    def register(self, model_or_iterable, admin_class=None, **options):
        """Whatever is registered, a library's admin too, knows the version that its form was opened at."""
        # This module is read before there are models.
        from lscb_site.editing.model_admin import EditedTogether

        admin_class = admin_class or ModelAdmin
        if not issubclass(admin_class, EditedTogether):
            admin_class = type(
                admin_class.__name__, (EditedTogether, admin_class), {"__module__": admin_class.__module__}
            )
        super().register(model_or_iterable, admin_class, **options)

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        allowed = {model["model"]._meta.label: (app, model) for app in apps for model in app["models"]}
        sections = []
        for section, models in MENU.items():
            if found := [label for label in models if label in allowed]:
                app, _ = allowed[found[0]]
                named = [allowed[label][1] | {"name": models[label]} for label in found]
                sections.append(app | {"name": section, "models": named})
        return sections


class PortalAdminConfig(AdminConfig):
    default_site = "lscb_site.accounts.menu.PortalAdminSite"
