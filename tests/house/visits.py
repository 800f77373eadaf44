"""Every public address as a visitor gets it on the Board's own content: asked once in a run, read by many tests.

`visits` is a fixture of the session (tests/conftest.py). What its tests want to know of an answer (its headers, its
page, its cost) is in hand; a test that changes content must ask for itself.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.house.addresses import ADDRESSES, Address


@dataclass
class Visit:
    address: Address
    response: HttpResponse
    queries: list[str]  # of a process that has answered before

    @cached_property
    def text(self) -> str:
        return self.response.content.decode()

    @cached_property
    def tree(self):
        return html.fromstring(self.response.content)

    @property
    def directives(self) -> dict[str, set[str]]:
        """Of its content security policy."""
        parts = (part.split() for part in self.response.headers["Content-Security-Policy"].split(";"))
        return {words[0]: set(words[1:]) for words in parts if words}


def ask(client: Client, address: Address) -> Visit:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address.path)
    # What came over the line, and nothing of this process.
    response = HttpResponse(b"".join(answer), status=answer.status_code, headers=dict(answer.headers))
    response.cookies = answer.cookies
    return Visit(address, response, [query["sql"] for query in captured.captured_queries])


def warm_up(client: Client):
    """Let this process answer each pattern once."""
    for address in {address.pattern: address for address in ADDRESSES}.values():
        client.get(address.path)


def visit_all() -> dict[str, Visit]:
    """By their paths. The process has answered each pattern before, so it knows content types and what it keeps."""
    client = Client()
    warm_up(client)
    return {address.path: ask(client, address) for address in ADDRESSES}
