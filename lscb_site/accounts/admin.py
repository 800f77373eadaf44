"""The Board's people in the admin: each has one role, and an Administrator cannot hand out more than roles."""

from importlib import import_module
from typing import ClassVar

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
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
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html

from lscb_site.accounts.inviting import InvitesPeople
from lscb_site.accounts.people_forms import PersonForm
from lscb_site.accounts.roles import Role
from lscb_site.accounts.second_factor import FACTORS
from lscb_site.accounts.standing import give_role, hold_administrators
from lscb_site.audit.settings_admin import RecordsSettings
from lscb_site.audit.things import TITLED
from lscb_site.editing.model_admin import EditedTogether


class RoleFilter(admin.SimpleListFilter):
    title = parameter_name = "role"

    def lookups(self, request, model_admin):
        return [*((role.value, role.value) for role in Role), ("none", "No role")]

    def queryset(self, request, queryset):
        if self.value() == "none":
            return queryset.exclude(groups__name__in=list(Role))
        return queryset.filter(groups__name=self.value()) if self.value() in list(Role) else queryset


class StandingFilter(admin.SimpleListFilter):
    title = "account"
    parameter_name = "account"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("closed", "Closed")]

    def queryset(self, request, queryset):
        wanted = {"open": True, "closed": False}.get(self.value())
        return queryset if wanted is None else queryset.filter(is_active=wanted)


class PersonAdmin(InvitesPeople, EditedTogether, UserAdmin):
    """Nobody sets another person's password, and nobody is deleted: the record must go on saying who did what."""

    class Media:
        css: ClassVar = {"all": ["css/people.css"]}

    form = PersonForm
    list_display = ["person", "role", "account", "second_factor", "signed_in"]
    list_filter = [RoleFilter, StandingFilter]
    fieldsets = [
        ("Person", {"fields": [("first_name", "last_name"), "email", "username"]}),
        ("What they may do", {"fields": ["role"]}),
        ("Dates", {"fields": [("last_login", "date_joined")]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_urls(self):
        return [each for each in super().get_urls() if each.name != "auth_user_password_change"]

    def has_delete_permission(self, request, obj=None):
        return False

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        return form

    def get_queryset(self, request):
        """A superuser, made on the server, is out of an Administrator's reach."""
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
        people = super().get_queryset(request).prefetch_related("groups").annotate(has_factor=Exists(factors))
        return people if request.user.is_superuser else people.filter(is_superuser=False)

    def locked(self, request, object_id):
        hold_administrators()
        return super().locked(request, object_id)

    @admin.display(description="person", ordering="username")
    def person(self, person):
        """The name, and what tells two of one name apart."""
        more = person.email or person.get_username()
        known = person.get_full_name()
        return format_html('{}<span class="person__more">{}</span>', known, more) if known else more

    @admin.display(description="role")
    def role(self, person):
        return ", ".join(group.name for group in person.groups.all()) or "No role"

    @admin.display(description="account", ordering="is_active")
    def account(self, person):
        return "Open" if person.is_active else "Closed"

    @admin.display(description="second factor", ordering="has_factor")
    def second_factor(self, person):
        return "Yes" if person.has_factor else "No"

    @admin.display(description="last sign-in", ordering="last_login", empty_value="Never")
    def signed_in(self, person):
        return format_date(timezone.localtime(person.last_login), "j F Y") if person.last_login else None

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "role" in form.changed_data:
            give_role(form.instance, form.cleaned_data["role"], request.user)


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

# allauth's own lists: a factor is reset with a reason, and what stands in these rows is nobody's to read.
for app in ("allauth.account", "allauth.mfa", "allauth.usersessions"):
    import_module(f"{app}.admin")
for model in (EmailAddress, EmailConfirmation, Authenticator, UserSession):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
admin.site.unregister(LogEntry)
admin.site.register(LogEntry, WhoChangedWhat)
admin.site.unregister(Site)
admin.site.register(Site, SiteNameOnDesk)
admin.site.unregister(AccessAttempt)
admin.site.register(AccessAttempt, WrongSignIns)
admin.site.unregister(User)
admin.site.register(User, PersonAdmin)
