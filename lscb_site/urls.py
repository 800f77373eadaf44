"""Addresses of the site. The sections stand before the CMS, so no page can take their place.

`/healthz`, `/readyz` and `/metrics` are answered before Django (lscb_site/operations/probes.py).
"""

from cms.constants import SLUG_REGEXP
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from lscb_contacts.sitemaps import AuthoritySitemap, BoardSitemap
from lscb_site.following import webhooks
from lscb_site.pages import views as pages
from lscb_site.pages.pictures import picture
from lscb_site.pages.sitemaps import PageSitemap, sitemap, sitemap_part
from news.sitemaps import PostSitemap
from resources.sitemaps import CollectionSitemap, ComparisonSitemap, DocumentSitemap

SITEMAPS = {
    "pages": PageSitemap,
    "news": PostSitemap,
    "resources": DocumentSitemap,
    "collections": CollectionSitemap,
    "changes": ComparisonSitemap,
    "authorities": AuthoritySitemap,
    "boards": BoardSitemap,
}

urlpatterns = [
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<slug:section>.xml",
        sitemap_part,
        {"sitemaps": SITEMAPS},
        name="sitemap_part",
    ),
    path("robots.txt", pages.robots, name="robots"),
    path(".well-known/security.txt", pages.security, name="security"),
    path("security.txt", RedirectView.as_view(pattern_name="security", permanent=True)),
    path("favicon.ico", pages.favicon),
    path("admin/guide/", include("lscb_site.desk.guide")),
    path("admin/how-the-site-is/", include("lscb_site.operations.screen")),
    path("admin/", include("lscb_site.accounts.urls")),
    path("admin/", admin.site.urls),
    path("news/", include("news.urls")),
    path("resources/", include("resources.urls")),
    path("contacts/", include("lscb_contacts.urls")),
    path("search/", include("lscb_site.search.urls")),
    path("shared/", include("lscb_site.previews.urls")),
    path("notices/", include("lscb_site.notices.urls")),
    path("follow/", include("lscb_site.following.urls")),
    *webhooks.addresses(),
    path("pictures/<slug:digest>/<int:width>.webp", picture, name="picture"),
    path("media/<path:path>", pages.original_picture),
    # The CMS's second sign-in and its wizard outside the admin; the toolbar's wizard is the admin's own.
    re_path("^cms_login/", pages.not_found),
    re_path("^cms_wizard/", pages.not_found),
    path("", pages.page, name="home"),
    re_path(rf"^(?P<slug>{SLUG_REGEXP})/$", pages.page, name="page"),
    path("", include("cms.urls")),
]
