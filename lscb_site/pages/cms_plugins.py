"""The blocks that editors can place on a page.

Each is a few lines: what it is called, in editors' words, and what its template gets. A block without settings uses the
CMS's own model, so it costs no query to fetch.
"""

from cms.plugin_base import CMSPluginBase
from cms.plugin_pool import plugin_pool
from django.urls import reverse
from djangocms_link.cms_plugins import LinkPlugin

from lscb_contacts.directory import directory
from lscb_site.pages.models import Alert, CallToAction, DocumentChoice, Picture
from lscb_site.pages.site_map import site_map
from news.selectors import newest as newest_posts
from resources.selectors import newest

LISTS = "Lists that keep themselves up to date"
HELP = "Finding help"
TEXT = "Text and pictures"
LATEST_NEWS_LENGTH = 3  # posts

LinkPlugin.module = TEXT  # beside its likes, not under "Generic"


class Block(CMSPluginBase):
    def render(self, context, instance, placeholder):
        context = super().render(context, instance, placeholder)
        context.update(self.shown(instance, context["request"]))
        return context

    def shown(self, instance, request) -> dict:
        """What its template prints besides `instance`."""
        return {}


class BlockWithoutSettings(Block):
    """Placing it is enough: no form opens."""

    show_add_form = False


@plugin_pool.register_plugin
class LatestNewsPlugin(BlockWithoutSettings):
    name = "Latest news"
    module = LISTS
    render_template = "pages/plugins/latest_news.html"

    def shown(self, instance, request):
        return {"posts": newest_posts(LATEST_NEWS_LENGTH)}


@plugin_pool.register_plugin
class DocumentsPlugin(Block):
    model = DocumentChoice
    name = "Documents of a kind or topic"
    module = LISTS
    render_template = "pages/plugins/documents.html"

    def shown(self, instance, request):
        chosen = {}
        if instance.kind:
            chosen["kind"] = instance.kind
        if instance.topic:
            chosen["topic"] = instance.topic.slug
        # One more than is shown tells whether there are others.
        found = newest(instance.limit + 1, request.user, *chosen.items())
        return {
            "documents": found[: instance.limit],
            "has_more": len(found) > instance.limit,
            "list_url": reverse("resources:list", query=chosen),
        }


@plugin_pool.register_plugin
class SiteMapPlugin(BlockWithoutSettings):
    name = "Site map"
    module = LISTS
    render_template = "pages/plugins/site_map.html"

    def shown(self, instance, request):
        return {"groups": site_map()}


@plugin_pool.register_plugin
class ContactFinderPlugin(BlockWithoutSettings):
    name = "Contact finder"
    module = HELP
    render_template = "pages/plugins/contact_finder.html"


@plugin_pool.register_plugin
class HelplinesPlugin(BlockWithoutSettings):
    name = "Helplines"
    module = HELP
    render_template = "pages/plugins/helplines.html"

    def shown(self, instance, request):
        return {"helplines": directory.get().helplines}


@plugin_pool.register_plugin
class CallToActionPlugin(Block):
    model = CallToAction
    name = "Call to action"
    module = HELP
    render_template = "pages/plugins/call_to_action.html"


@plugin_pool.register_plugin
class AlertPlugin(Block):
    model = Alert
    name = "Alert box"
    module = TEXT
    render_template = "pages/plugins/alert.html"


@plugin_pool.register_plugin
class PicturePlugin(Block):
    model = Picture
    name = "Picture"
    module = TEXT
    render_template = "pages/plugins/picture.html"
