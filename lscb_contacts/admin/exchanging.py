from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from import_export.admin import ImportExportModelAdmin
from import_export.forms import ImportForm

from lscb_contacts.exchange.cells import Comma, Excel
from lscb_site.files.inspection import inspect
from lscb_site.web.addresses import admin_address

MOST = 2 * 1024 * 1024  # bytes: some ten thousand rows


class SheetForm(ImportForm):
    def clean_import_file(self):
        """A workbook is examined like any document: it is an archive, and may be a hostile one."""
        file = self.cleaned_data["import_file"]
        if file.size > MOST:
            raise forms.ValidationError("The file is too large: at most 2 megabytes.")
        if file.name.lower().endswith(".xlsx"):
            inspect(file, file.name, max_bytes=MOST)
        return file


class ExchangeAdmin(ImportExportModelAdmin):
    """A list that goes out to a spreadsheet and comes back from one, after a dry run that shows what would change."""

    formats = [Comma, Excel]
    import_form_class = SheetForm
    import_template_name = "admin/lscb_contacts/import.html"

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_import_data_kwargs(self, **kwargs):
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def process_dataset(self, dataset, form, request, **kwargs):
        """The same dry run once more: only what its reader saw is taken in."""
        with transaction.atomic():
            list(self.model._base_manager.select_for_update().values_list("pk"))
            resource_kwargs = self.get_import_resource_kwargs(request, form=form, **kwargs)
            resource = self.choose_import_resource_class(form, request)(**resource_kwargs)
            choices = self.get_import_data_kwargs(request=request, form=form, **kwargs)
            again = resource.import_data(dataset, dry_run=True, user=request.user, **choices)
            if again.seen != request.POST.get("seen"):
                return None
            return super().process_dataset(dataset, form, request, **kwargs)

    def process_result(self, result, request):
        """The directory may have changed since the dry run: then nothing is taken in."""
        if result is None or result.has_errors() or result.has_validation_errors():
            self.message_user(request, "Nothing was imported: the directory changed meanwhile.", messages.ERROR)
            return HttpResponseRedirect(admin_address(self.model, "import"))
        return super().process_result(result, request)
