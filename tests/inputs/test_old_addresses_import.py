"""Old addresses typed and brought in as a file: (kind, old, new, what becomes of it), by the same rules."""

import pytest
from django.conf import settings
from django.contrib.redirects.models import Redirect

from tests.exchange.files import as_csv, as_xlsx, confirm, dry_run, exported, left_out, wrong
from tests.factories import DocumentFactory, EditionFactory, PostFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LIST = "/admin/redirects/redirect/"
HEADER = ["old_path", "new_path"]
SITE = settings.SITE_ADDRESS
HOST = SITE.split("://")[1].removeprefix("www.")


@pytest.fixture(autouse=True)
def content():
    PostFactory(live=True, slug="live")
    PostFactory(live=True, slug="taken-down").withdraw("It was wrong.")
    PostFactory(slug="draft")
    EditionFactory(live=True, document=DocumentFactory(live=True, slug="protocol"))
    Redirect.objects.create(site_id=settings.SITE_ID, old_path="/first/", new_path="/second/")


ACCEPTED = [
    ("a path", "/old/", "/news/", ("/old/", "/news/")),
    ("nothing took its place", "/old/", "", ("/old/", "")),
    ("with this site's host", f"{SITE}/old/", f"{SITE}/news/", ("/old/", "/news/")),
    ("without its www", f"https://{HOST}/old/", "/news/", ("/old/", "/news/")),
    (
        "a target with query and fragment",
        "/old/",
        "/resources/?topic=cse#list",
        ("/old/", "/resources/?topic=cse#list"),
    ),
    ("a target elsewhere", "/old/", "https://elsewhere.example/a?b=c", ("/old/", "https://elsewhere.example/a?b=c")),
    ("letters as a browser copies them", "/caf%C3%A9/", "/news/", ("/café/", "/news/")),
    ("letters as they are read", "/café/", "/news/", ("/café/", "/news/")),
    ("a file of another server", "/Pages/Default.aspx", "/news/", ("/Pages/Default.aspx", "/news/")),
    ("spaces around, and an invisible sign", " /old/\u200b\u00a0", " /news/ ", ("/old/", "/news/")),
    ("a target that leads on itself", "/old/", "/third/", ("/old/", "/third/")),
    ("a page that was withdrawn as target", "/old/", "/news/taken-down/", ("/old/", "/news/taken-down/")),
]
REFUSED = [
    ("the address of a live page", "/news/live/", "/news/", "old_path", "The site answers at this address itself"),
    ("a list", "/news/", "/resources/", "old_path", "The site answers at this address itself"),
    ("what was withdrawn", "/news/taken-down/", "/news/", "old_path", "The site answers at this address itself"),
    ("another site's", "https://elsewhere.example/old/", "/news/", "old_path", "Only old addresses of this site"),
    ("another host", "//elsewhere.example/old/", "/news/", "old_path", "Only old addresses of this site"),
    ("no slash", "old/", "/news/", "old_path", "Start it with one /, such as /old-page/."),
    ("a query", "/old.asp?id=3", "/news/", "old_path", "Leave out the ? and the rest."),
    ("a fragment", "/old/#top", "/news/", "old_path", "Leave out the # and the rest."),
    ("bytes that are no letters", "/%FF%FE/", "/news/", "old_path", "The signs after % are no letters."),
    ("the admin", "/admin/old/", "/news/", "old_path", "Addresses of the admin"),
    ("too long", "/" + "a" * 250, "/news/", "old_path", "This is too long: at most 200 characters."),
    ("to itself", "/old/", "/old/", "new_path", "Readers would be led in a circle"),
    ("to itself in capitals", "/old/", "/OLD/", "new_path", "Readers would be led in a circle"),
    ("to itself with a query", "/old/", "/old/?a=b", "new_path", "Readers would be led in a circle"),
    ("to itself without its slash", "/old/", "/old", "new_path", "Readers would be led in a circle"),
    ("to itself with the host", "/old/", f"{SITE}/old/", "new_path", "Readers would be led in a circle"),
    ("back by a stored one", "/second/", "/first/", "new_path", "Readers would be led in a circle"),
    (
        "to where nothing is",
        "/old/",
        "/nothing-is-here/",
        "new_path",
        "Readers would find nothing at /nothing-is-here/.",
    ),
    ("to a draft", "/old/", "/news/draft/", "new_path", "Readers would find nothing at /news/draft/."),
    ("to a script", "/old/", "javascript:alert(1)", "new_path", "Give an address that starts with /"),
    ("to half a host", "/old/", "https://[half", "new_path", "This is not a whole address."),
    ("to no host", "/old/", "https:///x", "new_path", "This is not a whole address."),
    ("to another host in disguise", "/old/", "//evil.example/", "new_path", "Give an address that starts with /"),
    ("to a path without a slash", "/old/", "news/", "new_path", "Give an address that starts with /"),
]


@pytest.fixture
def third():
    Redirect.objects.create(site_id=settings.SITE_ID, old_path="/third/", new_path="https://elsewhere.example/")


