"""The audit record for Administrators: a list in sentences, narrowed and saved as CSV; and for how long it is kept."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from lscb_site.audit.acts import Act
from lscb_site.audit.models import THE_ROW, Entry, KeptFor
from lscb_site.audit.narrowing import NarrowingForm
from lscb_site.audit.sentences import Sentence, sentences
from lscb_site.audit.settings_admin import RecordsSettings
from lscb_site.audit.things import in_words, titles_of
from lscb_site.editing.people import name_of
from lscb_site.web.addresses import admin_address
from lscb_site.web.spreadsheets import csv_stream

if TYPE_CHECKING:
    EntryModelAdmin = admin.ModelAdmin[Entry]
    KeptForModelAdmin = admin.ModelAdmin[KeptFor]
else:
    EntryModelAdmin = KeptForModelAdmin = admin.ModelAdmin

ON_A_PAGE = 100
AT_A_TIME = 500  # entries that an export holds in memory
COLUMNS = ("When", "What", "Who", "About", "Thing", "Number of the thing", "Detail", "Sentence")


@admin.register(Entry)
class EntryAdmin(EntryModelAdmin):
    """A list and no forms: whoever may see it can do nothing else with it."""

    view_on_site = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        export = path("export/", self.admin_site.admin_view(self.export_view), name="audit_entry_export")
        return [export, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = NarrowingForm(request.GET, label_suffix="")
        page = Paginator(form.chosen(), ON_A_PAGE).get_page(request.GET.get("page"))
        context = self.admin_site.each_context(request) | {
            "title": "Audit record",
            "opts": self.opts,
            "form": form,
            "thing": thing_asked_for(form),
            "page": page,
            "sentences": sentences(page),
            "narrowed": narrowed(request),
            "kept_for": KeptFor.current().months,
            "period_address": admin_address(KeptFor, "changelist"),
            "export_address": admin_address(Entry, "export"),
        }
        return TemplateResponse(request, "admin/audit/list.html", context | (extra_context or {}))

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """What the list is narrowed to, all pages of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = NarrowingForm(request.GET, label_suffix="")
        if not form.is_valid():
            return self.changelist_view(request)
        return csv_stream(f"audit-record-{timezone.localdate()}.csv", COLUMNS, rows(form.chosen()))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        raise Http404("An entry is a line of the list, and has no screen of its own.")


def thing_asked_for(form: NarrowingForm) -> str:
    """In words, where the list is narrowed to a thing."""
    asked = form.cleaned_data.get("thing") if form.is_valid() else ""
    if not asked:
        return ""
    label, _, key = asked.partition(":")
    return in_words(label, int(key), titles_of([Entry(thing_model=label, thing_pk=int(key))]))


def narrowed(request: HttpRequest) -> str:
    """The list's address without the number of its page, for the links to others and to the export."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


def rows(entries: QuerySet[Entry]) -> Iterator[dict[str, object]]:
    """Of the table that is exported, newest first, so many at a time: each by the number of the one before."""
    last = None
    while True:
        rest = entries.order_by("-pk") if last is None else entries.order_by("-pk").filter(pk__lt=last)
        found = sentences(rest[:AT_A_TIME])
        yield from map(row, found)
        if len(found) < AT_A_TIME:
            return
        last = found[-1].entry.pk


def row(told: Sentence) -> dict[str, object]:
    entry = told.entry
    return {
        "When": f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}",
        "What": Act(entry.act).label if entry.act in Act.values else entry.act,
        "Who": name_of(entry.person) if entry.person else "",
        "About": name_of(entry.about) if entry.about else "",
        "Thing": entry.thing_model,
        "Number of the thing": entry.thing_pk,
        "Detail": entry.detail,
        "Sentence": str(told),
    }


@admin.register(KeptFor)
class KeptForAdmin(RecordsSettings, KeptForModelAdmin):
    """One form instead of a list."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: KeptFor | None = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> KeptFor | None:
        return KeptFor.current() if object_id == str(THE_ROW) else None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return self.change_view(request, str(THE_ROW), extra_context=extra_context)

    def what_changed(self, form: BaseForm) -> str:
        return f"{form.cleaned_data['months']} months instead of {form.initial['months']}"
