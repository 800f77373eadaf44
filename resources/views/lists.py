from django.http import JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from lscb_site.web.calendars import subscription_address
from lscb_site.web.lists import FilteredListView, chosen
from lscb_site.web.spreadsheets import csv_response
from resources import exports
from resources.forms import DocumentFilter, FeedFilter
from resources.selectors import documents_of, library


class DocumentList(FilteredListView):
    template_name = "resources/list.html"
    cached_by = ("kind", "topic", "audience", "publisher", "year", "superseded", "order", "letter", "page")
    answered_afresh_for = ("q",)
    open_to_crawlers = ("topic",)

    def get_filter(self):
        return DocumentFilter(self.request.GET, library.get())

    def get_listed(self):
        form = self.filter_form
        return form.library.by_title if chosen(form, "order") == "title" else form.library.newest_first

    def load(self, pks):
        return documents_of(pks, self.request.user)

    def get_context_data(self, **kwargs):
        form = self.filter_form
        asked = {name: form.cleaned_data[name] for name in FeedFilter.base_fields if form.cleaned_data.get(name)}
        return super().get_context_data(**kwargs) | {
            "letters": form.letters,
            "letter": chosen(form, "letter"),
            "by_title": chosen(form, "order") == "title",
            "includes_superseded": chosen(form, "superseded"),
            "subject": dict(form.library.choices["topic"]).get(chosen(form, "topic"), ""),
            "subscription": subscription_address(reverse("resources:check_days")),
            "feed_query": f"?{urlencode(asked)}" if asked else "",
            # The one kind or the one topic that was chosen, which can be followed.
            "alone": next(iter(asked.items())) if len(asked) == 1 else None,
        }


class DocumentsCsv(View):
    """The whole list for a spreadsheet: a line for each document at the edition that leads. See docs/data.md."""

    cached_by = ()

    def get(self, request):
        return csv_response("documents.csv", exports.COLUMNS, exports.lines())


class DocumentsJson(View):
    """The whole list for programs: every document with its editions and their files. See docs/data.md."""

    cached_by = ()

    def get(self, request):
        return JsonResponse({"documents": exports.documents()}, json_dumps_params={"ensure_ascii": False})
