from django.contrib import admin

from lscb_contacts.admin.numbers import AsksAboutNumbers
from lscb_contacts.models import DirectorySettings, Helpline
from lscb_contacts.models.directory_settings import THE_ROW
from lscb_contacts.templatetags.contacts import phone
from lscb_site.audit.settings_admin import RecordsSettings


class HelplineForm(AsksAboutNumbers):
    takes_no_numbers_in = ("name", "description")


@admin.register(Helpline)
class HelplineAdmin(admin.ModelAdmin):
    """Only the Administrator role has permissions for these (see lscb_site.accounts.roles)."""

    form = HelplineForm
    list_display = ["name", "phone_text", "description", "position"]
    prepopulated_fields = {"slug": ["name"]}

    @admin.display(description="telephone")
    def phone_text(self, helpline):
        return phone(helpline.phone)


@admin.register(DirectorySettings)
class DirectorySettingsAdmin(RecordsSettings, admin.ModelAdmin):
    """One form instead of a list. An Administrator's too."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_object(self, request, object_id, from_field=None):
        return DirectorySettings.current() if object_id == str(THE_ROW) else None

    def changelist_view(self, request, extra_context=None):
        return self.change_view(request, str(THE_ROW), extra_context=extra_context)
