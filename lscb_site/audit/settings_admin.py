"""For the forms of what an Administrator sets: that something was changed, and which fields, is recorded."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.forms import BaseForm
from django.http import HttpRequest

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


class RecordsSettings(Base):
    """Stands before the `ModelAdmin` among the bases."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data:
            record(Act.SETTINGS_CHANGED, person=request.user, thing=obj, detail=self.what_changed(form))

    def what_changed(self, form: BaseForm) -> str:
        """The labels of the fields, without what was written into them."""
        labels = [str(form.fields[name].label) for name in form.changed_data]
        return ", ".join(label[:1].lower() + label[1:] for label in labels)
