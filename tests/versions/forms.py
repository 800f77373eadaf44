"""The screens of an item, and writing its draft as an editor does."""

from django.urls import reverse

from tests.editing.browser_form import untouched


def address(item, screen="change", *more):
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_{screen}", args=[item.pk, *more])


def write(client, item, **changes):
    form = client.get(address(item, "draft"))
    return client.post(address(item, "draft"), untouched(form, **({"_save": "1"} | changes)))
