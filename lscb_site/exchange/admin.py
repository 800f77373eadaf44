"""A list of the admin that goes out to a spreadsheet and comes back from one."""

import logging
import os

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import transaction
from django.http import HttpResponseRedirect
from import_export.admin import ImportExportModelAdmin
from import_export.forms import ImportForm
from import_export.results import RowResult

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.exchange.cells import UnreadableSheet
from lscb_site.exchange.formats import Comma, Excel
from lscb_site.files.inspection import inspect
from lscb_site.web.addresses import admin_address

logger = logging.getLogger(__name__)

MOST = 2 * 1024 * 1024  # bytes: some ten thousand rows
WORKBOOK = b"PK"
OTHER_ARCHIVE = b"opendocument"  # refused by name where it is read


class SheetForm(ImportForm):
    """Asks for the file alone: what kind it is, its bytes say."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["format"].required = False
        self.fields["format"].widget = forms.HiddenInput()
        self.initial["format"] = "0"

    def clean_format(self):
        return self.cleaned_data["format"] or "0"

    def clean_import_file(self):
        """A workbook is examined like any document: it is an archive, and may be a hostile one."""
        file = self.cleaned_data["import_file"]
        if file.size > MOST:
            raise forms.ValidationError("The file is too large: at most 2 megabytes.")
        head = file.read(200)
        file.seek(0)
        if head.startswith(WORKBOOK) and OTHER_ARCHIVE not in head:
            inspect(file, "sheet.xlsx", max_bytes=MOST)
        return file


class ExchangeAdmin(ImportExportModelAdmin):
    """After a dry run that shows what would change, and what of the file is left out."""

    formats = [Comma, Excel]
    import_form_class = SheetForm
    export_template_name = "admin/exchange/export.html"
    import_template_name = "admin/exchange/import.html"
    import_help = ""  # what an editor must know of this table beforehand
    its_table = "the directory"  # what may have changed since the dry run

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def export_action(self, request):
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:  # the list itself starts anew then, too
            return HttpResponseRedirect(admin_address(self.model, "export"))

    def get_import_formats(self):
        """Told the columns by which the table in a file is found."""
        (resource,) = self.resource_classes
        columns = resource().get_export_order()
        return [type(each.__name__, (each,), {"columns": columns}) for each in super().get_import_formats()]

    def get_import_context_data(self, **kwargs):
        return super().get_import_context_data(**kwargs) | {"import_help": self.import_help}

    def get_import_data_kwargs(self, **kwargs):
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form, e):
        if not isinstance(e, UnreadableSheet):
            logger.error("A spreadsheet could not be read", exc_info=e)
            e = "This file cannot be read. Save it as an Excel workbook (.xlsx) and choose that."
        form.add_error("import_file", str(e))

    def process_import(self, request, **kwargs):
        form = self.create_confirm_form(request)
        if request.method == "POST" and self.has_import_permission(request) and not self.is_kept(form):
            self.message_user(request, "Nothing was imported: choose the file once more.", messages.ERROR)
            return HttpResponseRedirect(admin_address(self.model, "import"))
        return super().process_import(request, **kwargs)

    def is_kept(self, form) -> bool:
        """Whether the file of the dry run is still there. It is not, once it was taken in."""
        known = {"format": [*map(str, range(len(self.formats)))], "resource": ["", "0"]}
        if not form.is_valid() or any(form.cleaned_data[name] not in values for name, values in known.items()):
            return False
        kept = self.get_tmp_storage_class()(name=form.cleaned_data["import_file_name"])
        return os.path.isfile(kept.get_full_path())

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
            result = super().process_dataset(dataset, form, request, **kwargs)
            if not (result.has_errors() or result.has_validation_errors()):
                record(Act.IMPORTED, person=request.user, thing=self.model, detail=counts_of(result))
            return result

    def process_result(self, result, request):
        """What is stored may have changed since the dry run: then nothing is taken in."""
        if result is None or result.has_errors() or result.has_validation_errors():
            self.message_user(request, f"Nothing was imported: {self.its_table} changed meanwhile.", messages.ERROR)
            return HttpResponseRedirect(admin_address(self.model, "import"))
        return super().process_result(result, request)

    def add_success_message(self, result, request):
        self.message_user(request, f"Taken in: {counts_of(result)}.", messages.SUCCESS)

    def generate_log_entries(self, result, request):
        for kind, flag in ((RowResult.IMPORT_TYPE_NEW, ADDITION), (RowResult.IMPORT_TYPE_UPDATE, CHANGE)):
            if items := [row.instance for row in result if row.import_type == kind]:
                LogEntry.objects.log_actions(request.user.pk, items, flag, change_message="From a spreadsheet.")


def counts_of(result) -> str:
    new, changed, same = (result.totals[kind] for kind in ("new", "update", "skip"))
    return f"{new} new, {changed} changed, {same} as before"
