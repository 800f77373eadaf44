"""The CMS's forms for a page's settings, with this site's rules: what can never work is refused in words.

Not offered: what breaks a page without a sign of it. Its menu is this site's own, and its headers are set once.
"""

import re

from cms.admin.forms import AddPageForm, AdvancedSettingsForm, ChangePageForm, DuplicatePageForm
from cms.models import PageContent
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import CharField
from django.urls import Resolver404, resolve, reverse

from lscb_site.pages import views
from lscb_site.pages.existing import is_there, leads_back
from lscb_site.pages.old_addresses import new_address_of
from lscb_site.pages.withdrawals import FRAME
from lscb_site.web.addresses import LONGEST_PATH
from lscb_site.web.public_addresses import redirects

SIGNS = "Use small letters, figures and hyphens, such as about-us."
SMALL = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*")
# What answers before the site's addresses are looked at.
BEFORE = {"healthz", "metrics", "readyz", settings.STATIC_URL.strip("/")}


class PlainSettings:
    """A mixin for the CMS's forms of one page's content. `path_of` says where the page would be."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].label = "Address"
        self.fields["slug"].help_text = "The last part of the page's address, such as about-us."
        self.fields["slug"].error_messages["invalid"] = SIGNS
        for name, field in self.fields.items():
            limit_length(name, field)

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        path, field = self.path_and_field()
        if path and {"slug", "overwrite_url"} & set(self.changed_data) and (words := fault_of_path(path)):
            self.add_error(field, words)
        return data


def limit_length(name, field):
    """As long as the database's column, which the CMS leaves open: PostgreSQL would refuse the row."""
    column = next((each for each in PageContent._meta.fields if each.name == name), None)
    if isinstance(column, CharField) and getattr(field, "max_length", 0) is None:
        field.max_length = column.max_length
        field.validators = [*field.validators, MaxLengthValidator(column.max_length)]


def fault_of_path(path):
    """Why no page can be at this path, or none should; empty where one can."""
    if not SMALL.fullmatch(path):
        return f"The address would be /{path}/. {SIGNS}"
    if len(path) + 2 > LONGEST_PATH:
        return (
            f"With the pages above it the address has {len(path) + 2} characters; at most {LONGEST_PATH}. Shorten it."
        )
    try:
        belongs_to_a_page = resolve(f"/{path}/").func is views.page
    except Resolver404:
        belongs_to_a_page = path.partition("/")[0] not in [reverse("admin:index").strip("/")]
    if not belongs_to_a_page or path.partition("/")[0] in BEFORE:
        return f"/{path}/ belongs to another part of the site, so nobody would see this page there. Choose another."
    return ""


class NewPageForm(PlainSettings, AddPageForm):
    def path_and_field(self):
        return self.cleaned_data.get("path"), "slug"


class CopiedPageForm(PlainSettings, DuplicatePageForm):
    def path_and_field(self):
        return self.cleaned_data.get("path"), "slug"


class PageSettingsForm(PlainSettings, ChangePageForm):
    NOT_OFFERED = ("soft_root", "limit_visibility_in_menu", "xframe_options")
    fieldsets = (
        (None, {"fields": ("title", "slug", "template", "page_title", "meta_description")}),
        ("Its address, and where it leads", {"fields": ("overwrite_url", "redirect"), "classes": ["collapse"]}),
        ("Menu", {"fields": ("menu_title",), "classes": ["collapse"]}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.NOT_OFFERED:
            self.fields.pop(name, None)
        self.fields["overwrite_url"].label = "Address instead of the usual one"
        self.fields["redirect"].label = "Lead readers on to"
        self.fields[
            "redirect"
        ].help_text = "Such as /resources/ or https://www.example.org/. Readers do not see this page."
        self.fields["redirect"].validators = [MaxLengthValidator(2048)]

    def path_and_field(self):
        page, address = self.instance.page, self.cleaned_data.get("overwrite_url")
        if page.is_home:
            return None, "slug"
        facts = page.get_url_data(self.cleaned_data["slug"], address, self._language)
        return facts["path"], "overwrite_url" if address else "slug"

    def clean_redirect(self):
        typed = self.cleaned_data["redirect"]
        if "redirect" not in self.changed_data or not typed:
            return typed
        address = new_address_of(typed)
        if address.startswith("/"):
            path = re.split("[?#]", address)[0]
            own = self.path_and_field()[0] if "slug" in self.cleaned_data else None
            if f"{path.strip('/')}" == (own or "") or leads_back(path, f"/{own}/" if own else "/"):
                raise ValidationError("Readers would be led in a circle, back to this page.")
            if not is_there(path) and not redirects().filter(old_path=path).exclude(new_path="").exists():
                raise ValidationError(f"Readers would find nothing at {path}. Give an address that they can open.")
        return address


class ClosedPageForm(AdvancedSettingsForm):
    """Of the advanced settings those that somebody may need. The others belong to whoever builds the site."""

    class Meta(AdvancedSettingsForm.Meta):
        fields = ["login_required", "reverse_id"]

    application_urls = application_configs = None

    def clean_reverse_id(self):
        name = self.cleaned_data["reverse_id"]
        if "reverse_id" in self.changed_data and {name, self.initial.get("reverse_id")} & set(FRAME):
            raise ValidationError("By this name every page of the site finds this one. Leave it as it was.")
        if name and not re.fullmatch("[a-z0-9_-]+", name):
            raise ValidationError(SIGNS)
        return name
