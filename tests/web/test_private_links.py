"""Every address that is a key: nothing of ours repeats it, tells it, keeps it or writes it down."""

import logging
import re
from datetime import UTC, datetime

import pytest
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from lxml import html

from lscb_contacts.confirming.links import token_of
from lscb_site.caching.declarations import declaration
from lscb_site.following.links import to_confirm
from lscb_site.following.links import token_of as token_of_follower
from lscb_site.logs import MaskingFormatter, holds_key
from lscb_site.web.private_links import HEADERS
from tests.factories import (
    ConfirmationContactFactory,
    ConfirmationRequestFactory,
    ContactPointFactory,
    FollowerFactory,
    FollowRequestFactory,
    LiveDocumentFactory,
    PostFactory,
)
from tests.previews import things
from tests.previews.test_links import linked

TOKEN = "7.Y4VWssWgYLOpmJti8kqz6oDFRcDTx76rzHZ7H0XQY2M"
MAY_LEAD = {"href", "src", "srcset", "action"}  # what a page needs to lead to its own parts
KEYS = {"token", "signature"}  # what a part of an address is called that lets somebody in


def confirming(rest="", before="/contacts/confirm/", **state):
    def address():
        asked = ConfirmationRequestFactory(**state)
        ConfirmationContactFactory(authority=asked.authority)
        ContactPointFactory(authority=asked.authority)
        return f"{before}{token_of(asked)}{rest}"

    return address


def shared(make=things.post, rest="", cut="/"):
    def address():
        return linked(make())[0].removesuffix(cut) + cut.replace("/", "") + rest

    return address


def shared_part(part):
    def address():
        post, file = things.conference_with_papers()
        return linked(post)[0].removesuffix("/") + part(file)

    return address


def wrong(path):
    return lambda: path


def follower(page, rest="/"):
    def address():
        return f"/follow/{page}/{token_of_follower(FollowerFactory(follows=['news']))}{rest}"

    return address


def asked_to_follow(asked_at=None):
    def address():
        request = FollowRequestFactory(asked_at=asked_at or timezone.now())
        return to_confirm(request).removeprefix("https://www.example.org")

    return address


ADDRESSES = {
    "confirm": confirming("/"),
    "confirm, without its last slash": confirming(""),
    "confirm, changes": confirming("/changes/"),
    "confirm, new link": confirming("/new-link/"),
    "confirm, answered": confirming("/", used=True),
    "confirm, over": confirming("/changes/", expired=True),
    "confirm, nowhere": wrong(f"/contacts/confirm/{TOKEN}/"),
    "confirm, mangled": confirming("/", before="/contacts/conflrm/"),
    "confirm, alone": confirming("", before="/"),
    "follow, confirm": asked_to_follow(),
    "follow, confirm, too old": asked_to_follow(datetime(2026, 1, 1, tzinfo=UTC)),
    "follow, confirm, nowhere": wrong(f"/follow/confirm/{TOKEN}/"),
    "follow, mine": follower("mine"),
    "follow, mine, without its last slash": follower("mine", ""),
    "follow, mine, as data": follower("mine", "/data/"),
    "follow, mine, nowhere": wrong(f"/follow/mine/{TOKEN}/"),
    "follow, stop": follower("stop"),
    "follow, stop, nowhere": wrong(f"/follow/stop/{TOKEN}/"),
    "follow, mangled": follower("rnine"),
    "shared": shared(),
    "shared, a page of the CMS": shared(things.page),
    "shared, without its last slash": shared(cut=""),
    "shared, a part": shared_part(lambda file: file.edition.document.get_absolute_url()),
    "shared, a file": shared_part(lambda file: file.get_absolute_url()),
    "shared, its first page": shared_part(lambda file: file.get_picture_url()),
    "shared, its text": shared_part(lambda file: file.get_text_url()),
    "shared, the newest": shared_part(lambda file: f"{file.edition.document.get_absolute_url()}latest"),
    "shared, what it does not lead to": shared(rest="/about/"),
    "shared, nowhere": wrong(f"/shared/{TOKEN}/"),
    "shared, mangled": wrong(f"/share/{TOKEN}/"),
    "shared, mangled, a file": wrong(f"/share/{TOKEN}/resources/files/{20 * 'a'}/paper.pdf"),
}


