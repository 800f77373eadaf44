"""Lists of the site: a filter form, how many match, and pages that forgive a wrong number."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.core.paginator import Page, Paginator
from django.forms import Form
from django.utils.http import urlencode
from django.views.generic import ListView

T = TypeVar("T")
NOT_OFFERED = "Choose one from the list."


class Filter(Protocol):
    """The form of a list: bound, and judged by then."""

    cleaned_data: dict[str, Any]

    def apply(self, listed: list[Any], /) -> list[Any]: ...


if TYPE_CHECKING:
    Base = ListView[Any]  # of primary keys as often as of rows
else:
    Base = ListView


class FilteredListView(Base):
    """A list behind a GET form, working without script.

    `get_listed()` gives everything that the list is of: live items, for staff too (a draft is previewed at its own
    address). `get_filter()` gives a bound form with a method `apply(listed)`; a bad value leaves its filter out and
    says so beside the field. `load(items)` may bring what is printed of the items of one page. The template gets
    `filter_form`, `page_obj`, `page_note` (a sentence when `?page=` asked for a page that is not there) and
    `filter_query` (the query string that keeps the filters, for the links between pages) and `is_short` (said of the
    whole list, whatever it is narrowed to).

    What narrows a list makes hundreds of lists of the same items. Crawlers are kept from them: robots.txt names the
    parameters that `closed_to_crawlers` gives, and such a page says `noindex` and names the plain list (`is_narrowed`,
    for base.html). Of the filters those named in `open_to_crawlers` are left to them, and the pages of a list.
    """

    paginate_by: int | None = 20
    few = 20  # items: a shorter list is looked through faster than it is narrowed, so its filters come folded
    cached_by: tuple[str, ...] | None = None  # see lscb_site/caching/declarations.py
    answered_afresh_for: tuple[str, ...] = ()
    open_to_crawlers: tuple[str, ...] = ()
    page_note = ""
    filter_form: Filter

    @classmethod
    def closed_to_crawlers(cls) -> list[str]:
        """The parameters of its addresses that a crawler leaves alone."""
        return [
            name
            for name in (*(cls.cached_by or ()), *cls.answered_afresh_for)
            if name != cls.page_kwarg and name not in cls.open_to_crawlers
        ]

    def get_filter(self) -> Filter:
        raise NotImplementedError

    def get_listed(self) -> list[Any]:
        raise NotImplementedError

    def get_queryset(self) -> Any:
        self.filter_form = self.get_filter()
        return self.filter_form.apply(self.get_listed())

    def load(self, items: Any) -> Any:
        return items

    def paginate_queryset(self, queryset: Any, page_size: int) -> "tuple[Paginator[Any], Page[Any], Any, bool]":
        page, self.page_note = page_of(queryset, page_size, self.request.GET.get(self.page_kwarg))
        return page.paginator, page, self.load(page.object_list), page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query.pop(self.page_kwarg, None)
        context = super().get_context_data(**kwargs)
        return context | {
            "filter_form": self.filter_form,
            "filter_query": query.urlencode(),
            "page_note": self.page_note,
            "is_short": len(self.get_listed()) < self.few,
            "is_narrowed": any(self.request.GET.get(name) for name in self.closed_to_crawlers()),
            "own_page": own_page(context["page_obj"], query, self.open_to_crawlers),
            "page_range": context["paginator"].get_elided_page_range(context["page_obj"].number)
            if context["paginator"]
            else None,
        }


def own_page(page: "Page[Any] | None", asked: Any, open_names: Sequence[str]) -> str:
    """The query of the one address that a page of a list has to crawlers: with what is open to them, and its number.
    Empty for the plain list, and for one that is narrowed by anything else."""
    if any(value for name, value in asked.items() if name not in open_names):
        return ""
    query = {name: asked[name] for name in open_names if asked.get(name)}
    if page and page.number > 1:
        query["page"] = str(page.number)
    return f"?{urlencode(query)}" if query else ""


def page_of(items: Sequence[T], size: int, asked: str | None) -> tuple["Page[T]", str]:
    """The page of a list that a reader asked for, or the nearest there is with a sentence that says so."""
    paginator = Paginator(items, size)
    asked = asked or "1"
    page = paginator.get_page(asked)
    if str(page.number) == asked:
        return page, ""
    return page, f"There is no page “{asked[:20]}” in this list. This is page {page.number} of {paginator.num_pages}."


def chosen(form: Form, name: str) -> Any:
    """The cleaned value of a filter, or None where it is empty or bad (its error stands beside the field)."""
    return form.cleaned_data.get(name) or None
