"""The screen “Preview”: one click from the form, as wide and on the day that somebody wants, with links for others."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.utils import timezone

from lscb_site.previews.admin import HasPreviews
from lscb_site.previews.kinds import kind_of
from lscb_site.previews.models import PreviewLink
from lscb_site.previews.screen import MOST_LINKS
from lscb_site.publishing.moments import publishable_models
from lscb_site.web.addresses import admin_address
from tests.editing.browser_form import untouched
from tests.factories import PostFactory
from tests.previews import things

pytestmark = pytest.mark.django_db

FRAME = re.compile(r'<iframe class="([^"]+)" src="([^"]+)"')
ADDRESS = re.compile(r'value="https?://[^/"]+(/shared/[^"]+)"')
LINK = {"for_whom": "Camden", "days": "7", "_make": "1"}


@pytest.fixture
def post():
    return PostFactory(title="Not yet told")


def screen(thing):
    return kind_of(thing).preview_address(thing)


def press(client, thing, **typed):
    page = client.get(screen(thing))
    seen = re.search(r'name="seen" value="(\w+)"', page.text)[1]
    return client.post(screen(thing), {"seen": seen} | typed)


def test_every_form_has_it():
    for model in publishable_models():
        assert isinstance(admin.site.get_model_admin(model), HasPreviews), model


@pytest.mark.parametrize("make", things.THINGS)
def test_each_kind_has_its_screen_and_its_page_in_a_frame(make, editor_client):
    thing = make()
    page = editor_client.get(screen(thing))
    assert kind_of(thing).form_address(thing) in page.text
    assert "readers do not see it" in page.text
    assert "Make a link to show somebody" in page.text
    shown = editor_client.get(FRAME.search(page.text)[2])
    assert "Not yet told" in shown.text
    assert "For staff" not in shown.text
    assert "cms-toolbar" not in shown.text
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert "no-store" in shown["Cache-Control"]
    assert ADDRESS.search(press(editor_client, thing, **LINK).text)


def test_it_is_one_click_from_the_form_and_from_the_page(editor_client, post):
    assert f'href="{screen(post)}"' in editor_client.get(admin_address(post)).text
    assert f'href="{screen(post)}"' in editor_client.get(post.get_absolute_url()).text


@pytest.mark.parametrize(
    ("query", "style", "sentence"),
    [
        ("", "full", "The site as it is now."),
        ("?width=phone", "phone", "The site as it is now."),
        ("?width=tablet&at_0=1+December+2026&at_1=9am", "tablet", "As on 1 December 2026 at 09:00:"),
        ("?width=enormous", "full", "The site as it is now."),
        ("?at_0=sometime&at_1=9am", "full", "Write a day like 18 March 2015"),
        ("?at_0=1+December+2026", "full", "Give the time too."),
    ],
)
def test_a_width_and_a_moment_are_chosen_without_script(editor_client, post, query, style, sentence):
    page = editor_client.get(screen(post) + query)
    style_shown, address = FRAME.search(page.text).groups()
    assert style_shown == f"preview__frame preview__frame--{style}"
    assert sentence in page.text
    assert editor_client.get(address.replace("&amp;", "&")).status_code == 200


def test_the_moment_at_which_it_goes_live_is_offered(editor_client):
    post = PostFactory(publish_from=timezone.now() + timedelta(days=4))
    page = editor_client.get(screen(post)).text
    query = re.search(r'href="([^"]+)">When it goes live: ', page)[1].replace("&amp;", "&")
    assert 'aria-current="true">When it goes live' in editor_client.get(screen(post) + query).text


def test_whoever_may_not_see_it_gets_neither(editor, editor_client, client, post):
    editor.groups.clear()
    editor.is_staff = True
    editor.save()
    editor.user_permissions.add(Permission.objects.get(codename="view_document"))
    for address in (screen(post), f"{screen(post)}page/"):
        assert editor_client.get(address).status_code == 403
        assert "/login/" in client.get(address).url


def test_what_readers_see_already_needs_no_link(publisher_client):
    post = PostFactory(live=True)
    page = publisher_client.get(screen(post)).text
    assert "Make a link" not in page
    assert f'href="{post.get_absolute_url()}"' in page
    assert publisher_client.post(screen(post), LINK).status_code == 409
    assert not PreviewLink.objects.exists()


def test_a_draft_that_nobody_has_begun_leads_to_the_preview_of_the_item(editor_client):
    post = PostFactory(live=True)
    for name in ("draft_preview", "draft_preview_page"):
        assert editor_client.get(admin_address(post, name)).url == screen(post)


# Links --------------------------------------------------------------------------------------------------------------


def test_an_editor_makes_a_link_sees_it_once_and_stops_it(editor, editor_client, client, post):
    made = press(editor_client, post, **LINK)
    address = ADDRESS.search(made.text)[1]
    assert "Not yet told" in client.get(address).text
    link = PreviewLink.objects.get()
    assert (link.for_whom, link.made_by, link.expires_at - link.made_at) == ("Camden", editor, timedelta(days=7))
    again = editor_client.get(screen(post)).text
    assert not ADDRESS.search(again)
    assert "For <strong>Camden</strong>" in again
    press(editor_client, post, _stop=str(link.pk))
    assert client.get(address).status_code == 404
    assert "For <strong>Camden</strong>" not in editor_client.get(screen(post)).text
    told = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert [words.split(",")[0] for words in told] == [
        "Made a preview link for Camden",
        "Stopped the preview link for Camden.",
    ]


def test_sent_twice_one_link_is_made(editor_client, post):
    page = editor_client.get(screen(post))
    sent = untouched(page, **LINK)
    assert ADDRESS.search(editor_client.post(screen(post), sent).text)
    again = editor_client.post(screen(post), sent)
    assert "Something changed while you were choosing" in again.text
    assert 'value="Camden"' in again.text
    assert PreviewLink.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"for_whom": " "}, "is required."),
        ({"days": "15"}, "Select a valid choice."),
        ({"days": "x"}, "valid"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_the_rest_is_kept(editor_client, post, typed, words):
    page = press(editor_client, post, **(LINK | typed))
    assert words in page.text
    assert not PreviewLink.objects.exists()


def test_there_are_so_many_links_to_one_thing(editor_client, post):
    for _ in range(MOST_LINKS):
        PreviewLink.objects.make(post, "Camden", timedelta(days=1), None)
    assert "Stop one of them first." in press(editor_client, post, **LINK).text
    assert PreviewLink.objects.count() == MOST_LINKS


def test_of_what_is_scheduled_only_a_publisher_makes_one(editor_client, publisher_client):
    post = PostFactory(scheduled=True)
    assert "Make a link" not in editor_client.get(screen(post)).text
    assert editor_client.post(screen(post), LINK).status_code == 403
    assert ADDRESS.search(press(publisher_client, post, **LINK).text)


def test_the_screen_costs_the_same_whatever_number_of_links(editor_client, post, django_assert_max_num_queries):
    for number in range(MOST_LINKS):
        PreviewLink.objects.make(post, f"Borough {number}", timedelta(days=1), None)
    with django_assert_max_num_queries(16):
        assert "Borough 19" in editor_client.get(screen(post)).text


def test_the_hour_that_comes_twice_is_shown_by_its_clock(editor_client, time_machine):
    time_machine.move_to("2026-10-20 12:00:00 +0000")
    post = PostFactory(publish_from=datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    assert "at_1=01%3A30+GMT" in editor_client.get(screen(post)).text
