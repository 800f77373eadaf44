"""The pages of the CMS, in their order: a body of Markdown in which a marker alone on its line stands for a block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cms.models import Page
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError

from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import Text, read_texts
from lscb_site.pages.writing import write_page

MARKER = re.compile(r"^\{\{ *(?P<name>\w+)(?P<rest>.*?)\}\} *$", re.MULTILINE)
SETTING = re.compile(r'(?P<name>\w+)=(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))')
SETTINGS = {
    "alert": {"text"},
    "call_to_action": {"label", "url", "text"},
    "contact_finder": set(),
    "documents": {"kind", "topic", "limit"},
    "first_steps": set(),
    "helplines": set(),
    "latest_news": set(),
    "owner_contact": set(),
    "quick_exit": set(),
    "site_map": set(),
}
AUTHOR = "starting-content"


@dataclass(frozen=True)
class PageText:
    slug: str
    title: str
    menu_title: str
    reverse_id: str
    parent: str | None
    in_navigation: bool
    meta_description: str
    order: int


def load_pages(root: Path, ledger: Ledger):
    texts = sorted(read_texts(root, "pages", PageText), key=lambda text: text.facts.order)
    for text in ledger.new(texts):
        facts = text.facts
        is_home = facts.slug == ""
        body = list(blocks(text))
        lead = body[:1] if is_home else []  # its first passage stands above what the home page's layout puts there
        try:
            page = write_page(
                reverse_id=facts.reverse_id,
                title=facts.title,
                slug=facts.slug,
                menu_title=facts.menu_title,
                meta_description=facts.meta_description,
                in_navigation=facts.in_navigation,
                parent=ledger.find(Page, "pages", facts.parent, text, "parent"),
                template="layouts/home.html" if is_home else "layouts/page.html",
                is_home=is_home,
                lead=lead,
                blocks=body[len(lead) :],
                created_by=author(),
            )
        except IntegrityError as error:
            raise text.problem("another page has this address.", "slug") from error
        except (ObjectDoesNotExist, ValidationError, ValueError) as error:
            raise text.problem(f"a block of its body is wrong: {error}") from error
        ledger.enter(text, page)


def author():
    """The account in whose name the pages are written: a version needs one. Nobody can sign in with it."""
    users = get_user_model().objects
    return users.filter(username=AUTHOR).first() or users.create_user(AUTHOR, is_active=False)


def blocks(text: Text[PageText]) -> Iterator[tuple]:
    """The body as pairs for `write_page`: ("text", html), or a block's name with its settings."""
    end = 0
    for marker in MARKER.finditer(text.body):
        yield from passage(text, end, marker.start())
        yield marker["name"], settings_of(marker, text)
        end = marker.end()
    yield from passage(text, end, len(text.body))


def passage(text: Text[PageText], start: int, end: int) -> Iterator[tuple[str, str]]:
    words = text.body[start:end].strip()
    if "{{" in words:
        raise text.problem("a marker must stand alone on its line: {{ name }} or {{ name: text }}.")
    if words:
        yield "text", text.html(words)


def settings_of(marker: re.Match, text: Text[PageText]) -> dict[str, str | int]:
    """`: words` is the block's text; otherwise each setting is `name=value` or `name="several words"`."""
    name, rest = marker["name"], marker["rest"].strip()
    if name not in SETTINGS:
        raise text.problem(f"“{name}” is not a block. Known: {', '.join(SETTINGS)}.")
    if rest.startswith(":"):
        settings = {"text": rest.removeprefix(":").strip()}
    else:
        settings = {found["name"]: found["quoted"] or found["plain"] or "" for found in SETTING.finditer(rest)}
        if SETTING.sub("", rest).strip():
            raise text.problem(f"the settings of “{name}” are not all name=value: {rest}")
    for unknown in settings.keys() - SETTINGS[name]:
        raise text.problem(f"“{name}” has no setting “{unknown}”.")
    return settings
