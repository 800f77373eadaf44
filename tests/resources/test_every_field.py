"""A field of a document stands in every place that tells of documents, or here with the reason why not.

The recipe is "Add a field to a document" in docs/CONTRIBUTING.md.
"""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import models
from lxml import html

from resources.models import Document
from tests.factories import LiveDocumentFactory

pytestmark = pytest.mark.django_db

PLACES = ("page", "admin", "search", "json", "csv", "docs")
DATA = "json csv docs"
PUBLISHING = "what is live is asked of the clock, and nothing else is ever told"
WITHDRAWAL = "asked for by the form that withdraws, shown once it is withdrawn"
# Field: the places that leave it out, and why.
LEFT_OUT = {
    "id": (" ".join(PLACES), "a number of the database's own"),
    "state": (" ".join(PLACES), PUBLISHING),
    "publish_from": (f"page search {DATA}", PUBLISHING),
    "publish_until": (f"page search {DATA}", PUBLISHING),
    "withdrawn_reason": (
        f"page admin search {DATA}",
        WITHDRAWAL,
    ),
    "withdrawn_to": (f"page admin search {DATA}", WITHDRAWAL),
    "leads_on": (" ".join(PLACES), WITHDRAWAL),
    "created_at": (" ".join(PLACES), "the audit log tells it"),
    "updated_at": ("page admin search", "for programs that fetch what is new; every page's foot has the site's own"),
    "owner": (f"search {DATA}", "for the people who keep it, told on its page"),
    "featured": (f"page search {DATA}", "where it is shown on the home page"),
    "body": (DATA, "a text of any length, with its formatting: the page is the place to read it"),
    "audiences": ("search", "the list is narrowed by them"),
    "succeeded_by": ("search", "asked anew at each search"),
    "slug": ("search", "a part of the address, which is found"),
    "lives_at": ("search", "an address of another site: what it is called is found"),
}
# The data's own `state` is another thing: newest or superseded.
HOMONYMS = {"state"}
# Where a place knows a field by another name.
CALLED = {"slug": "address", "succeeded_by": "superseded_by"}


def fields() -> list[models.Field]:
    return [field for field in Document._meta.get_fields() if field.concrete]


def value_for(field: models.Field):
    """Something of the field's kind that is found nowhere by chance."""
    word = f"Marked {field.name.replace('_', ' ')}"
    if field.choices or isinstance(field, models.BooleanField | models.DateTimeField | models.SlugField):
        return None  # as the factory has it
    if field.is_relation or field.primary_key or field.name.startswith("withdrawn_"):
        return None
    if isinstance(field, models.DateField):
        return date(2031, 7, 1)
    if isinstance(field, models.URLField):
        return f"https://marked.example/{field.name}"
    if isinstance(field, models.CharField | models.TextField):
        return word[: field.max_length]
    raise NotImplementedError(f"Say here what a {type(field).__name__} is tried with.")


def words_of(document: Document, field: models.Field) -> list[str]:
    """What a reader sees of a field's value; any of them will do."""
    if field.many_to_many:
        return [str(other) for other in getattr(document, field.name).all()]
    if field.choices:
        return [getattr(document, f"get_{field.name}_display")()]
    value = getattr(document, field.name)
    return [f"{value:%-d %B %Y}"] if isinstance(value, date) else [str(value)]


@pytest.fixture
def document() -> Document:
    """One whose every field has a value that can be found again."""
    from tests.factories import AudienceFactory, PublishingBodyFactory, TopicFactory

    values = {field.name: value for field in fields() if (value := value_for(field)) is not None}
    document = LiveDocumentFactory(
        **values,
        slug="marked-slug",
        kind="agreement",
        publisher=PublishingBodyFactory(name="Marked publisher"),
        succeeded_by=LiveDocumentFactory(title="Marked succeeded by"),
    )
    document.topics.add(TopicFactory(name="Marked topic"))
    document.audiences.add(AudienceFactory(name="Marked audience"))
    return document


# Each place is looked at once, and says then of any field whether it stands there.


def page(document, request) -> Callable[[models.Field], bool]:
    text = html.fromstring(request.getfixturevalue("client").get(document.get_absolute_url()).content)
    printed = " ".join(text.text_content().split())
    addresses = " ".join(text.xpath("//@href"))
    return lambda field: any(word in printed or word in addresses for word in words_of(document, field))


def admin(document, request) -> Callable[[models.Field], bool]:
    answer = request.getfixturevalue("publisher_client").get(f"/admin/resources/document/{document.pk}/change/")
    form = html.fromstring(answer.content)
    return lambda field: bool(form.xpath(f"//*[@name='{field.name}' or starts-with(@name, '{field.name}_')]"))


def search(document, request) -> Callable[[models.Field], bool]:
    found = document.found()
    said = [found.title, found.kind_words, *(words for _, words in found.topics), *found.names]
    said += [text for passage in found.passages for text in (passage.text, passage.also)]
    return lambda field: any(word in text for word in words_of(document, field) for text in said)


def json(document, request) -> Callable[[models.Field], bool]:
    documents = request.getfixturevalue("client").get("/resources/documents.json").json()["documents"]
    (told,) = [each for each in documents if each["title"] == document.title]
    return lambda field: CALLED.get(field.name, field.name) in told


def csv_line(document, request) -> Callable[[models.Field], bool]:
    text = request.getfixturevalue("client").get("/resources/documents.csv").content.decode("utf-8-sig")
    (told,) = [each for each in csv.DictReader(io.StringIO(text)) if each["title"] == document.title]
    return lambda field: CALLED.get(field.name, field.name) in told


def docs(document, request) -> Callable[[models.Field], bool]:
    data = Path(__file__).parents[2] / "docs" / "data.md"
    (part,) = re.findall(r"^## A document\n(.*?)^## ", data.read_text(), re.MULTILINE | re.DOTALL)
    return lambda field: f"`{CALLED.get(field.name, field.name)}`" in part


LOOK = dict(zip(PLACES, (page, admin, search, json, csv_line, docs), strict=True))


@pytest.mark.parametrize("place", PLACES)
def test_every_field_of_a_document_stands_where_documents_are_told_of(place, document, request, subtests):
    stands_there = LOOK[place](document, request)
    for field in fields():
        left_out, _ = LEFT_OUT.get(field.name, ("", ""))
        with subtests.test(field=field.name):
            is_there = stands_there(field)
            if place in left_out.split():
                can_be_told_apart = value_for(field) is not None or place not in ("page", "search")
                if can_be_told_apart and field.name not in HOMONYMS:
                    assert not is_there, f"{field.name} is there after all: take {place} out of LEFT_OUT."
            else:
                assert is_there, (
                    f"Document.{field.name} was forgotten ({place}). See “Add a field to a document” in "
                    "docs/CONTRIBUTING.md, or name it in LEFT_OUT with the reason."
                )


def test_only_what_is_there_can_be_left_out():
    assert LEFT_OUT.keys() <= {field.name for field in fields()}
    assert {place for places, _ in LEFT_OUT.values() for place in places.split()} <= set(PLACES)
