"""What a field is called, from the name under which a form sends it. Needs neither the form nor the database."""

import re
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import Resolver404, resolve

ROW = re.compile(r"(?P<inline>.+)-(?P<number>\d+)-(?P<field>.+)")
PART = re.compile(r"(.+)_(\d)")


@dataclass(frozen=True)
class Labels:
    """Those of a model's form in the admin. Without a model a label is made of the name itself."""

    model: type[Model] | None = None
    form: type[forms.Form | forms.ModelForm[Any]] | None = None
    inlines: dict[str, type[Model]] = field(default_factory=dict)  # by the prefix of their rows

    @classmethod
    def at(cls, path: str) -> "Labels":
        """Of the form that has this address."""
        try:
            name = resolve(path).url_name or ""
        except Resolver404:
            return cls()
        for model in apps.get_models():
            opts = model._meta
            if name.startswith(f"{opts.app_label}_{opts.model_name}_") and admin.site.is_registered(model):
                inlines = {rel.related_name or f"{rel.name}_set": rel.related_model for rel in opts.related_objects}
                return cls(model, admin.site.get_model_admin(model).form, inlines)
        return cls()

    def of(self, name: str) -> str:
        """A row of an inline is named with its number: "papers-0-label" is "Paper 1: label"."""
        if row := ROW.fullmatch(name):
            model = self.inlines.get(row["inline"])
            whose = capitalised(str(model._meta.verbose_name)) if model else in_words(row["inline"])
            label = Labels(model).of(row["field"])
            return f"{whose} {int(row['number']) + 1}: {label[:1].lower()}{label[1:]}"
        if label := self.known(name):
            return label
        if part := PART.fullmatch(name):
            label = self.known(part[1]) or in_words(part[1])
            return f"{label} (part {int(part[2]) + 1})"
        return in_words(name)

    def known(self, name: str) -> str:
        """As its form says it, or else its model."""
        in_form = self.form.base_fields.get(name) if self.form else None
        if in_form and in_form.label:
            return capitalised(str(in_form.label))
        try:
            found = self.model._meta.get_field(name) if self.model else None
        except FieldDoesNotExist:
            return ""
        return capitalised(str(getattr(found, "verbose_name", "")))


def in_words(name: str) -> str:
    return capitalised(name.replace("_", " ").strip())


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
