"""The Board's people in the admin: each has one role, and an Administrator cannot hand out more than roles."""

from auditlog.admin import LogEntryAdmin
from auditlog.filters import ResourceTypeFilter
from auditlog.models import LogEntry
from axes.admin import AccessAttemptAdmin
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.contrib.sites.admin import SiteAdmin
from django.contrib.sites.models import Site
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.accounts.people_forms import PersonCreationForm, PersonForm
from lscb_site.audit.settings_admin import RecordsSettings
from lscb_site.audit.things import TITLED


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

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        return form

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


class WhoChangedWhat(LogEntryAdmin):
    """Without the number of the request, by which only somebody with the server's logs finds anything."""

    list_display = ["created", "user_url", "resource_url", "action", "msg_short"]
    list_filter = ["action", ResourceTypeFilter]
    fieldsets = [
        (None, {"fields": ["created", "user_url", "resource_url"]}),
        ("Changes", {"fields": ["action", "msg"]}),
    ]

    @admin.display(description="when", ordering="timestamp")
    def created(self, entry):
        """In words: the library's is a moment, which a form of the admin prints as a machine does."""
        return format_date(timezone.localtime(entry.timestamp), "j F Y, H:i")


class SiteNameOnDesk(RecordsSettings, SiteAdmin):
    """Its host is that of the settings (SITE_ADDRESS), and is set again at every upgrade."""

    readonly_fields = ["domain"]


TITLED[Site._meta.label_lower] = lambda keys: dict.fromkeys(keys, "Site name")

admin.site.unregister(LogEntry)
admin.site.register(LogEntry, WhoChangedWhat)
admin.site.unregister(Site)
admin.site.register(Site, SiteNameOnDesk)
admin.site.unregister(AccessAttempt)
admin.site.register(AccessAttempt, WrongSignIns)
admin.site.unregister(User)
admin.site.register(User, PersonAdmin)
