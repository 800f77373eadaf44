"""The Board's people in the admin: each has one role, and an Administrator cannot hand out more than roles."""

from axes.admin import AccessAttemptAdmin
from axes.models import AccessAttempt
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User

from lscb_site.accounts.roles import Role

WHAT_ROLES_DO = (
    "An Editor writes drafts. A Publisher also publishes and withdraws. An Administrator also looks after people, "
    "helplines and old addresses. Without a role a person cannot sign in here."
)


class RoleField(forms.ModelChoiceField):
    def __init__(self):
        super().__init__(
            Group.objects.filter(name__in=list(Role)).order_by("pk"),
            required=False,
            empty_label="No role",
            widget=forms.RadioSelect,
            help_text=WHAT_ROLES_DO,
        )


class PersonCreationForm(AdminUserCreationForm):
    usable_password = None
    role = RoleField()


class PersonForm(UserChangeForm):
    role = RoleField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["role"] = self.instance.groups.filter(name__in=list(Role)).first()


class PersonAdmin(UserAdmin):
    form = PersonForm
    add_form = PersonCreationForm
    list_display = ["username", "first_name", "last_name", "email", "role", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": [("first_name", "last_name"), "email"]}),
        ("What they may do", {"fields": ["role", "is_active"]}),
        ("Dates", {"fields": [("last_login", "date_joined")]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", ("first_name", "last_name"), "email", "role", "password1", "password2"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        """A superuser, made on the server, is out of an Administrator's reach."""
        people = super().get_queryset(request).prefetch_related("groups")
        return people if request.user.is_superuser else people.filter(is_superuser=False)

    @admin.display(description="role")
    def role(self, person):
        return ", ".join(group.name for group in person.groups.all()) or "No role"

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "role" in form.changed_data:
            role = form.cleaned_data["role"]
            form.instance.groups.set([role] if role else [])


class WrongSignIns(AccessAttemptAdmin):
    # Without django-axes' own, which fails: it asks for the moment of a sign-in. Old rows go at the next wrong sign-in.
    actions = ()


admin.site.unregister(AccessAttempt)
admin.site.register(AccessAttempt, WrongSignIns)
admin.site.unregister(User)
admin.site.register(User, PersonAdmin)
