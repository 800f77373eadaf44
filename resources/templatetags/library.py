from django import template
from django.utils.translation import get_language_info

from lscb_site.files.health import line_for_readers
from resources import cards
from resources.cards import document_card
from resources.file_states import file_state
from resources.force import mark_of
from resources.succession import succession

register = template.Library()


@register.simple_tag
def card_of(document, shown=None, label=""):
    """`{% card_of document shown as card %}`: a document as lists print it; None where there is none."""
    return document_card(document, shown, label) if document else None


@register.simple_tag
def states_of(document, edition):
    """`{% states_of document edition as states %}`: pairs for the tag `state`, its force first."""
    return cards.states_of(document, edition)


@register.simple_tag
def mark(document, edition):
    """`{% mark document edition as its_mark %}`: what is known of the force of an edition of a document."""
    return mark_of(succession(edition, document))


@register.filter
def for_readers(file) -> str:
    """The one thing readers are told before they open a file, if there is one."""
    return line_for_readers(file.kind_facts, file.is_tagged) if file.file else ""


@register.filter
def inside_a_sentence(title: str) -> str:
    """A title after other words: “Go to the London Protocol”."""
    return f"the {title[4:]}" if title.startswith("The ") else title


@register.filter
def state_of_file(file) -> str:
    """For the tag `state`: that we do not have a file, or what is wrong with it; empty where all is well."""
    return file_state(file or None)


@register.simple_tag
def files_to_list(edition, untold):
    """The files of an edition on the timeline. That we do not have the document itself is said once on a page: here
    only of the editions that are `untold`."""
    files = list(edition.files.all())
    main = edition.main_file
    return files if edition in untold else [file for file in files if file.file or file != main]


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
