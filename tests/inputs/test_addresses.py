"""Addresses as people type them and e-mails pass them on: (kind, typed, where it leads), through the whole site."""

import pytest
from django.conf import settings
from django.contrib.redirects.models import Redirect

from lscb_site.pages.writing import write_page
from lscb_site.web.public_addresses import leave_redirect
from tests.caching.wsgi_process import Process
from tests.factories import (
    ContactPointFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    EditorFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db

DOCUMENT = "/resources/cse-protocol/"


@pytest.fixture
def content():
    PostFactory(live=True, slug="mash-launch")
    PostFactory(slug="draft")
    EditionFactory(live=True, number=1, document=DocumentFactory(live=True, slug="cse-protocol"))
    ContactPointFactory(authority__slug="brent")
    write_page(reverse_id="worried", title="Worried", slug="worried", created_by=EditorFactory(), publish=True)
    leave_redirect("/old-protocol/", DOCUMENT)
    rows = {
        "/Pages/Default.aspx": "/news/",
        "/filtered/": "/resources/?topic=cse#list",
        "/section/": "/resources/?topic=cse#list",
        "/anchor/": "/news/#latest",
        "/away/": "https://www.example.org/x?a=1#b",
        "/removed/": "",
    }
    for old, new in rows.items():
        Redirect.objects.create(site_id=settings.SITE_ID, old_path=old, new_path=new)


LED = [
    ("capitals of a page", "/Worried/", "/worried/"),
    ("a page in capitals, a full stop for its slash", "/WORRIED.", "/worried/"),
    ("capitals of a list", "/News/", "/news/"),
    ("all in capitals", "/NEWS/MASH-LAUNCH/", "/news/mash-launch/"),
    ("capitals of a document", "/RESOURCES/Cse-Protocol/", DOCUMENT),
    ("capitals deep below", "/Resources/CSE-Protocol/Editions/1/", f"{DOCUMENT}editions/1/"),
    ("capitals of a borough", "/contacts/Brent/", "/contacts/brent/"),
    ("capitals of a file of data", "/Contacts/Brent.CSV", "/contacts/brent.csv"),
    ("capitals of a feed", "/News/Feed.Atom", "/news/feed.atom"),
    ("capitals without the last slash", "/NEWS/Mash-Launch", "/news/mash-launch/"),
    ("a full stop", "/news/mash-launch/.", "/news/mash-launch/"),
    ("a full stop for the slash", "/news/mash-launch.", "/news/mash-launch/"),
    ("a comma", "/news/mash-launch/,", "/news/mash-launch/"),
    ("a semicolon", "/news/;", "/news/"),
    ("a bracket", "/news/mash-launch/)", "/news/mash-launch/"),
    ("a bracket and a full stop", "/news/mash-launch).", "/news/mash-launch/"),
    ("a closing quotation mark", "/news/%E2%80%9D", "/news/"),
    ("a straight one", "/news/%22", "/news/"),
    ("an angle bracket", "/news/%3E", "/news/"),
    ("a space", "/news/%20", "/news/"),
    ("a space encoded twice", "/news/%2520", "/news/"),
    ("a space that does not break", "/news/%C2%A0", "/news/"),
    ("its name in HTML", "/news/&nbsp;", "/news/"),
    ("half its name", "/news/mash-launch&nbsp", "/news/mash-launch/"),
    ("an invisible sign", "/news/mash-launch%E2%80%8B/", "/news/mash-launch/"),
    ("dots of an ellipsis", "/news/%E2%80%A6", "/news/"),
    ("stars of bold type", "/news/**", "/news/"),
    ("two slashes", "/news//mash-launch/", "/news/mash-launch/"),
    ("three slashes at the end", "/news///", "/news/"),
    ("the index of another server", "/news/index.html", "/news/"),
    ("a slash behind a file", "/contacts/contacts.csv/", "/contacts/contacts.csv"),
    ("a full stop behind a file", "/contacts/contacts.csv.", "/contacts/contacts.csv"),
    ("everything at once", "/NEWS//Mash-Launch%20).", "/news/mash-launch/"),
    ("its query as typed", "/News/?Kind=Launch&q=A%20B", "/news/?Kind=Launch&q=A%20B"),
    ("an old address in capitals", "/OLD-Protocol/", DOCUMENT),
    ("an old address with a full stop", "/old-protocol/.", DOCUMENT),
    ("below an old one, in capitals", "/Old-Protocol/EDITIONS/1/", f"{DOCUMENT}editions/1/"),
    ("an old one that has capitals", "/pages/default.aspx", "/news/"),
    ("the same as it was", "/Pages/Default.aspx", "/news/"),
    ("a target with query and fragment", "/filtered/?utm=x", "/resources/?topic=cse&utm=x#list"),
    ("the same without a query", "/filtered/", "/resources/?topic=cse#list"),
    ("below it", "/section/cse-protocol/?utm=x", "/resources/cse-protocol/?topic=cse&utm=x#list"),
    ("a target with a fragment", "/anchor/?utm=x", "/news/?utm=x#latest"),
    ("a target elsewhere", "/away/?utm=x", "https://www.example.org/x?a=1&utm=x#b"),
]


def test_one_redirect_leads_to_what_is_meant(client, content, subtests):
    for kind, typed, target in LED:
        with subtests.test(kind):
            answer = client.get(typed)
            assert (answer.status_code, answer.headers.get("Location")) == (301, target)
            if target.startswith("/"):
                assert client.get(target.partition("#")[0]).status_code == 200


def test_the_front_cache_leads_on_with_the_query_of_each_reader(content, subtests):
    for path in ["/News/", "/NEWS/Mash-Launch/", "/filtered/"]:
        with subtests.test(path):
            process = Process()
            for query in ("utm=x", "Other=A%20B", "utm=x"):
                answer = process.get(f"{path}?{query}")
                assert answer.status == 301
                assert query in answer.headers["Location"]


NOT_FOUND = [
    ("nothing like it", "/Nothing-Has-This/"),
    ("a draft in capitals", "/NEWS/Draft/"),
    ("another host", "//evil.example/"),
    ("another host, with a backslash", "/\\evil.example/"),
    ("another host in capitals", "//EVIL.example/News/"),
    ("bytes that are no letters", "/News/%FF/"),
    ("bytes alone", "/%FF%FE"),
    ("the admin in capitals", "/ADMIN/"),
    ("a style sheet in capitals", "/STATIC/css/site.css"),
    ("a folder above", "/News/../../etc/passwd"),
    ("a digest that is none", "/resources/files/0123456789ABCDEF0123/a.pdf"),
    ("dots alone", "/..."),
    ("a very long one", "/" + "A" * 3000 + "/"),
]


def test_what_leads_nowhere_is_not_found(client, content, subtests):
    for kind, typed in NOT_FOUND:
        with subtests.test(kind):
            answer = client.get("/", PATH_INFO=typed) if typed.startswith("//") else client.get(typed)
            assert answer.status_code == 404, answer.headers.get("Location")


def test_other_methods_are_left_alone(client, content):
    assert client.post("/News/").status_code in (403, 404, 405)
    assert client.head("/News/").status_code == 301


def test_what_has_gone_says_so(client, content):
    answer = client.get("/Removed/")
    assert (answer.status_code, "no longer" in answer.text) == (410, True)


def test_a_file_keeps_its_name_and_digest(client, content):
    file = EditionFileFactory(edition__document__live=True, edition__live=True, to_hand=True)
    address = file.get_absolute_url()
    for typed in (f"{address}.", f"{address})", address.replace("/resources/files/", "/resources//files/")):
        assert client.get(typed).headers.get("Location") == address
    assert client.get(address).status_code == 200
