"""Every public address of the three subjects, as an outsider, an Editor and a Publisher, for items in every state.

The addresses are walked in the URL configuration: a new one fails here until it says what it leads to.
"""

from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.conftest import signed_in
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    CollectionFactory,
    ComparisonFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    EditorFactory,
    PostFactory,
    PublisherFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STATES = ["draft", "scheduled", "live", "expired", "withdrawn"]
SUBJECTS = ["news", "resources", "contacts"]


def trait(state):
    return {} if state == "draft" else {state: True}


def bytes_of(state):
    """Others for each state: an address holds the digest of its bytes."""
    return f"%PDF-1.7 {state}".encode()


def a_post(state):
    post = PostFactory(**trait(state))
    return post, {"slug": post.slug}


def a_conference(state):
    post = PostFactory(**trait(state), kind="conference", event_starts=date(2027, 3, 1))
    return post, {"slug": post.slug}


def a_board(state):
    board = BoardFactory(**trait(state), name=f"Board {state}", authorities=[AuthorityFactory()])
    return board, {"slug": board.slug}


def a_document(state):
    document = DocumentFactory(**trait(state))
    EditionFileFactory(edition=EditionFactory(document=document, live=True), content=bytes_of(state))
    return document, {"slug": document.slug}


def a_checked_document(state):
    document = DocumentFactory(**trait(state), kind="protocol")
    StatementFactory(edition=EditionFactory(document=document, live=True))
    return document, {"slug": document.slug}


def an_edition(state):
    """Its document is live all along: only the edition is in the state."""
    edition = EditionFactory(document=DocumentFactory(live=True), **trait(state))
    EditionFileFactory(edition=edition, content=bytes_of(state), pictured=True)
    return edition, {"slug": edition.document.slug, "number": edition.number}


def a_file(state):
    edition, _ = an_edition(state)
    return edition, {"digest": edition.main_file.sha256[:20], "name": edition.main_file.name}


def a_file_of_a_document(state):
    document, _ = a_document(state)
    file = document.editions.get().main_file
    return document, {"digest": file.sha256[:20], "name": file.name}


def a_collection(state):
    collection = CollectionFactory(**trait(state))
    return collection, {"slug": collection.slug}


def a_comparison(state):
    """Its document and both editions are live all along."""
    document = DocumentFactory(live=True)
    older, newer = EditionFactory(document=document, live=True), EditionFactory(document=document, live=True)
    comparison = ComparisonFactory(older=older, newer=newer, **trait(state))
    return comparison, {"slug": document.slug, "older": older.number, "newer": newer.number}


def a_bare_file(state):
    edition, _ = an_edition(state)
    return edition, {"digest": edition.main_file.sha256[:20]}


# What each address with a part to fill in leads to: whatever stands there must be hidden while it is not live.
LEADS_TO = {
    "news:detail": [a_post],
    "news:event": [a_conference],
    "resources:detail": [a_document],
    "resources:edition": [an_edition],
    "resources:check_day": [a_checked_document],
    "resources:document_atom": [a_document],
    "resources:latest": [a_document],
    "resources:changes": [a_comparison],
    "resources:collection": [a_collection],
    "resources:file": [a_file, a_file_of_a_document],
    "resources:text": [a_bare_file],
    "resources:picture": [a_bare_file],
    "contacts:board": [a_board],
}
ALWAYS_THERE = {
    "contacts:authority",
    "contacts:authority_csv",
    "contacts:authority_json",
    "contacts:authority_vcf",
    # Behind a signed link, with tests of their own.
    "contacts:confirm",
    "contacts:confirm_changes",
    "contacts:confirm_new_link",
}


def patterns():
    """(name, has parts to fill in) of every address of the three subjects."""
    for namespace in SUBJECTS:
        _, resolver = get_resolver().namespace_dict[namespace]
        for pattern in resolver.url_patterns:
            assert isinstance(pattern, URLPattern)
            yield f"{namespace}:{pattern.name}", bool(pattern.pattern.converters)


WITHOUT_PARTS = [name for name, has_parts in patterns() if not has_parts]
CASES = [(name, make) for name, makes in LEADS_TO.items() for make in makes]


def test_every_address_with_a_part_is_in_the_sweep():
    assert {name for name, has_parts in patterns() if has_parts} == LEADS_TO.keys() | ALWAYS_THERE


@pytest.mark.parametrize(("name", "make"), CASES)
def test_an_outsider_finds_only_what_is_live_and_staff_open_it_in_every_state(name, make):
    outsiders = [Client(), signed_in(UserFactory())]
    staff = [signed_in(EditorFactory()), signed_in(PublisherFactory())]
    for state in STATES:
        _, parts = make(state)
        address = reverse(name, kwargs=parts)
        found = [200, 302] if state == "live" else [410] if state == "withdrawn" else [404]
        assert {client.get(address).status_code for client in outsiders} <= set(found), state
        assert {client.get(address).status_code for client in staff} <= {200, 302}, state


def test_lists_feeds_and_sitemap_name_only_what_is_live(subtests):
    clients = [Client(), signed_in(EditorFactory()), signed_in(PublisherFactory())]
    made = {
        make: {state: make(state)[0].get_absolute_url() for state in STATES}
        for make in (a_post, a_document, a_board, a_collection, a_comparison, an_edition)
    }
    for client in clients:
        text = "".join(client.get(page).text for page in (*map(reverse, WITHOUT_PARTS), reverse("sitemap")))
        for make, addresses in made.items():
            with subtests.test(make.__name__):
                named = {state for state, each in addresses.items() if f"{each}<" in text or f'{each}"' in text}
                # An edition by itself stands in no list.
                assert named == {"live"} if make is not an_edition else named <= {"live"}
