from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from lscb_site.publishing.admin import PublishableAdmin, StatusFilter
from lscb_site.publishing.dates import Precision
from resources.admin_forms import DocumentForm, EditionFileForm, EditionFilesFormSet, EditionForm, EditionInlineForm
from resources.models import (
    Audience,
    Collection,
    CollectionItem,
    Comparison,
    Document,
    Edition,
    EditionFile,
    Publisher,
    Topic,
)
from resources.reading import read_again
from resources.templatetags.library import facts

HAS_NO_FILE = Q(editions=None) | Q(editions__files=None) | Q(editions__files__file="")


class FilesFilter(admin.SimpleListFilter):
    title = "files"
    parameter_name = "files"

    def lookups(self, request, model_admin):
        return [
            ("follow", "A file is to follow"),
            ("problem", "A file could not be read"),
            ("demo", "Demonstration copies"),
        ]

    def queryset(self, request, queryset):
        wanted = {
            "follow": HAS_NO_FILE,
            "problem": Q(editions__files__reading=EditionFile.Reading.FAILED),
            "demo": Q(editions__files__is_demonstration=True),
        }.get(self.value())
        return queryset.filter(wanted).distinct() if wanted else queryset


class EditionInline(admin.StackedInline):
    model = Edition
    form = EditionInlineForm
    view_on_site = False
    fields = [("number", "label"), ("effective_date", "date_precision"), "change_note", "main_file", "status_and_link"]
    readonly_fields = ["status_and_link"]
    ordering = ["-number"]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def has_delete_permission(self, request, obj=None):
        return False  # on the edition's own page, where its status is known

    @admin.display(description="its own page")
    def status_and_link(self, edition):
        if not edition.pk:
            return "Save first; then its own page takes more files and publishes it."
        address = reverse("admin:resources_edition_change", args=[edition.pk])
        count = edition.files.count()
        told = f"{count} file{'' if count == 1 else 's'}"
        return format_html(
            '{}. {}. <a href="{}">Open this edition: files, publish, withdraw</a>',
            edition.status().label,
            told,
            address,
        )


@admin.register(Document)
class DocumentAdmin(PublishableAdmin):
    form = DocumentForm
    change_form_template = "admin/resources/document_form.html"
    list_display = ["title", "kind", "status_tag", "files_to_hand", "review_on", "updated_at"]
    list_filter = [StatusFilter, "kind", FilesFilter, "featured", "topics", "audiences", "publisher"]
    search_fields = ["title", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["succeeded_by"]
    inlines = [EditionInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "summary", "topics", "audiences", "publisher", "featured"]}),
        ("More about it", {"classes": ["collapse"], "fields": ["body", "owner", "review_on", "succeeded_by"]}),
        PublishableAdmin.PUBLICATION,
    ]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(
                files=Count("editions__files"), to_hand=Count("editions__files", filter=~Q(editions__files__file=""))
            )
        )

    @admin.display(description="files", ordering="files")
    def files_to_hand(self, document):
        if not document.files:
            return "none yet"
        missing = document.files - document.to_hand
        return ", ".join([str(document.to_hand)] * bool(document.to_hand) + [f"{missing} to follow"] * bool(missing))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and request.user.has_perm("resources.add_edition"):
            context["new_edition"] = f"{reverse('admin:resources_edition_add')}?document={obj.pk}"
        context["read_only_advice"] = "You can write a new edition of it: choose “New edition”."
        return super().render_change_form(request, context, add, change, form_url, obj)


class EditionFileInline(admin.StackedInline):
    model = EditionFile
    form = EditionFileForm
    formset = EditionFilesFormSet
    fields = [("title", "role"), "file", "known_facts", ("position", "is_demonstration")]
    readonly_fields = ["known_facts"]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    @admin.display(description="what readers are told")
    def known_facts(self, file):
        if not file.file:
            return "File to follow."
        told = facts(file)
        if file.reading == EditionFile.Reading.DONE:
            return f"{told}. {self._accessibility(file)}"
        if file.reading == EditionFile.Reading.PENDING:
            again = f" {file.reading_problem} It is tried again by itself." if file.reading_problem else ""
            return f"{told}. Its pages are being counted.{again}"
        button = '{}. {} <button type="submit" name="_read_again" value="{}" class="button">Read again</button>'
        return format_html(button, told, file.reading_problem, file.pk)

    def _accessibility(self, file):
        if file.is_tagged is False:
            return "It has no tags for screen readers: save a tagged PDF from the original if you can."
        return ""


@admin.register(Edition)
class EditionAdmin(PublishableAdmin):
    form = EditionForm
    list_display = ["document", "number", "name", "status_tag", "date_told"]
    list_display_links = ["document", "number"]
    list_filter = [StatusFilter, "document__kind"]
    list_select_related = ["document"]
    search_fields = ["document__title", "label", "change_note"]
    date_hierarchy = "effective_date"
    autocomplete_fields = ["document"]
    inlines = [EditionFileInline]
    fieldsets = [
        (None, {"fields": ["document", ("number", "label"), ("effective_date", "date_precision"), "change_note"]}),
        PublishableAdmin.PUBLICATION,
    ]

    @admin.display(description="applies from", ordering="effective_date")
    def date_told(self, edition):
        if not edition.effective_date:
            return ""
        return Precision(edition.date_precision).words(edition.effective_date)

    def get_changeform_initial_data(self, request):
        """A new edition of a document starts with the next number."""
        initial = super().get_changeform_initial_data(request)
        newest = Edition.objects.filter(document=initial.get("document") or None).newest_first().first()
        return initial | {"number": newest.number + 1 if newest else 1}

    def response_change(self, request, obj):
        if "_read_again" in request.POST:
            for file in obj.files.filter(pk=request.POST["_read_again"]):
                read_again(file)
                self.message_user(request, f"“{file}” will be read again within a minute.")
            return HttpResponseRedirect(self._form_address(obj))
        return super().response_change(request, obj)


@admin.register(Comparison)
class ComparisonAdmin(PublishableAdmin):
    list_display = ["__str__", "status_tag", "shows_text", "compared_at"]
    list_filter = [StatusFilter, "shows_text"]
    list_select_related = ["older__document", "newer__document"]
    search_fields = ["older__document__title", "summary"]
    autocomplete_fields = ["older", "newer"]
    fieldsets = [
        (None, {"fields": ["older", "newer", "summary", "shows_text"]}),
        PublishableAdmin.PUBLICATION,
    ]


class CollectionItemInline(admin.TabularInline):
    model = CollectionItem
    fields = ["group", "document", "edition", "note", "position"]
    autocomplete_fields = ["document", "edition"]
    extra = 0


@admin.register(Collection)
class CollectionAdmin(PublishableAdmin):
    list_display = ["title", "status_tag", "updated_at"]
    search_fields = ["title", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [CollectionItemInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "body"]}),
        PublishableAdmin.PUBLICATION,
    ]


class LabelAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "documents_count"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(count=Count("documents"))

    @admin.display(description="documents", ordering="count")
    def documents_count(self, label):
        return label.count


admin.site.register([Topic, Audience, Publisher], LabelAdmin)
