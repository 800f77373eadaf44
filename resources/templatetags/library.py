from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language_info

from lscb_site.files.health import line_for_readers
from lscb_site.files.kinds import FileKind

register = template.Library()

COUNTED_IN = {FileKind.PPTX: "slide", FileKind.XLSX: "sheet"}


@register.filter
def facts(file) -> str:
    """What a link to a file tells before it is opened: `PDF, 312 KB, 8 pages`. Empty while the file is to follow."""
    if not file.file:
        return ""
    told = [file.kind_facts.label, size_in_words(file.size)]
    if file.pages:
        word = COUNTED_IN.get(file.kind_facts, "page")
        told.append(f"{file.pages} {word}{'' if file.pages == 1 else 's'}")
    return ", ".join(told)


@register.filter
def is_superseded_in(edition, document) -> bool:
    """Whether `document`, which comes from `with_editions`, has a newer live edition than this one."""
    current = document.current_edition if edition else None
    return bool(current and edition.number < current.number)


@register.filter
def for_readers(file) -> str:
    """The one thing readers are told before they open a file, if there is one."""
    return line_for_readers(file.kind_facts, file.is_tagged) if file.file else ""


@register.filter
def language_name(tag: str) -> str:
    """The English name of the language that a file states: `en-GB` is English. The tag itself where nobody knows it."""
    try:
        return get_language_info(tag.partition("-")[0].lower())["name"]
    except KeyError:
        return tag


def size_in_words(size: int) -> str:
    """`size` in bytes as GOV.UK prints it: `312 KB`, `1.4 MB`. Whole kilobytes, one decimal of megabytes."""
    kilobytes = max(1, round(size / 1024))
    return f"{kilobytes}\N{NO-BREAK SPACE}KB" if kilobytes < 1024 else f"{size / 1024**2:.1f}\N{NO-BREAK SPACE}MB"


@register.simple_tag
def document_item(document, shown=None, label="", plain=False, note="") -> str:
    """`{% document_item document plain=True %}`: see templates/components/document_item.html."""
    from resources.listed import listed  # late: it takes `facts` from here

    item = listed(document, shown, label, plain, note)
    return (item_anew if settings.DEBUG else item_once)(item)


def item_anew(item):
    return render_to_string("components/document_item.html", {"item": item})


item_once = lru_cache(maxsize=2000)(item_anew)
