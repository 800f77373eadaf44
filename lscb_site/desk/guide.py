"""The editors' guide (docs/editors.md) as a page of the admin, and which part of it helps with which screen."""

from functools import cache

from django.conf import settings
from django.contrib import admin
from django.http import FileResponse, Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from markdown import Markdown

DOCS = settings.BASE_DIR / "docs"
GUIDE = DOCS / "editors.md"
PICTURES = DOCS / "img" / "guide"

# The part of the guide for an act, whatever it is done to: by what stands behind the model in the address's name.
ACTS = {
    "choose": "say-that-it-is-still-right",
    "close": "close-an-account",
    "discard": "write-on-what-is-live",
    "downloads": "downloads",
    "draft": "write-on-what-is-live",
    "draft_preview": "preview-and-show-it-to-somebody",
    "export": "numbers-from-a-spreadsheet",
    "file": "look-at-what-a-file-hides",
    "file_copy": "look-at-what-a-file-hides",
    "file_erase": "erase-a-file",
    "force": "is-it-in-force",
    "history": "who-changed-what",
    "import": "numbers-from-a-spreadsheet",
    "papers": "papers-of-something-that-is-live",
    "preview": "preview-and-show-it-to-somebody",
    "process_import": "numbers-from-a-spreadsheet",
    "publish": "publish",
    "reopen": "close-an-account",
    "restore": "go-back-to-an-earlier-version",
    "review": "say-that-it-is-still-right",
    "schedule": "publish-later-or-until-a-day",
    "send_back": "ask-for-publishing",
    "submit": "ask-for-publishing",
    "supersede": "bring-out-a-new-edition",
    "superseded": "bring-out-a-new-edition",
    "used": "where-is-this-used",
    "version": "go-back-to-an-earlier-version",
    "versions": "go-back-to-an-earlier-version",
    "withdraw": "withdraw-and-lead-readers-on",
}
# The part for the lists and forms of a model.
MODELS = {
    "audit_entry": "the-audit-record",
    "audit_keptfor": "the-audit-record",
    "auditlog_logentry": "who-changed-what",
    "auth_user": "look-after-people",
    "axes_accessattempt": "sign-in",
    "cms_page": "edit-a-page",
    "cms_pagecontent": "edit-a-page",
    "filer_folder": "edit-a-page",
    "following_change": "tell-followers",
    "following_follow": "tell-followers",
    "following_letter": "tell-followers",
    "filer_image": "where-is-this-used",
    "link_check_checkedlink": "mend-a-link-that-leads-nowhere",
    "link_check_missingaddress": "mend-a-link-that-leads-nowhere",
    "linter_lintremark": "look-at-words",
    "lscb_contacts_authority": "confirm-a-contact",
    "lscb_contacts_board": "boards-that-end-merge-or-split",
    "lscb_contacts_confirmationrequest": "confirm-a-contact",
    "lscb_contacts_contactpoint": "put-a-number-right",
    "lscb_contacts_directorysettings": "confirm-a-contact",
    "lscb_contacts_helpline": "who-may-do-what",
    "lscb_contacts_place": "places",
    "lscb_contacts_proposedchange": "accept-a-correction",
    "news_post": "write-news",
    "notices_notice": "put-up-an-urgent-notice",
    "notices_sitewords": "the-line-about-999-and-the-boards-address",
    "redirects_redirect": "old-addresses",
    "resources_audience": "add-a-document",
    "resources_collection": "collections",
    "resources_comparison": "what-changed-between-two-editions",
    "resources_document": "add-a-document",
    "resources_edition": "bring-out-a-new-edition",
    "resources_erasedfile": "erase-a-file",
    "resources_privatefinding": "look-at-what-a-file-hides",
    "resources_publisher": "add-a-document",
    "resources_topic": "add-a-document",
    "reviews_review": "say-that-it-is-still-right",
    "search_glossaryterm": "search",
    "search_distressphrase": "search",
    "search_missedphrase": "search",
    "search_pinnedresult": "search",
    "sites_site": "who-may-do-what",
}
# The part for screens that belong to no model of the menu.
OTHERS = {
    "djangocms_versioning_pagecontentversion_changelist": "versions-of-a-page",
    "djangocms_versioning_pagecontentversion_compare": "versions-of-a-page",
    "everything": "the-desk",
    "how_the_site_is": "how-the-site-is",
    "filer-directory_listing": "edit-a-page",
    "filer-directory_listing-root": "edit-a-page",
    "index": "the-desk",
    "login": "sign-in",
    "password_change": "sign-in",
}


def help_address(name: str) -> str:
    """Where the guide helps with the screen whose address has this name: at its beginning, if no part is for it."""
    section = section_for(name)
    return reverse("guide") + (f"#{section}" if section else "")


def section_for(name: str) -> str:
    if name in OTHERS:
        return OTHERS[name]
    model = next((model for model in MODELS if name.startswith(f"{model}_")), None)
    return ACTS.get(name.removeprefix(f"{model}_"), MODELS[model]) if model else ""


@cache
def written() -> tuple[str, list[dict]]:
    """Its HTML, and its headings with those below each."""
    reader = Markdown(extensions=["extra", "sane_lists", "toc"], output_format="html")
    html = reader.convert(GUIDE.read_text(encoding="utf-8"))
    (title,) = reader.toc_tokens
    return html, title["children"]


def guide(request):
    html, headings = written()
    context = admin.site.each_context(request) | {
        "title": "The editors’ guide",
        "guide": mark_safe(html),  # noqa: S308 - a file of this project
        "headings": headings,
        "is_nav_sidebar_enabled": False,  # its own list of parts stands there
    }
    return TemplateResponse(request, "admin/guide.html", context)


def picture(request, name):
    file = PICTURES / f"{name}.png"
    if not file.is_file():
        raise Http404("The guide has no such picture.")
    return FileResponse(file.open("rb"), content_type="image/png")


# Pictures stand where the guide's own words for them lead: docs/editors.md says “img/guide/desk.png”.
urlpatterns = [
    path("", admin.site.admin_view(guide), name="guide"),
    path("img/guide/<slug:name>.png", admin.site.admin_view(picture), name="guide_picture"),
]