@pytest.fixture(params=["visitor", "editor"])
def reader(request, client):
    return client if request.param == "visitor" else request.getfixturevalue("editor_client")


def key_in(address):
    return re.search(r"\d+\.[\w-]{43,}", address)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("which", ADDRESSES)
def test_an_address_that_is_a_key_goes_nowhere(which, reader, caplog):
    address = ADDRESSES[which]()
    key = key_in(address)
    with caplog.at_level(logging.INFO):
        answer = reader.get(address, headers={"referer": f"https://testserver{address}"})
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    # What the front cache keeps are pages, and no refusals.
    assert answer.status_code != 200 or declaration(address) is None
    formatter = MaskingFormatter("{message} {name}", style="{")
    assert not [line for line in map(formatter.format, caplog.records) if key in line]
    repeated = {name for name, value in answer.headers.items() if key in value}
    assert repeated <= {"Location"}
    if answer.streaming or not answer.content or not answer.headers["Content-Type"].startswith("text/html"):
        return
    page = html.fromstring(answer.content)
    places = [(element.tag, name) for element in page.iter() for name, value in element.items() if key in value]
    assert {name for _, name in places} <= MAY_LEAD
    assert not {tag for tag, _ in places} & {"link", "meta", "script"}
    assert not [
        value
        for value in page.xpath("//@href | //@action")
        if key in value.partition("?")[2] or (key in value and "mailto:" in value)
    ]
    for element in page.iter():
        assert key not in (element.text or "") + (element.tail or "")


@pytest.mark.django_db
def test_paper_says_where_every_other_page_is_from(client):
    post = PostFactory(live=True)
    stamp = html.fromstring(client.get(post.get_absolute_url()).content).xpath("string(//*[@class='print-stamp'])")
    assert post.get_absolute_url() in stamp
    stamp = html.fromstring(client.get(f"/shared/{TOKEN}/").content).xpath("string(//*[@class='print-stamp'])")
    assert stamp.partition("This")[0].endswith("/")


def patterns(found, before=""):
    for each in found:
        if isinstance(each, URLPattern):
            yield before + str(each.pattern)
        else:
            yield from patterns(each.url_patterns, before + str(each.pattern))


def test_every_address_with_a_key_in_it_has_a_shape_that_is_known():
    """Whoever adds one has all of the above by its shape: a number, a point, 43 signs; or by a name in logs.py."""
    routes = [route for route in patterns(get_resolver().url_patterns) if any(f":{key}>" in route for key in KEYS)]
    assert len(routes) >= 11
    for route in routes:
        example = re.sub(rf"<\w+:(?:{'|'.join(KEYS)})>", "secret" if "copy" in route else TOKEN, route)
        assert holds_key("/" + re.sub(r"<(\w+):\w+>", "7", example)), route


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/news/7/",
        f"/resources/files/{20 * 'a'}/2013.london-safeguarding-children-board-annual-report-2013.pdf",
        f"/resources/files/{20 * 'a'}/text/",
        "/admin/resources/edition/7/change/",
        "/contacts/confirming/",
        "/follow/",
        "/follow/document/stop/",
    ],
)
def test_every_other_address_is_none(path):
    assert not holds_key(path)


@pytest.mark.django_db
def test_a_public_file_is_kept_for_a_day(client):
    file = LiveDocumentFactory(edition__file__to_hand=True).editions.get().files.get()
    assert client.get(file.get_absolute_url()).headers["Cache-Control"].startswith("public")
