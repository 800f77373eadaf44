"""What pages and their frame show of the three subjects. Every tag answers with an empty list where nothing is live."""

import json
from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

from lscb_contacts import directory
from lscb_site.pages.frame import frame
from lscb_site.web.structured_data import organisation
from news.selectors import are_archive
from news.selectors import newest as newest_posts
from resources.selectors import newest, topics_in_use

register = template.Library()

SECTIONS = [("News", "news:list"), ("Documents", "resources:list"), ("Contacts", "contacts:list")]


@register.simple_tag
def latest_posts(count: int = 3):
    return newest_posts(count)


@register.simple_tag
def news_heading(posts) -> str:
    """What a list of the newest posts may call itself."""
    return "From the archive" if are_archive(posts) else "Latest news"


@register.simple_tag
def document_topics() -> list[tuple[str, str]]:
    """The topics under which readers find documents, each its slug and its name, A to Z."""
    return topics_in_use()


@register.simple_tag(takes_context=True)
def featured_documents(context, count: int = 4):
    return newest(count, context["request"].user, featured=True)


@register.simple_tag(takes_context=True)
def ahead_of_page(context) -> str:
    """When the page of this row of the tree goes live or stops being live, where somebody has chosen it."""
    return context["request"].ahead_of_pages.get(context["page"].pk, "")


@register.simple_tag
def the_directory():
    """London's authorities and their numbers, and the tiles of its map."""
    return directory.directory.get()


@register.simple_tag
def helplines():
    """The national numbers, in the Board's order."""
    return directory.helplines.get()


@dataclass(frozen=True)
class NavigationItem:
    title: str
    url: str
    is_current: bool
    is_page: bool  # this very page


@register.simple_tag(takes_context=True)
def navigation(context) -> list[NavigationItem]:
    """The sections, then the pages that editors put in the navigation, in the order of the page tree."""
    path = context["request"].path
    links = [(title, reverse(name)) for title, name in SECTIONS]
    links += [(page.menu_title, page.url) for page in frame.get().navigation]
    return [NavigationItem(title, url, path.startswith(url), path == url) for title, url in links]


@register.simple_tag
def page_address(reverse_id: str) -> str:
    """Where a page that every page leads to is now, or what took its place; empty where there is neither."""
    return frame.get().pages.get(reverse_id, "")


@register.simple_tag(takes_context=True)
def is_below(context, reverse_id: str) -> bool:
    """Whether this is the page that `page_address` finds, or one below it. (Below the home page are all: so none.)"""
    address = page_address(reverse_id)
    return address not in ("", "/") and context["request"].path.startswith(address)


@register.simple_tag
def last_changed():
    """When something visitors see last changed, or None while there is nothing."""
    return frame.get().last_changed


@register.simple_tag(takes_context=True)
def header(context) -> str:
    """The header of every page, with the navigation."""
    path = context["request"].path
    return frame.get().header(tuple(navigation(context)), path == "/", path == reverse("search:results"))


@register.simple_tag
def head_links() -> str:
    """The style sheet, the icons and the feeds, in the head of every page."""
    return frame.get().links


@register.simple_tag
def foot() -> str:
    """The foot of every page."""
    return frame.get().foot


# In a script element, `<` could end it or open a comment; escaped like this, the JSON stays the same data.
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(data) -> str:
    """`data` as a JSON-LD block, which is data and no script: the content security policy has no say in it."""
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False).translate(SCRIPT_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


@register.simple_tag
def about_the_board() -> dict:
    """What search engines are told on the home page."""
    return {"@context": "https://schema.org"} | organisation()
