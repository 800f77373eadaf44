"""No field that can hold a link is forgotten in the table of them."""

import pytest
from django.apps import apps
from django.db import models
from djangocms_link.fields import LinkField
from djangocms_text.fields import HTMLField

from lscb_site.link_check.holders import BLOCKS, INSTEAD, SUBJECTS, named_in
from resources.models import Document, Source

OURS = ("lscb_site", "news", "resources", "lscb_contacts")
LIBRARIES = ("djangocms_text", "djangocms_link")
# Addresses that are told of something else, as the comments say.
NO_LINKS = {
    "lscb_contacts.ProposedValue",  # what somebody proposes: it is a link once it is accepted
}


def test_every_field_of_addresses_or_formatted_text_is_named():
    known = {(holder.model, field) for holder in (*SUBJECTS, *BLOCKS) for field in holder.fields}
    forgotten = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith((*OURS, *LIBRARIES)) and model._meta.label not in NO_LINKS
        for field in model._meta.local_fields
        if (isinstance(field, (models.URLField, HTMLField, LinkField)) or field.name == INSTEAD)
        and (model, field.name) not in known
    ]
    assert forgotten == []


@pytest.mark.parametrize("holder", [*SUBJECTS, *BLOCKS], ids=lambda holder: holder.model.__name__)
def test_every_field_that_is_named_is_there(holder):
    for field in holder.fields:
        assert holder.model._meta.get_field(field)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (
            Document(body='<a href="/a/">A</a><A class="x" data-cms-href="cms.page:1" HREF="/b/">B</A>'),
            ["/a/", "cms.page:1"],
        ),
        (Document(body='<a href="/a/?b=1&amp;c=2">A</a><a name="x">B</a>'), ["/a/?b=1&c=2", ""]),
        (Document(lives_at="https://a.example/"), ["https://a.example/"]),
        (Source(address=""), []),
    ],
)
def test_what_a_row_names_is_read(row, found):
    assert [name for _, name in named_in(row)] == found
