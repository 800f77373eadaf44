"""Redirects that an administrator writes by hand: each leads somewhere, and not in a circle."""

from django import forms
from django.contrib import admin
from django.contrib.redirects.admin import RedirectAdmin
from django.contrib.redirects.models import Redirect
from django.core.exceptions import ValidationError

from lscb_site.publishing.models import an_address
from lscb_site.web.addresses import can_be_led_to


class RedirectForm(forms.ModelForm):
    def clean_old_path(self):
        path = self.cleaned_data["old_path"]
        if not path.startswith("/") or path.startswith("//"):
            raise ValidationError("Give an address of this site without its host: it starts with one /.")
        return path

    def clean_new_path(self):
        address = self.cleaned_data["new_path"]
        if address:  # without one, the old address has gone
            an_address(address)
            if not can_be_led_to(address):
                raise ValidationError("This is not a whole address. Copy it from the browser's address line.")
        return address

    def clean(self):
        facts = super().clean()
        old, new = facts.get("old_path"), facts.get("new_path")
        if old and new and self.leads_back(old, new, facts.get("site")):
            self.add_error("new_path", "Readers would be led in a circle, back to the old address.")
        return facts

    def leads_back(self, old, new, site) -> bool:
        others, passed = Redirect.objects.filter(site=site).exclude(pk=self.instance.pk), set()
        while new and new != old and new not in passed:
            passed.add(new)
            new = others.filter(old_path=new).values_list("new_path", flat=True).first()
        return new == old


class RedirectOnDesk(RedirectAdmin):
    form = RedirectForm


admin.site.unregister(Redirect)
admin.site.register(Redirect, RedirectOnDesk)
