"""Every field says in plain words what belongs in it, and none is called as programmers call it."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User

OURS = ("news", "resources", "lscb_contacts", "lscb_site.")
PROGRAMMERS_WORDS = {"slug", "phone", "plugin", "placeholder", "url"}


@pytest.fixture
def fields(administrator, rf):
    """Of every form of ours, its tables and parts too: what it is called, and the field."""
    request = rf.get("/admin/")
    request.user = User.objects.get(pk=administrator.pk)
    found = {}
    for model, screen in admin.site._registry.items():
        if not (model._meta.app_config.name.startswith(OURS) and screen.has_add_permission(request)):
            continue
        forms = {screen.get_form(request): ""}
        for part in screen.get_inline_instances(request):
            if part.has_add_permission(request, None):
                formset = part.get_formset(request)
                forms[formset.form] = formset.fk.name
        for form, parent in forms.items():
            of = form._meta.model._meta.label
            fields = form.base_fields.items()
            found |= {f"{of}.{name}": each for name, each in fields if not each.widget.is_hidden and name != parent}
    return found


@pytest.mark.django_db
def test_every_field_has_help_and_a_plain_name(fields):
    assert len(fields) > 100
    assert [name for name, field in fields.items() if not field.help_text] == []
    assert [name for name, field in fields.items() if str(field.label).lower() in PROGRAMMERS_WORDS] == []
