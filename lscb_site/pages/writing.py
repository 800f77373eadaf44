"""Writes pages of the CMS from code: for the loader of the Board's first content, and for tests."""

from cms.api import add_plugin, create_page
from cms.models import Page
from django.conf import settings
from django.db import transaction

from resources.models import Topic

# What the blocks are called in the content's files and here, and the CMS's own name of each.
PLUGINS = {
    "text": "TextPlugin",
    "alert": "AlertPlugin",
    "call_to_action": "CallToActionPlugin",
    "contact_finder": "ContactFinderPlugin",
    "documents": "DocumentsPlugin",
    "first_steps": "FirstStepsPlugin",
    "helplines": "HelplinesPlugin",
    "latest_news": "LatestNewsPlugin",
    "owner_contact": "OwnerContactPlugin",
    "picture": "PicturePlugin",
    "quick_exit": "QuickExitPlugin",
    "site_map": "SiteMapPlugin",
}


@transaction.atomic
def write_page(
    *,
    reverse_id,
    title,
    slug,
    created_by,
    blocks=(),
    lead=(),
    parent=None,
    in_navigation=False,
    menu_title="",
    meta_description="",
    template="layouts/page.html",
    is_home=False,
    publish=True,
) -> Page:
    """The page with this `reverse_id`, written and published if there is none yet.

    A page that is there already is left exactly as it is, whoever wrote it: an editor's work is never overwritten.
    Pages stand in the tree in the order in which they are written.

    `created_by` is the user in whose name it is written. `parent` is a page that this function returned.
    `blocks` fills the placeholder "content", `lead` the placeholder "lead": each is a list of pairs in reading order,
    either `("text", html)` or a name of `PLUGINS` with its settings:

        ("latest_news", {}), ("contact_finder", {}), ("first_steps", {}), ("helplines", {}), ("site_map", {}),
        ("owner_contact", {}), ("quick_exit", {}),
        ("alert", {"text": …, "heading": …}),
        ("call_to_action", {"label": …, "url": …, "text": …}),
        ("documents", {"kind": "protocol", "topic": "mash", "limit": 12}),   # the topic by its slug; all optional
        ("picture", {"image": a filer Image, "alternative": …, "caption": …}),

    Raises KeyError for an unknown block, Topic.DoesNotExist for an unknown topic, ValidationError for settings that
    the admin would refuse, and IntegrityError when another page has the address.
    """
    page = Page.objects.filter(reverse_id=reverse_id, site_id=settings.SITE_ID).first()
    if page is not None:
        return page
    page = create_page(
        title,
        template,
        settings.LANGUAGE_CODE,
        menu_title=menu_title or None,
        slug=slug or reverse_id,
        meta_description=meta_description,
        created_by=created_by,
        parent=parent,
        in_navigation=in_navigation,
        reverse_id=reverse_id,
    )
    content = page.pagecontent_set(manager="admin_manager").get(language=settings.LANGUAGE_CODE)
    for slot, wanted in (("lead", lead), ("content", blocks)):
        if wanted:
            placeholder, _ = content.placeholders.get_or_create(slot=slot)
            for name, values in wanted:
                write_block(placeholder, name, values)
    if publish:
        content.versions.get().publish(created_by)
    if is_home:
        page.set_as_homepage(created_by)
    return page


def write_block(placeholder, name, values):
    """Add one block at the end of a placeholder; see `write_page` for names and values."""
    if name == "text":
        values = {"body": values}
    elif values.get("topic"):
        values = values | {"topic": Topic.objects.get(slug=values["topic"])}
    plugin = add_plugin(placeholder, PLUGINS[name], settings.LANGUAGE_CODE, **values)
    plugin.full_clean()
    return plugin
