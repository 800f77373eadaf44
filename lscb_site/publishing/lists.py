"""Lists of the site: a filter form, how many match, and pages that forgive a wrong number."""

from django.core.paginator import Page, Paginator
from django.views.generic import ListView


class FilteredListView(ListView):
    """A list behind a GET form, working without script.

    `get_listed()` gives what the list is of: live items, for staff too (a draft is previewed at its own address). It is
    whatever the form's `apply` takes: a sequence, or for a `Listing` the function that fetches its items.
    `get_filter()` gives a bound form with a method `apply(listed)`; a bad value leaves its filter out and says so
    beside the field. The template gets `filter_form`, `page_obj`, `page_note` (a sentence when `?page=` asked for
    a page that is not there) and `filter_query` (the query string that keeps the filters, for the links between pages).
    """

    paginate_by = 20
    page_note = ""

    def get_queryset(self):
        self.filter_form = self.get_filter()
        return self.filter_form.apply(self.get_listed())

    def paginate_queryset(self, queryset, page_size):
        page, self.page_note = page_of(queryset, page_size, self.request.GET.get(self.page_kwarg))
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        query = self.request.GET.copy()
        query.pop(self.page_kwarg, None)
        context = super().get_context_data(**kwargs)
        return context | {
            "filter_form": self.filter_form,
            "filter_query": query.urlencode(),
            "page_note": self.page_note,
            "page_range": context["paginator"].get_elided_page_range(context["page_obj"].number)
            if context["paginator"]
            else None,
        }


def page_of(items, size: int, asked: str | None) -> tuple[Page, str]:
    """The page of a list that a reader asked for, or the nearest there is with a sentence that says so."""
    paginator = Paginator(items, size)
    page = paginator.get_page(asked or "1")
    if str(page.number) == (asked or "1"):
        return page, ""
    return page, f"There is no page “{asked[:20]}” in this list. This is page {page.number} of {paginator.num_pages}."


def chosen(form, name):
    """The cleaned value of a filter, or None where it is empty or bad (its error stands beside the field)."""
    return form.cleaned_data.get(name) or None
