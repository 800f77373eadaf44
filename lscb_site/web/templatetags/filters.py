"""The filters in force above a list, so that each can be seen and taken away again."""

from dataclasses import dataclass

from django import template
from django.forms import BooleanField, Field, Form, ModelChoiceField
from django.template.context import Context

register = template.Library()


@dataclass(frozen=True)
class ChosenFilter:
    name: str
    text: str


@register.simple_tag
def chosen_filters(form: Form) -> list[ChosenFilter]:
    """One for each visible field of a cleaned GET form that narrows the list, in the words the reader chose."""
    return [
        ChosenFilter(name, in_words(form.fields[name], value))
        for name, value in form.cleaned_data.items()
        if value and not form.fields[name].widget.is_hidden
    ]


@register.simple_tag
def filters_open(form: Form) -> bool:
    """Whether filters that come folded stand open: where one is in force, or could not be read."""
    return bool(form.errors or chosen_filters(form))


def in_words(field: Field, value: object) -> str:
    if isinstance(field, BooleanField):
        return str(field.label)
    if isinstance(field, ModelChoiceField) or not hasattr(field, "choices"):
        return str(value)
    return str(dict(field.choices).get(str(value), value))


@register.simple_tag(takes_context=True)
def without_filter(context: Context, name: str) -> str:
    """The query string of this list without the filter `name`, from its first page."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    query.pop("page", None)
    return f"?{query.urlencode()}" if query else ""


@register.simple_tag(takes_context=True)
def with_choices(context: Context, **choices: str) -> str:
    """The query string of this list with other `choices`, from its first page; an empty one is left out."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    for name, value in choices.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}" if query else ""
