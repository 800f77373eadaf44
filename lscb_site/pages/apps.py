from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    name = "lscb_site.pages"
    verbose_name = "Pages"

    def ready(self):
        from lscb_site.pages import page_record, page_redirects, scheduling, search  # noqa: F401 - connect their receivers
        from lscb_site.pages.existing import opens
        from lscb_site.pages.rich_text import read_addresses_once, restrict_cleaner, tell_editors_at_once
        from lscb_site.publishing.forwarding import judge_by

        judge_by(opens)
        name_pages_by_their_title()
        restrict_cleaner()
        read_addresses_once()
        tell_editors_at_once()
        post_migrate.connect(name_the_site, sender=self)
        post_migrate.connect(page_redirects.keep_all_addresses, sender=self)


def name_pages_by_their_title():
    """The CMS puts the code of the language behind it, in headings, lists and questions: the site has one language."""
    from cms.models import PageContent

    PageContent.add_to_class("__str__", lambda content: content.title)


def name_the_site(using, **kwargs):
    """Feeds, the sitemap and "view on site" take the host from the sites' table: keep it equal to SITE_ADDRESS."""
    from django.contrib.sites.models import Site

    facts = {"domain": urlsplit(settings.SITE_ADDRESS).netloc, "name": settings.SITE_NAME[:50]}
    Site.objects.using(using).update_or_create(pk=settings.SITE_ID, defaults=facts)
    Site.objects.clear_cache()
