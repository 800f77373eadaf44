"""Fetches everything that the site shows, and reads each as the programs do for which it is made."""

import csv
import io
import json
from xml.etree import ElementTree

import vobject
from lxml import html

from lscb_contacts.models import Authority, Board
from news.models import Post
from resources.models import Collection, Comparison, Document, Edition
from tests.house.addresses import ADDRESSES

TYPED_AFRESH = {"file", "picture"}
MODELS = [Authority, Board, Post, Document, Edition, Collection, Comparison]


def addresses() -> list[str]:
    """The table's, and each item's own wherever it is now."""
    found = [address.path for address in ADDRESSES if address.pattern not in TYPED_AFRESH]
    for model in MODELS:
        live = model.objects.live() if hasattr(model.objects, "live") else model.objects.all()
        found += [item.get_absolute_url() for item in live[:3]]
    return list(dict.fromkeys(found))


def check_all(client, paths=None) -> None:
    for path in paths or addresses():
        answer = client.get(path)
        assert answer.status_code < 500, path
        check(path, answer)


def check(path: str, answer) -> None:
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if answer.streaming or not answer.content:
        return
    text = answer.content.decode()  # nothing is half a character
    if kind.endswith(("xml", "svg")):
        ElementTree.fromstring(text)
    elif kind.endswith("json"):
        json.loads(text)
    elif kind == "text/vcard":
        cards = list(vobject.readComponents(text))
        assert text.count("BEGIN:VCARD\r\n") == len(cards)
    elif kind == "text/csv":
        header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        assert {len(row) for row in rows} <= {len(header)}
    elif kind == "text/html":
        for script in html.fromstring(text).xpath("//script[@type='application/ld+json']"):
            json.loads(script.text)
