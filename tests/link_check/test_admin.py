"""The two lists: links that lead nowhere, and addresses that were not found."""

import re

import pytest
from django.contrib.redirects.models import Redirect
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lscb_site.link_check import missing
from lscb_site.link_check.gathering import gather
from lscb_site.link_check.looking import look_at_own
from lscb_site.link_check.models import CheckedLink, LinkState, MissingAddress
from lscb_site.pages.writing import write_page
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    CollectionFactory,
    ContactPointFactory,
    DocumentFactory,
    EditionFactory,
    NoticeFactory,
    PinnedResultFactory,
    PostFactory,
    PublishingBodyFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
LINKS = "/admin/link_check/checkedlink/"
MISSING = "/admin/link_check/missingaddress/"
NEVER = "/never/"
BODY = f'<p><a href="{NEVER}">It</a></p>'
OLD = "/board/procedures-2013/"


def night():
    gather()
    look_at_own()


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def form_of(address=NEVER):
    return f"{LINKS}{CheckedLink.objects.get(address=address).pk}/change/"


def test_the_list_says_what_is_wrong_where_and_since_when(editor_client):
    PostFactory(title="Launch", body=BODY, live=True)
    CollectionFactory(title="Reading", body=BODY)
    PostFactory(title="Fine", body='<p><a href="/news/">It</a></p>', live=True)
    night()
    page = shown(editor_client, LINKS)
    for words in (
        NEVER,
        "Nothing on this site has that address.",
        "News item: Launch",
        "Collection: Reading (not live)",
    ):
        assert words in page
    assert timezone.localdate().strftime("%Y") in page
    assert "/news/</a>" not in page


@pytest.mark.parametrize(
    ("make", "form"),
    [
        (lambda: PostFactory(body=BODY, live=True), "/admin/news/post/{}/change/"),
        (
            lambda: SourceFactory(address="https://www.example.org/never/").document,
            "/admin/resources/document/{}/change/",
        ),
        (lambda: NoticeFactory(link=NEVER, link_words="It"), "/admin/notices/notice/{}/change/"),
        (lambda: PinnedResultFactory(address=NEVER), "/admin/search/pinnedresult/{}/change/"),
    ],
)
def test_a_place_leads_to_the_form_where_it_is_put_right(editor_client, make, form):
    item = make()
    night()
    page = shown(editor_client, LINKS)
    assert form.format(item.pk) in page
    assert editor_client.get(form.format(item.pk)).status_code == 200


def test_a_page_is_led_to_where_it_is_seen_or_written(editor_client, administrator):
    for slug, publish in (("live", True), ("draft", False)):
        write_page(
            reverse_id=slug, title=slug, slug=slug, created_by=administrator, blocks=[("text", BODY)], publish=publish
        )
    night()
    found = re.findall(r'href="(/admin/cms/placeholder/object/[^"]+)">Page: (\w+)', shown(editor_client, LINKS))
    assert sorted((title, "preview" if "preview" in address else "edit") for address, title in found) == [
        ("draft", "edit"),
        ("live", "preview"),
    ]
    assert [editor_client.get(address).status_code for address, _ in found] == [200, 200]


def test_what_a_role_may_not_open_is_no_link(editor_client):
    Redirect.objects.create(site_id=1, old_path="/old/", new_path=NEVER)
    night()
    page = shown(editor_client, LINKS)
    assert "Old address: /old/ ---&gt; /never/" in page
    assert "/admin/redirects/" not in page


def test_what_was_put_right_since_the_night_is_gone_from_the_list(editor_client):
    post = PostFactory(body=BODY, live=True)
    night()
    post.body = ""
    post.save()
    assert NEVER not in shown(editor_client, LINKS)


def test_an_editor_says_that_it_is_right_and_takes_it_back(editor_client, editor):
    PostFactory(body=BODY, live=True)
    night()
    editor_client.post(form_of(), {"accepted_reason": "The page comes on Monday.", "_save": "Save"}, follow=True)
    said = CheckedLink.objects.get()
    assert (said.accepted_reason, said.accepted_by) == ("The page comes on Monday.", editor)
    assert NEVER not in shown(editor_client, LINKS)
    assert NEVER in shown(editor_client, f"{LINKS}?show=right")
    editor_client.post(form_of(), {"accepted_reason": "", "_save": "Save"}, follow=True)
    assert CheckedLink.objects.get().accepted_at is None
    assert NEVER in shown(editor_client, LINKS)


def test_a_link_of_this_site_is_looked_at_again_at_once(editor_client):
    PostFactory(body=BODY, live=True)
    night()
    Redirect.objects.create(site_id=1, old_path=NEVER, new_path="/news/")
    answer = editor_client.post(form_of(), {"accepted_reason": "", "_look": "Look again now"}, follow=True)
    assert "Looked again." in answer.content.decode()
    assert CheckedLink.objects.get(address=NEVER).state == LinkState.WORKS


