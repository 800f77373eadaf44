"""The blocks that editors can place on a page.

Each is a few lines: what it is called, in editors' words, and what its template gets. A block without settings uses the
CMS's own model, so it costs no query to fetch.
"""

from secrets import token_hex
from types import MethodType

from cms.plugin_base import CMSPluginBase
from cms.plugin_pool import plugin_pool
from django.db import transaction
from django.db.models.signals import post_init
from django.dispatch import receiver
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from djangocms_link.cms_plugins import LinkPlugin as LibrarysLinkPlugin
from djangocms_text.cms_plugins import TextPlugin as LibrarysTextPlugin
from djangocms_text.models import Text

from lscb_contacts.directory import helplines
from lscb_site.editing.model_admin import EditedTogether
from lscb_site.editing.opened import FIELD, Opened, digest
from lscb_site.pages.models import Alert, CallToAction, DocumentChoice, Picture
from lscb_site.pages.pasting import pasted_by_staff
from lscb_site.pages.site_map import site_map
from news.selectors import newest as newest_posts
from resources.selectors import newest

LISTS = "Lists that keep themselves up to date"
HELP = "Finding help"
TEXT = "Text and pictures"
LATEST_NEWS_LENGTH = 3  # posts

# In the address to which a text edited in place is sent: a digest of what the page showed, and which page that was.
READ = "_read"
SAVED, MOST_SAVED = "texts_saved_in_place", 50  # in the session: what such an address has saved last


class Block(EditedTogether, CMSPluginBase):
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


# The libraries' own blocks, under their own names: the CMS finds a block by the name of its class.
plugin_pool.unregister_plugin(LibrarysLinkPlugin)
plugin_pool.unregister_plugin(LibrarysTextPlugin)


@plugin_pool.register_plugin
class LinkPlugin(EditedTogether, LibrarysLinkPlugin):
    module = TEXT  # beside its likes, not under "Generic"


@plugin_pool.register_plugin
class TextPlugin(EditedTogether, LibrarysTextPlugin):
    """Formatted text. Edited in place it is sent without a form, so its address says which text was on the page.

    The CMS's script goes on using that address, so what it saved last is remembered with it in the session.
    """

    is_on_a_page = True

    def get_plugin_urls(self):
        """Where the editor's script asks what becomes of a text that is pasted, here and in the admin's own forms."""
        return [*super().get_plugin_urls(), path("pasted/", pasted_by_staff, name="pasted")]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or object_id is None or FIELD in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        read, saved = request.GET.get(READ, ""), request.session.get(SAVED, {})
        with transaction.atomic():
            stored = self.locked(request, object_id)
            if stored is None or digest_of(stored) != saved.get(read, read.partition(".")[0]):
                return render(request, "admin/editing/in_place.html", status=409)
            request.POST = request.POST.copy()
            request.POST[FIELD] = str(Opened.now(*self.as_stored(request, stored), {}))
            response = super().changeform_view(request, object_id, form_url, extra_context)
            newest = list(saved.items())[-MOST_SAVED:]
            request.session[SAVED] = dict(newest) | {read: digest_of(self.get_object(request, object_id))}
            return response


@receiver(post_init, sender=Text)
def say_what_was_read(instance, **kwargs):
    """The CMS asks each block for its addresses wherever it draws one, and again after a saving."""
    instance.get_action_urls = MethodType(addresses_of, instance)


def addresses_of(text, js_compat=True) -> dict:
    addresses = type(text).get_action_urls(text, js_compat)
    if "edit_plugin" in addresses:
        addresses["edit_plugin"] += f"?{urlencode({READ: f'{digest_of(text)}.{token_hex(4)}'})}"
    return addresses


def digest_of(text) -> str:
    return digest({"": [text.body]})


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
class FirstStepsPlugin(BlockWithoutSettings):
    """999, the council, someone to talk to: as the home page has them."""

    name = "Three steps for a worry about a child"
    module = HELP
    render_template = "pages/plugins/first_steps.html"


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
        return {"helplines": helplines.get()}


@plugin_pool.register_plugin
class QuickExitPlugin(BlockWithoutSettings):
    name = "Leave this page quickly"
    module = HELP
    render_template = "components/quick_exit.html"


@plugin_pool.register_plugin
class OwnerContactPlugin(BlockWithoutSettings):
    name = "How to reach the Board"
    module = HELP
    render_template = "pages/plugins/owner_contact.html"


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
