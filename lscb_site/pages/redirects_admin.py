"""Old addresses, written by hand or brought in as a file: each leads somewhere, and not in a circle."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.redirects.admin import RedirectAdmin
from django.contrib.redirects.models import Redirect
from django.core.exceptions import ValidationError

from lscb_site.exchange.admin import ExchangeAdmin
from lscb_site.pages.old_addresses import new_address_of, objections, old_path_of
from lscb_site.pages.redirects_sheet import RedirectResource
from lscb_site.publishing.destinations import DestinationInput, address_of, titled
from lscb_site.text.characters import clean_line
from lscb_site.web.public_addresses import redirects

LIKE_AN_ADDRESS = set("/.:")


class RedirectForm(forms.ModelForm):
    class Meta:
        model = Redirect
        fields = ["old_path", "new_path"]
        labels = {"old_path": "Old address", "new_path": "New address"}
        help_texts = {
            "old_path": "What readers ask for, such as /old-page/. All that lies below it is led on too.",
            "new_path": "Where they are led. Type a part of the title of a page, a document, a news item or a board, "
            "and choose it; or give an address such as https://www.example.org/. Empty: what was there has gone.",
        }

        widgets = {"new_path": DestinationInput(attrs={"class": "vTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.max_length, field.validators = None, []  # what is pasted may have a host before it

    def clean_old_path(self):
        path = old_path_of(self.cleaned_data["old_path"])
        if self.others().filter(old_path__iexact=path).exists():
            raise ValidationError("This old address is in the list already.")
        return path

    def clean_new_path(self):
        typed = self.cleaned_data["new_path"]
        try:
            return new_address_of(typed)
        except ValidationError:
            if LIKE_AN_ADDRESS.isdisjoint(typed) or titled(typed):
                return address_of(clean_line(typed))
            raise

    def clean(self):
        facts = super().clean()
        old, new = facts.get("old_path"), facts.get("new_path")
        if old is not None and new is not None and self.changed_data:
            known = {each.lower(): address for each, address in self.others().values_list("old_path", "new_path")}
            for field, sentence in objections(old, new, known | {old.lower(): new}).items():
                self.add_error(field, sentence)
        return facts

    def others(self):
        return redirects().exclude(pk=self.instance.pk)


class RedirectOnDesk(ExchangeAdmin, RedirectAdmin):
    """Without a choice of site: there is one."""

    form = RedirectForm
    resource_classes = [RedirectResource]
    list_filter = ()
    radio_fields = {}
    its_table = "the list of old addresses"
    import_help = (
        "It needs the columns old_path and new_path, such as /old-page/ and /resources/. Leave new_path empty where "
        "what was there has gone."
    )

    def has_import_permission(self, request):
        """A whole list at once only in the hands of those who may also delete."""
        return super().has_import_permission(request) and self.has_delete_permission(request)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(site_id=settings.SITE_ID)

    def save_model(self, request, obj, form, change):
        obj.site_id = settings.SITE_ID
        super().save_model(request, obj, form, change)


admin.site.unregister(Redirect)
admin.site.register(Redirect, RedirectOnDesk)
