"""Counts, sizes and nestings that no reader sends: each public form and list answers them quickly and in words."""

import gc
import time

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from lscb_contacts.confirming.links import token_of
from lscb_site.following.links import to_confirm
from lscb_site.following.links import token_of as token_of_follower
from lscb_site.web.guards import LARGEST_FORM, takes_forms
from tests.factories import ConfirmationRequestFactory, ContactPointFactory, FollowerFactory, FollowRequestFactory
from tests.house.addresses import SHADOWED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT_ONCE = 0.5  # seconds of processor time
FORMS = {
    "contacts:find": "/contacts/find/",
    "contacts:confirm": "/contacts/confirm/{token}/",
    "contacts:confirm_changes": "/contacts/confirm/{token}/changes/",
    "contacts:confirm_new_link": "/contacts/confirm/{token}/new-link/",
    "following:overview": "/follow/",
    "following:news": "/follow/news/",
    "following:follow": "/follow/kind/protocol/",
    "following:confirm": "/follow/confirm/{request}/",
    "following:mine": "/follow/mine/{follower}/",
    "following:stop": "/follow/stop/{another}/",
}
LISTS = [
    *("/news/", "/news/feed.atom", "/news/feed.rss", "/news/feed.json", "/news/conferences.ics"),
    *(
        "/resources/",
        "/resources/feed.atom",
        "/resources/feed.rss",
        "/resources/checks.ics",
        "/resources/documents.csv",
    ),
    *("/resources/check/", "/resources/collections/", "/contacts/", "/contacts/contacts.json", "/search/"),
    *("/search/suggest/", "/sitemap.xml", "/sitemap-news.xml", "/"),
]
URLENCODED = "application/x-www-form-urlencoded"
COUNTS = ["2147483648", "-1", "9" * 5000, "1e9", "", "\x00"]
QUERIES = {
    "many parameters": "&".join(f"p{number}=1" for number in range(2500)),
    "one parameter many times": "&".join(["q=a"] * 2500),
    "many choices": "&".join(["topic=a&kind=b&year=2015"] * 800),
    "nested names": "q" + "[a]" * 2500 + "=1",
    "long words": "q=" + "a" * 8000,
    "many words": "q=" + "+".join(f"w{number}" for number in range(1500)),
    "a long number": "page=" + "9" * 8000,
    "many quotation marks": "q=" + "%22" * 2600,
    "many brackets": "q=" + "%28" * 2600,
}


def bodies():
    for count in COUNTS:
        yield f"form-TOTAL_FORMS={count}&form-INITIAL_FORMS={count}&form-MAX_NUM_FORMS={count}&role=x&seen=x"
    yield "form-TOTAL_FORMS=900&form-INITIAL_FORMS=900&" + "&".join(f"form-{number}-id=1" for number in range(900))
    yield "&".join(f"p{number}=1" for number in range(5000))
    yield "form-TOTAL_FORMS=1&form-INITIAL_FORMS=1&form-0-id=" + "9" * 200_000
    yield "postcode=" + "S" * 200_000
    yield "authority=" + "%00" * 60_000
    yield "role" + "[a]" * 60_000 + "=1"
    yield "act=stop&rhythm=daily&follow=" + "9" * 200_000
    yield "rhythm=daily&email=" + "a@" * 100_000
    yield "rhythm=daily&email=a@" + "%C3%BC." * 30_000 + "org"


@pytest.fixture(autouse=True)
def collecting_takes_no_time():
    """What the whole run holds by now is not looked through before each request."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def tokens():
    request = ConfirmationRequestFactory()
    ContactPointFactory.create_batch(3, authority=request.authority)
    follower, another = (token_of_follower(FollowerFactory(follows=["news"])) for _ in range(2))
    asked = to_confirm(FollowRequestFactory()).rstrip("/").rpartition("/")[2]
    return {"token": token_of(request), "follower": follower, "another": another, "request": asked}


def quick(answer, about):
    gc.collect()  # what others left behind is not counted here
    began = time.process_time()
    response = answer()
    assert response.status_code < 500, about
    assert time.process_time() - began < AT_ONCE, about
    return response


def public_forms(resolver=None, namespace=""):
    """Those of accounts, below the admin's address, have a sweep of their own (tests/accounts/test_addresses.py)."""
    for entry in (resolver or get_resolver()).url_patterns:
        if not isinstance(entry, URLPattern):
            if not str(entry.pattern).startswith("admin/"):
                yield from public_forms(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif takes_forms(entry.callback):
            yield f"{namespace}{entry.name}"


def test_every_public_form_is_swept():
    assert set(public_forms()) - SHADOWED == FORMS.keys()


def test_absurd_forms(visitor, tokens):
    for address in [*FORMS.values(), "/admin/login/"]:
        path = address.format_map(tokens)
        for body in bodies():
            quick(lambda path=path, body=body: visitor.post(path, body, URLENCODED), f"{address}: {body[:60]}")
        response = visitor.post(path, "a=" + "x" * LARGEST_FORM, URLENCODED)
        assert response.status_code == 413
        assert "tel:999" in response.text
        parts = "".join(
            f'--x\r\nContent-Disposition: form-data; name="f{n}"; filename="f"\r\n\r\n1\r\n' for n in range(900)
        )
        quick(
            lambda path=path, parts=parts: visitor.post(path, parts + "--x--", "multipart/form-data; boundary=x"), path
        )


def test_the_form_of_changes_has_as_many_forms_as_there_are_points(visitor, tokens):
    path = FORMS["contacts:confirm_changes"].format_map(tokens)
    body = "form-TOTAL_FORMS=1000&form-INITIAL_FORMS=1000&form-MAX_NUM_FORMS=1000&role=x&seen=x"
    response = visitor.post(path, body, URLENCODED)
    assert len(response.context["forms"].forms) == 3
    assert len(response.content) < 50_000


def test_absurd_queries(visitor):
    for path in LISTS:
        for name, query in QUERIES.items():
            quick(lambda path=path, query=query: visitor.get(path, QUERY_STRING=query), f"{path}: {name}")


def test_editors_send_more(client, admin_client):
    long = "a=" + "x" * LARGEST_FORM
    # Signed out meanwhile, they get it back: what was typed is in the answer.
    assert client.post("/admin/news/post/add/", long, URLENCODED).status_code == 403
    most = {"CONTENT_LENGTH": str(99 * 1024 * 1024)}
    assert client.post("/admin/news/post/add/", long, URLENCODED, **most).status_code == 413
    assert admin_client.post("/admin/news/post/add/", long, URLENCODED).status_code == 200
