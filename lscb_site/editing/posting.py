"""What a browser sends for a form that nobody has touched, field by field, and the same in words.

A part is what one name of the form sends. Most fields have one, whose suffix is ""; a moment has two, "_0" and "_1".
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from html import unescape
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import strip_tags
from djangocms_text.widgets import TextEditorWidget

from lscb_site.text.formatted import Removed, tidied

Parts = dict[str, list[str]]

ENDS_A_PARAGRAPH = re.compile(r"</(?:p|h\d|li|tr|div|blockquote)>|<br\s*/?>", re.IGNORECASE)
NEWLINES = re.compile(r"\r\n?")
# What the editor of formatted text writes otherwise when it opens a text that nobody has touched.
AROUND_A_BLOCK = re.compile(
    r"\s*(</?(?:p|h\d|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|div)\b[^>]*>)\s*", re.IGNORECASE
)
ONE_PARAGRAPH_WITHIN = re.compile(
    r"(<(li|td|th|blockquote)\b[^>]*>)<p>((?:(?!</?p\b).)*)</p>", re.IGNORECASE | re.DOTALL
)
NOT_SENT = re.compile(r'\s(?:rel|scope)="[^"]*"', re.IGNORECASE)


def as_shown(form: forms.BaseForm, name: str) -> Parts:
    """What an untouched form sends for a field: the value that is stored, as its widget writes it."""
    field = form.fields[name]
    return _shown(bare(field.widget), field.prepare_value(form.get_initial_for_field(field, name)))


def as_typed(form: forms.BaseForm, name: str, data: QueryDict, files: Mapping[str, Any]) -> Parts | None:
    """What was sent for it; None for a file that was left as it is."""
    widget, whole = bare(form.fields[name].widget), form.add_prefix(name)
    if isinstance(widget, forms.FileInput):
        if whole in files:
            return {"": [files[whole].name or ""]}
        return {"": []} if f"{whole}-clear" in data else None
    return {suffix: data.getlist(whole + suffix) for suffix in suffixes(widget)}


def suffixes(widget: forms.Widget) -> list[str]:
    if isinstance(widget, forms.MultiWidget):
        return [f"_{number}" for number, _ in enumerate(widget.widgets)]
    return [""]


def bare(widget: forms.Widget) -> forms.Widget:
    """The widget itself, without the admin's links around it."""
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


def _shown(widget: forms.Widget, value: Any) -> Parts:
    if isinstance(widget, forms.MultiWidget):
        values = value if isinstance(value, list) else widget.decompress(value)
        within = zip(suffixes(widget), widget.widgets, values or [], strict=False)
        return {suffix: _shown(part, each)[""] for suffix, part, each in within}
    if isinstance(widget, forms.CheckboxInput):
        return {"": ["on"] if widget.check_test(value) else []}
    if isinstance(widget, forms.FileInput):
        return {"": [str(value)] if value else []}
    written = widget.format_value(value)
    if written is None:
        return {"": []}
    return {"": [str(each) for each in written] if isinstance(written, (list, tuple)) else [str(written)]}


def normal(parts: Parts) -> Parts:
    """The same whatever the browser made of line ends, of spaces around it and of the order of ticks."""
    found = {suffix: sorted(_normal(value) for value in values) for suffix, values in sorted(parts.items())}
    return {suffix: [value for value in values if value] for suffix, values in found.items()}


def _normal(value: str) -> str:
    text = NEWLINES.sub("\n", value).strip()
    if not ENDS_A_PARAGRAPH.search(text):
        return text
    # As saving would make it: the editor writes all parts of a table alike, and paragraphs that are empty.
    text = AROUND_A_BLOCK.sub(r"\1", NOT_SENT.sub("", tidied(text).html.replace("&nbsp;", "\xa0")))
    return ONE_PARAGRAPH_WITHIN.sub(r"\1\3", text)


def removed_from(form: forms.BaseForm) -> Iterator[tuple[str, Removed]]:
    """What saving takes out of each formatted text of a form that was sent, with the label of the text."""
    for name in form.changed_data:
        if name not in form.fields or not isinstance(bare(form.fields[name].widget), TextEditorWidget):
            continue  # a form of passwords says that one was changed, and has no field of that name
        if removed := tidied(form.data.get(form.add_prefix(name), "")).removed:
            yield str(form[name].label), removed


def in_words(field: forms.Field, parts: Parts) -> str:
    """A value as an editor reads it: names of what was chosen, days as 18 March 2015, formatted text as paragraphs."""
    values = [value for _, each in sorted(normal(parts).items()) for value in each]
    if isinstance(field, forms.BooleanField):
        return "Yes" if values else "No"
    if isinstance(field, forms.ModelChoiceField):
        return _names(field, values)
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in _flat(field.choices)}
        return ", ".join(labels.get(value, value) for value in values)
    if isinstance(field, (forms.DateField, forms.DateTimeField, forms.SplitDateTimeField)):
        return _moment(field, values)
    return "\n".join(paragraphs(value) for value in values)


def paragraphs(text: str) -> str:
    """Formatted text without its marks, a line for each paragraph. Plain text stays as it is."""
    if not ENDS_A_PARAGRAPH.search(text):
        return text
    lines = unescape(strip_tags(ENDS_A_PARAGRAPH.sub("\n", text))).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _names(field: "forms.ModelChoiceField[Any]", values: list[str]) -> str:
    if field.queryset is None:
        return ""
    try:
        found = list(field.queryset.filter(**{f"{field.to_field_name or 'pk'}__in": values}))
    except (ValueError, ValidationError):
        return ", ".join(values)
    return ", ".join(str(row) for row in found)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Without the groups that choices may stand in."""
    found = []
    for key, label in choices:
        found += _flat(label) if isinstance(label, (list, tuple)) else [(key, label)]
    return found


def _moment(field: forms.Field, values: list[str]) -> str:
    try:
        value = field.clean(values if isinstance(field, forms.MultiValueField) else "".join(values))
    except ValidationError:
        return " ".join(values)
    if isinstance(value, datetime):
        return format_date(timezone.localtime(value), "j F Y \\a\\t H:i")
    return format_date(value, "j F Y") if isinstance(value, date) else ""
