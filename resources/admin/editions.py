from django.contrib import admin
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone

from lscb_site.editing.tables import Table
from lscb_site.files.admin import ReceivesFiles
from lscb_site.files.health import Severity
from lscb_site.files.refusals import REMARKS
from lscb_site.previews.admin import HasPreviews
from lscb_site.publishing.admin import PublishableAdmin, StatusFilter
from lscb_site.publishing.states import State
from lscb_site.versions.admin import KeepsVersions
from lscb_site.web.addresses import admin_address
from lscb_site.web.dates import Precision
from resources.admin.downloads import last_months
from resources.admin.force import StatesForce
from resources.admin.forms import EditionFileForm, EditionFilesFormSet, EditionForm
from resources.admin.held_files import HoldsFiles, file_address
from resources.admin.private_uploads import KeepsAnswers
from resources.models import Comparison, Correction, Document, DownloadCount, Edition, EditionFile
from resources.reading import read_again


class EditionFileInline(admin.StackedInline):
    model = EditionFile
    form = EditionFileForm
    formset = EditionFilesFormSet
    readonly_fields = ["card"]
    view_on_site = False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("findings")

    def get_fields(self, request, obj=None):
        note = ["correction"] if obj and obj.is_live else []
        why = ["may_be_public"] if obj and obj.state == State.PUBLISHED else []
        about = ("position", "said_language", "is_demonstration", "shows_notes")
        return [("title", "role"), "file", *why, *note, "card", about]

    def get_formset(self, request, obj=None, **kwargs):
        """That notes are for readers a publisher says."""
        formset = super().get_formset(request, obj, **kwargs)
        if "shows_notes" in formset.form.base_fields:
            formset.form.base_fields["shows_notes"].disabled = not request.user.has_perm("resources.publish_edition")
        return formset

    def get_extra(self, request, obj=None, **kwargs):
        return 0  # new files come by the box

    def has_delete_permission(self, request, obj=None):
        """Only of what was never live: an address that readers have been given goes on answering."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (obj.state == "draft" and not obj.readers_had_it))

    @admin.display(description="what was found in it")
    def card(self, file):
        """Signals only of what was read, and while its bytes are right: all else would be of another file."""
        is_known = file.reading == file.Reading.DONE and not file.fault
        signals = sorted(file.health, key=lambda signal: signal["severity"] != Severity.ATTENTION) if is_known else []
        about = {
            "signals": signals,
            "remarks": [REMARKS[code] for code in file.remarks if code in REMARKS],
            "findings": [*file.open_findings, *(each for each in file.findings.all() if not each.is_open)],
            "address": file_address(file) if file.pk and file.file else "",
        }
        return render_to_string("admin/resources/file_card.html", {"file": file} | about)


class CorrectionInline(Table):
    model = Correction
    fields = ["date", "note"]
    extra = 0
    verbose_name_plural = "Corrections: what was put right since, as readers see it"


@admin.register(Edition)
class EditionAdmin(HasPreviews, KeepsVersions, HoldsFiles, StatesForce, KeepsAnswers, ReceivesFiles, PublishableAdmin):
    form = EditionForm
    change_form_template = "admin/resources/edition_form.html"
    list_display = ["document", "number", "name", "status_tag", "date_text"]
    list_display_links = ["document", "number"]
    list_filter = [StatusFilter, "document__kind"]
    list_select_related = ["document"]
    search_fields = ["document__title", "label", "change_note"]
    date_hierarchy = "effective_date"
    autocomplete_fields = ["document"]
    inlines = [EditionFileInline, CorrectionInline]
    fieldsets = [
        (None, {"fields": ["document", ("number", "label"), ("effective_date", "date_precision"), "change_note"]}),
        ("Files", {"fields": ["more_files"]}),
        PublishableAdmin.PUBLICATION,
    ]

    @admin.display(description="applies from", ordering="effective_date")
    def date_text(self, edition):
        if not edition.effective_date:
            return ""
        return Precision(edition.date_precision).words(edition.effective_date)

    def get_changeform_initial_data(self, request):
        """A new edition of a document starts with the next number, and applies from today."""
        initial = super().get_changeform_initial_data(request)
        document = self.document_asked_for(request)
        if document is None:
            return initial
        newest = document.editions.newest_first().first()
        return {"number": newest.number + 1 if newest else 1, "effective_date": timezone.localdate()} | initial

    def document_asked_for(self, request):
        """The document whose page led to the form of a new edition, or None."""
        asked = request.GET.get("document", "")
        return Document.objects.filter(pk=asked).first() if asked.isdecimal() else None

    def get_fieldsets(self, request, obj=None):
        """Whoever may only read is not asked for files."""
        found = super().get_fieldsets(request, obj)
        if not self.has_change_permission(request, obj):
            return [fieldset for fieldset in found if "more_files" not in fieldset[1]["fields"]]
        if obj and obj.state == State.PUBLISHED:
            several = {"fields": ["more_files", "may_be_public"]}
            return [(name, several) if "more_files" in facts["fields"] else (name, facts) for name, facts in found]
        return found

    def get_inlines(self, request, obj):
        """A new edition has one box for its files, and what was never published needs no correction."""
        if obj is None:
            return []
        return [each for each in self.inlines if each is not CorrectionInline or obj.state != "draft"]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for file, is_new in form.take_more_files():
            readers = "Readers have it now." if form.instance.is_live else "It goes live with this edition."
            message = f"Added: “{file}”. {readers} Check its title."
            self.message_user(request, message if is_new else f"This edition has that file already: “{file}”.")
            if form.public_reason:
                self.keep_answer(request, file, form.public_reason)
        form.instance.keep_a_place()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change:
            counts = DownloadCount.objects.filter(file__edition=obj)
            context |= {"months": last_months(counts), "comparison": self._comparison_address(request, obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _comparison_address(self, request, edition):
        """Where what changed since the edition before is told, or can be written; empty where there is none before."""
        older = edition.document.editions.filter(number__lt=edition.number).newest_first().first()
        if older is None or not request.user.has_perm("resources.add_comparison"):
            return ""
        if known := Comparison.objects.filter(older=older, newer=edition).first():
            return admin_address(known)
        return f"{admin_address(Comparison, 'add')}?older={older.pk}&newer={edition.pk}"

    def response_change(self, request, obj):
        if "_read_again" in request.POST:
            for file in obj.files.filter(pk=request.POST["_read_again"]):
                read_again(file)
                self.message_user(request, f"“{file}” will be read again within a minute.")
            return HttpResponseRedirect(self._form_address(obj))
        return super().response_change(request, obj)
