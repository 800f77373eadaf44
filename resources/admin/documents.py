from django.contrib import admin, messages
from django.db.models import Count, Q
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html

from lscb_site.editing.tables import Table
from lscb_site.files.admin import ReceivesFiles
from lscb_site.previews.admin import HasPreviews
from lscb_site.publishing.admin import PublishableAdmin, StatusFilter
from lscb_site.publishing.papers import PublishesPapers
from lscb_site.publishing.states import State
from lscb_site.versions.admin import KeepsVersions
from lscb_site.web.addresses import admin_address
from resources.admin.downloads import downloads_csv
from resources.admin.force import ForceFilter, StatesForce, force_text
from resources.admin.forms import DocumentForm, EditionInlineForm, EditionsFormSet
from resources.admin.private_uploads import KeepsAnswers
from resources.models import Document, Edition, EditionFile, Source

HAS_NO_FILE = Q(editions=None) | Q(editions__files=None) | Q(editions__files__file="")


class FilesFilter(admin.SimpleListFilter):
    title = "files"
    parameter_name = "files"

    def lookups(self, request, model_admin):
        return [
            ("missing", "We do not have a file"),
            ("fault", "A file is missing or damaged"),
            ("problem", "A file could not be read"),
            ("demo", "Demonstration copies"),
        ]

    def queryset(self, request, queryset):
        wanted = {
            "missing": HAS_NO_FILE,
            "fault": Q(editions__files__fault__gt=""),
            "problem": Q(editions__files__reading=EditionFile.Reading.FAILED),
            "demo": Q(editions__files__is_demonstration=True),
        }.get(self.value())
        return queryset.filter(wanted).distinct() if wanted else queryset


class EditionInline(admin.StackedInline):
    model = Edition
    form = EditionInlineForm
    formset = EditionsFormSet
    view_on_site = False
    readonly_fields = ["status_and_link"]
    ordering = ["-number"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("document").prefetch_related("files")

    def get_fields(self, request, obj=None):
        why = ["may_be_public"] if obj and obj.state == State.PUBLISHED else []
        about = [("number", "label"), ("effective_date", "date_precision"), "change_note"]
        return [*about, "main_file", "said_language", *why, "status_and_link"]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def has_delete_permission(self, request, obj=None):
        return False  # on the edition's own page, where its status is known

    @admin.display(description="its own page")
    def status_and_link(self, edition):
        if not edition.pk:
            return "Save first; then its own page takes more files and publishes it."
        count = len(edition.files.all())
        return format_html(
            '{}. {}. <a href="{}">Open this edition: files, publish, withdraw</a>',
            edition.status().label,
            f"{count} file{'' if count == 1 else 's'}",
            admin_address(edition),
        )


class SourceInline(Table):
    model = Source
    fields = ["says", "address", "seen_on", "position"]
    extra = 0
    verbose_name_plural = "Where this comes from: readers see what each page says, and can open it"


@admin.register(Document)
class DocumentAdmin(
    HasPreviews, KeepsVersions, StatesForce, KeepsAnswers, ReceivesFiles, PublishesPapers, PublishableAdmin
):
    form = DocumentForm
    change_form_template = "admin/resources/document_form.html"
    change_list_template = "admin/resources/document_list.html"
    list_display = ["title", "kind", "status_tag", force_text, "files_to_hand", "updated_at"]
    list_filter = [
        StatusFilter,
        ForceFilter,
        "kind",
        FilesFilter,
        "featured",
        "topics",
        "audiences",
        "publisher",
    ]
    search_fields = ["title", "former_title", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["succeeded_by"]
    inlines = [EditionInline, SourceInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "summary", "topics", "audiences", "publisher", "featured"]}),
        (
            "More about it",
            {
                "classes": ["collapse"],
                "fields": ["lives_at", "former_title", "body", "owner", "succeeded_by"],
            },
        ),
        PublishableAdmin.PUBLICATION,
    ]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .with_force(timezone.now())
            .annotate(
                files=Count("editions__files"),
                to_hand=Count("editions__files", filter=~Q(editions__files__file="")),
                faulty=Count("editions__files", filter=~Q(editions__files__fault="")),
            )
            .order_by("title")  # or the names of what is counted would take the order away
        )

    @admin.display(description="files", ordering="files")
    def files_to_hand(self, document):
        if not document.files:
            return "none yet"
        missing = document.files - document.to_hand
        parts = [
            str(document.to_hand) if document.to_hand else "",
            f"{missing} not held" if missing else "",
            f"{document.faulty} missing or damaged" if document.faulty else "",
        ]
        return ", ".join(filter(None, parts))

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for edition in formset.new_objects if form.instance.is_live else ():
            sentence = '“<a href="{}">{}</a>” is a draft and waits for a publisher. Readers go on seeing what they saw.'
            self.message_user(request, format_html(sentence, admin_address(edition), edition), messages.WARNING)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and request.user.has_perm("resources.add_edition"):
            context["new_edition"] = f"{admin_address(Edition, 'add')}?document={obj.pk}"
        context["read_only_advice"] = "You can write a new edition of it: choose “New edition”."
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        downloads = path(
            "downloads.csv", self.admin_site.admin_view(self.downloads_view), name="resources_document_downloads"
        )
        return [downloads, *super().get_urls()]

    def downloads_view(self, request):
        return downloads_csv(request)
