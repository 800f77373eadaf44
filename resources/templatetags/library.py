from django import template
from django.utils.translation import get_language_info

from lscb_site.files.health import line_for_readers
from resources.cards import document_card, file_state

register = template.Library()


@register.filter
def is_superseded_in(edition, document) -> bool:
    """Whether readers have a newer edition of `document`, if there is one at all."""
    return bool(document) and document.has_newer(edition)


@register.filter
def for_readers(file) -> str:
    """The one thing readers are told before they open a file, if there is one."""
    return line_for_readers(file.kind_facts, file.is_tagged) if file.file else ""


@register.filter
def state_of_file(file) -> str:
    """For the tag `state`: that a file is to follow, not available or a demonstration copy; empty where all is well."""
    return file_state(file or None)


@register.filter
def language_name(tag: str) -> str:
    """The English name of the language that a file states: `en-GB` is English. The tag itself where nobody knows it."""
    try:
        return get_language_info(tag.partition("-")[0].lower())["name"]
    except KeyError:
        return tag


@register.inclusion_tag("components/document_item.html")
def document_item(document, shown=None, label="", plain=False, note=""):
    """`{% document_item document plain=True %}`: see `resources.cards.document_card`."""
    return {"card": document_card(document, shown, label, plain, note)}
