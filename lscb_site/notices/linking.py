"""Telephone numbers in a plain text, as links that call them."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from lscb_contacts.models.telephone_reading import Telephone
from lscb_contacts.numbers_in_texts import numbers_in
from lscb_contacts.templatetags.contacts import phone, tel

EMERGENCY = re.compile(r"(?<![\d+])999(?!\d)")


def with_numbers_linked(text: str) -> SafeString:
    """The text, escaped, in which every number can be pressed. What nobody can call stays as it was written."""
    made, rest = "", text.replace("\N{NO-BREAK SPACE}", " ")
    for written in numbers_in(rest):
        before, found, after = rest.partition(written)
        if not found:  # it stands there in other signs, such as full-width figures, of which it was read
            continue
        rest = after
        number = Telephone.of(written)
        called = format_html('<a class="number" href="{}">{}</a>', tel(number), phone(number))
        made += with_emergency(before) + (conditional_escape(found) if number is None or number.fault else called)
    return mark_safe(made + with_emergency(rest))  # noqa: S308 - each part is escaped


def with_emergency(text: str) -> str:
    parts = [conditional_escape(part) for part in EMERGENCY.split(text)]
    return '<a class="emergency" href="tel:999">999</a>'.join(parts)
