"""The results page, suggestions for the field, and the description by which browsers add the site to their own."""

from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View

from lscb_site.search import misses
from lscb_site.search.explaining import Explanation
from lscb_site.search.forms import KEPT, SearchForm
from lscb_site.search.outside import outside_london
from lscb_site.search.searchable import searchables
from lscb_site.search.searching import Search
from lscb_site.search.short_numbers import said_of
from lscb_site.search.suggesting import closest, suggest
from lscb_site.text.postcodes import may_be_one
from lscb_site.web.afterwards import afterwards
from lscb_site.web.lists import page_of

RESULTS_AT_ONCE = 20
# What somebody searches for belongs to them: no cache and no disk keeps it.
KEPT_NOWHERE = "private, no-store"


class SearchResults(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.GET)
        if request.GET:
            request.GET = form.kept()
        moment = timezone.now()
        context: dict[str, Any] = {
            "form": form,
            "typed": form.typed[:KEPT],
            "is_cut": form.is_cut,
            "moment": moment,
            "is_postcode": may_be_one(form.typed),
            "worry": None,
        }
        if form.typed:
            context |= self.found(form, moment)
        response = render(request, "search/results.html", context)
        # A worry is nobody's to read, however seldom or often it is typed.
        if found_nothing(context.get("outcome")) and not context["worry"] and not context["explanation"]:
            afterwards(response, partial(misses.note, form.typed))
        if request.GET:
            response.headers["Cache-Control"] = KEPT_NOWHERE
        return response

    def found(self, form: SearchForm, moment: datetime) -> dict[str, Any]:
        data = form.cleaned_data
        include = data.get("superseded", False)
        as_typed = data.get("exact", False)
        outcome = Search(form.typed, moment, choice=form.choice, superseded=include, as_typed=as_typed).run()
        fitting = [group for group in outcome.groups if group.fits(form.choice)]
        page, page_note = page_of(fitting, RESULTS_AT_ONCE, self.request.GET.get("page"))
        form.offer(outcome)
        query = self.request.GET.copy()
        query.pop("page", None)
        explanation = Explanation.of(outcome) if outcome.query else Explanation()
        outside = outside_london(outcome.query.typed)
        said = outside or explanation or outcome.questions or outcome.nobodys or outcome.named.several
        return {
            "outcome": outcome,
            "worry": outcome.worry,
            "corrected": corrected(form.typed, outcome),
            "results": outcome.show(list(page)),
            "cards": cards_of(outcome) if page.number == 1 else [],
            "page_obj": page,
            "page_note": page_note,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "filter_query": query.urlencode(),
            "choice": form.choice,
            "outside": outside,
            "short_number": said_of(form.typed),
            "explanation": explanation if page.number == 1 else None,
            "closest": closest(outcome.query.typed, moment) if outcome.is_empty and not said else [],
        }


def found_nothing(outcome: Search | None) -> bool:
    return outcome is not None and outcome.is_empty and not outcome.left_out and bool(outcome.query)


def cards_of(outcome: Search) -> list[dict[str, Any]]:
    """The rows whose name was typed, each with the template that shows it."""
    keys: dict[str, list[int]] = {}
    for item in outcome.named.cards:
        keys.setdefault(item.source, []).append(item.source_id)
    rows = {source: searchables()[source].for_cards(some) for source, some in keys.items()}
    found = [rows[item.source][item.source_id] for item in outcome.named.cards if item.source_id in rows[item.source]]
    return [
        {"item": row, "template": row.search_card}
        for row in found
        if not row.is_said_by([other for other in found if other is not row])
    ]


def corrected(typed: str, outcome: Search) -> str:
    """What was typed, with the words that were searched for; empty where they are the same."""
    if not outcome.corrected:
        return ""
    return " ".join(outcome.corrected.get(word, word) for word in outcome.query.typed)


def suggestions(request: HttpRequest) -> JsonResponse:
    """Suggestions in the form that browsers' search bars read, and our own field with them."""
    typed = request.GET.get("q", "")[:KEPT]
    found = suggest(typed)
    answer = [typed, [each.words for each in found], [each.about for each in found], [each.url for each in found]]
    return JsonResponse(
        answer, safe=False, content_type="application/x-suggestions+json", headers={"Cache-Control": KEPT_NOWHERE}
    )


def description(request: HttpRequest) -> HttpResponse:
    """Where browsers find the search and its suggestions."""
    return render(request, "search/opensearch.xml", content_type="application/opensearchdescription+xml; charset=utf-8")


# For the front cache, which this room knows nothing of: one answer, whatever the query.
description.cached_by = ()  # type: ignore[attr-defined]  # what a function carries has no type
