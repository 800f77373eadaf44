"""Addresses of the site. The sections stand before the CMS, so no page can take their place."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from lscb_contacts.sitemaps import AuthoritySitemap, BoardSitemap
from lscb_site import health
from news.sitemaps import PostSitemap
from resources.sitemaps import DocumentSitemap

SITEMAPS = {
    "news": PostSitemap,
    "resources": DocumentSitemap,
    "authorities": AuthoritySitemap,
    "boards": BoardSitemap,
}

urlpatterns = [
    path("healthz", health.process, name="healthz"),
    path("readyz", health.database, name="readyz"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("admin/", admin.site.urls),
    path("news/", include("news.urls")),
    path("resources/", include("resources.urls")),
    path("contacts/", include("lscb_contacts.urls")),
    path("", include("cms.urls")),
]