def test_taken_in(administrator_client, third, subtests):
    for kind, old, new, stored in ACCEPTED:
        for way in ["form", "csv", "xlsx"]:
            with subtests.test(way=way, kind=kind):
                if way == "form":
                    answer = administrator_client.post(f"{LIST}add/", {"old_path": old, "new_path": new})
                    assert answer.status_code == 302, answer.context["adminform"].form.errors
                else:
                    page = dry_run(
                        administrator_client, (as_csv if way == "csv" else as_xlsx)(HEADER, [old, new]), LIST
                    )
                    assert wrong(page) == []
                    assert not Redirect.objects.filter(old_path=stored[0]).exists()
                    confirm(administrator_client, page, LIST)
                taken = Redirect.objects.filter(old_path=stored[0], new_path=stored[1])
                assert taken.exists()
                taken.delete()


def test_what_can_never_work_is_refused(administrator_client, subtests):
    for kind, old, new, field, told in REFUSED:
        for way in ["form", "csv"]:
            with subtests.test(way=way, kind=kind):
                if way == "form":
                    answer = administrator_client.post(f"{LIST}add/", {"old_path": old, "new_path": new})
                    errors = answer.context["adminform"].form.errors
                    assert errors.keys() == {field}
                    assert told in errors[field][0]
                    assert old in answer.text.replace("&amp;", "&")  # what was typed is kept
                else:
                    (sentence,) = wrong(
                        dry_run(administrator_client, as_csv(HEADER, ["/fine/", "/news/"], [old, new]), LIST)
                    )
                    assert sentence.startswith(f"Row 3, column {field}:")
                    assert told in sentence
                assert Redirect.objects.count() == 1


CIRCLES = [
    ("of two", [("/a/", "/b/"), ("/b/", "/a/")]),
    ("of three", [("/a/", "/b/"), ("/b/", "/c/"), ("/c/", "/a/")]),
    ("in other letters", [("/a/", "/B/"), ("/b/", "/A")]),
    ("of twelve", [(f"/{n}/", f"/{(n + 1) % 12}/") for n in range(12)]),
    ("with a stored one", [("/second/", "/x/"), ("/x/", "/first/")]),
    ("ever deeper", [("/a/", "/b/x/"), ("/b/", "/a/")]),
]


def test_circles_are_found_in_the_whole_file(administrator_client, subtests):
    for kind, rows in CIRCLES:
        with subtests.test(kind):
            page = dry_run(administrator_client, as_csv(HEADER, *rows), LIST)
            assert len(wrong(page)) == len(rows)
            assert all("column new_path: Readers would be led in a circle" in sentence for sentence in wrong(page))


def test_a_chain_that_ends_is_no_circle(administrator_client):
    page = dry_run(administrator_client, as_csv(HEADER, ["/a/", "/b/"], ["/b/", "/c/"], ["/c/", "/news/"]), LIST)
    assert wrong(page) == []


def test_wrong_files(administrator_client, subtests):
    for content, told in [
        (as_csv(HEADER, ["/a/", "/news/"], ["/A/", "/news/"]), "Row 3, column old_path: This row repeats row 2."),
        (as_csv(["old_path"], ["/a/"]), "The column “new_path” is missing."),
        (as_csv(["new_path"], ["/a/"]), "The column “old_path” is missing."),
        (as_csv(HEADER, ["", "/news/"]), "Row 2, column old_path: Give an address of this site"),
        (as_csv(HEADER, ["=1+1", "/news/"]), "Row 2, column old_path: This is a formula."),
        (as_csv(HEADER, *[[f"/a{n}/", "/news/"] for n in range(1001)]), "There are more than 1,000 rows."),
    ]:
        with subtests.test(told):
            assert told in " ".join(wrong(dry_run(administrator_client, content, LIST)))


def test_an_old_address_in_the_list_is_changed_and_not_doubled(administrator_client):
    content = as_csv(["Old path", "New path"], ["/FIRST/", "/news/"], delimiter=";")
    confirm(administrator_client, dry_run(administrator_client, content, LIST), LIST)
    assert list(Redirect.objects.values_list("old_path", "new_path")) == [("/first/", "/news/")]


@pytest.mark.parametrize("kind", ["0", "1"])
def test_what_goes_out_comes_back_and_changes_nothing(administrator_client, third, kind):
    Redirect.objects.filter(old_path="/first/").update(new_path="/news/?q=é#x")
    page = dry_run(administrator_client, exported(administrator_client, LIST, kind), LIST)
    assert (wrong(page), left_out(page)) == ([], ["Rows 2 to 3: as it is stored, so nothing changes."])


@pytest.mark.parametrize("who", ["editor_client", "publisher_client"])
def test_only_an_administrator_may(request, who):
    client = request.getfixturevalue(who)
    assert dry_run(client, as_csv(HEADER, ["/a/", "/news/"]), LIST).status_code == 403