def test_a_link_of_another_site_is_looked_at_in_the_background(editor_client, settings):
    PostFactory(body=BODY.replace(NEVER, "https://council.example/"), live=True)
    night()
    chosen = {"action": "look_again", "_selected_action": [CheckedLink.objects.get().pk]}
    answer = editor_client.post(f"{LINKS}?show=all", chosen, follow=True)
    assert "Other sites are not asked: LINK_CHECK is off." in answer.content.decode()
    assert not DBTaskResult.objects.exists()
    settings.LINK_CHECK = True
    answer = editor_client.post(f"{LINKS}?show=all", chosen, follow=True)
    assert "Other sites are asked in the background." in answer.content.decode()
    assert DBTaskResult.objects.get().args_kwargs["args"] == [chosen["_selected_action"]]


def test_what_has_moved_is_listed_apart_with_its_new_address(editor_client):
    PostFactory(body=BODY.replace(NEVER, "https://council.example/"), live=True)
    night()
    moved = CheckedLink.objects.get()
    moved.note(LinkState.MOVED, timezone.now(), moved_to="https://council.example/new/")
    moved.save()
    assert "council.example" not in shown(editor_client, LINKS)
    assert "https://council.example/new/" in shown(editor_client, f"{LINKS}?show=moved")


def test_nobody_adds_or_deletes_a_link(administrator_client):
    PostFactory(body=BODY, live=True)
    night()
    assert administrator_client.get(f"{LINKS}add/").status_code == 403
    assert administrator_client.get(form_of().replace("change", "delete")).status_code == 403


def fill(number):
    """One of everything that can hold a link, each with one of its own that leads nowhere."""
    address = f"/never/{number}/"
    body = BODY.replace(NEVER, address)
    PostFactory(body=body, live=True)
    DocumentFactory(body=body, live=True)
    CollectionFactory(body=body, live=True)
    SourceFactory(address=f"https://www.example.org{address}")
    PublishingBodyFactory(url=f"https://www.example.org{address}")
    NoticeFactory(link=address, link_words="It")
    AuthorityFactory(council_url=f"https://www.example.org{address}")
    BoardFactory(website=f"https://www.example.org{address}")
    ContactPointFactory(web=f"https://www.example.org{address}")
    EditionFactory(state="withdrawn", withdrawn_reason="Old.", withdrawn_to=address)
    Redirect.objects.create(site_id=1, old_path=f"/old{address}", new_path=address)
    MissingAddress.objects.create(path=address, times=1, first_on="2026-11-26", last_on="2026-11-26")


@pytest.mark.parametrize("address", [LINKS, f"{LINKS}?show=all", MISSING])
def test_a_list_costs_the_same_however_long_it_is(administrator_client, address):
    def cost():
        night()
        shown(administrator_client, address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(administrator_client, address)
        return len(queries)

    fill(0)
    few = cost()
    for number in (1, 2):
        fill(number)
    assert cost() <= few <= 40


# Addresses that were not found ----------------------------------------------------------------------------------------


def test_a_publisher_leads_an_address_on_by_a_title_and_it_leaves_the_list(publisher_client):
    PostFactory(title="The new procedures", slug="new", live=True)
    for path in (OLD, "/other/"):
        missing.note(path)
    page = shown(publisher_client, MISSING)
    (address,) = re.findall(r'href="([^"]+)">Lead it to…', page.partition(OLD)[2])[:1]
    form = shown(publisher_client, address)
    assert f'name="old_path" value="{OLD}"' in form
    assert '<option value="The new procedures (News)"></option>' in form
    answer = publisher_client.post(address, {"old_path": OLD, "new_path": "the new procedures"}, follow=True)
    assert answer.status_code == 200
    assert Redirect.objects.get().new_path == "/news/new/"
    page = shown(publisher_client, MISSING)
    assert OLD not in page
    assert "/other/" in page


def test_an_editor_sees_the_list_and_is_told_whom_to_ask(editor_client):
    missing.note(OLD)
    page = shown(editor_client, MISSING)
    assert "Ask a publisher to lead it on" in page
    assert "Lead it to" not in page


def test_it_is_said_whether_a_link_of_ours_leads_there(editor_client):
    PostFactory(body=BODY.replace(NEVER, OLD), live=True)
    missing.note(OLD)
    night()
    page = shown(editor_client, MISSING)
    assert "Yes: put it right" in page
    assert OLD in shown(editor_client, re.search(r'href="([^"]+)">Yes', page)[1].replace("&amp;", "&"))


def test_the_menu_names_both(editor_client):
    page = shown(editor_client, "/admin/everything/")
    assert "Broken links" in page
    assert "Addresses that were not found" in page
