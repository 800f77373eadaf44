"""What the list of documents can be narrowed by, and how many documents each choice would leave."""

from collections import defaultdict

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast

from resources.models import Audience, Document, Publisher, Topic

LABELS = {"topic": Topic, "audience": Audience, "publisher": Publisher}
FIELDS = {
    "kind": "kind",
    "topic": "topics__slug",
    "audience": "audiences__slug",
    "publisher": "publisher__slug",
    "year": "current_date__year",
    "letter": "letter",
}


def choices() -> dict[str, list[tuple[str, str]]]:
    """Every topic, audience, publisher and year there is, as pairs of a value and its words, in one query."""
    years = Document.objects.live().with_dates().exclude(current_date=None).order_by()
    year = Cast("current_date__year", CharField())
    parts = [years.annotate(facet=Value("year"), value=year, words=year).values_list("facet", "value", "words")]
    for name, model in LABELS.items():
        labels = model.objects.order_by().annotate(facet=Value(name))
        parts.append(labels.values_list("facet", "slug", "name"))
    found = defaultdict(list)
    for name, value, words in parts[0].union(*parts[1:]):
        found[name].append((value, words))
    for name, pairs in found.items():
        pairs.sort(key=lambda pair: pair[1].casefold(), reverse=name == "year")
    return found


def counts(documents: dict) -> dict[str, dict[str, int]]:
    """How many documents have each value of each facet, in one query.

    `documents` gives, by the facet's name, those that every other filter leaves; they come from `with_dates` and
    `with_letters`.
    """
    parts = [
        left.order_by()
        .annotate(facet=Value(name), value=Cast(F(FIELDS[name]), CharField()))
        .values_list("facet", "value")
        .annotate(number=Count("pk", distinct=True))
        for name, left in documents.items()
    ]
    found = defaultdict(dict)
    for name, value, number in parts[0].union(*parts[1:], all=True):
        found[name][value] = number
    return found
