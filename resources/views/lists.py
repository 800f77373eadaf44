import csv
from functools import partial

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views import View

from lscb_site.publishing.lists import FilteredListView, chosen
from resources import exports
from resources.forms import DocumentFilter, FeedFilter
from resources.models import Document


class DocumentList(FilteredListView):
    template_name = "resources/list.html"
    cached_by = ("kind", "topic", "audience", "publisher", "year", "superseded", "order", "letter", "page")
    answered_afresh_for = ("q",)

    def get_listed(self):
        return partial(Document.objects.shown, user=self.request.user, whole=False)

    def get_filter(self):
        return DocumentFilter(self.request.GET)

    def get_context_data(self, **kwargs):
        form = self.filter_form
        asked = {name: form.cleaned_data[name] for name in FeedFilter.base_fields if form.cleaned_data.get(name)}
        return super().get_context_data(**kwargs) | {
            "letters": form.count(),
            "letter": chosen(form, "letter"),
            "by_title": chosen(form, "order") == "title",
            "includes_superseded": chosen(form, "superseded"),
            "feed_url": reverse("resources:atom", query=asked),
        }


class DocumentsCsv(View):
    """The whole list for a spreadsheet: a line for each document at its current edition. See docs/data.md."""

    cached_by = ()

    def get(self, request):
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="documents.csv"'
        response.write("\ufeff")  # without it Excel takes the text for another encoding
        lines = csv.DictWriter(response, exports.COLUMNS)
        lines.writeheader()
        lines.writerows(exports.lines())
        return response


class DocumentsJson(View):
    """The whole list for programs: every document with its editions and their files. See docs/data.md."""

    cached_by = ()

    def get(self, request):
        return JsonResponse({"documents": exports.documents()}, json_dumps_params={"ensure_ascii": False})
