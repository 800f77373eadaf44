"""Tables of rows in a form of the admin."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.forms import CheckboxInput

if TYPE_CHECKING:
    from django.db import models

    Inline = admin.TabularInline[models.Model, models.Model]
else:
    Inline = admin.TabularInline


class DeleteBox(CheckboxInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"aria-label": "Delete", **(attrs or {})})


class Table(Inline):
    """Every control says its column to those who do not see the head of the table: the admin gives it no label there,
    so that a screen reader says “edit text” and nothing else."""

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        for name, field in formset.form.base_fields.items():
            field.widget.attrs["aria-label"] = str(field.label or name).capitalize()
        formset.deletion_widget = DeleteBox
        return formset


class TableOfChoices(Table):
    """Rows that choose things which are added and deleted in their own place: `autocomplete_fields` names them."""

    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in self.autocomplete_fields:
            field.widget.can_add_related = field.widget.can_delete_related = field.widget.can_view_related = False
        return field
