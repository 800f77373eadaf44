"""The screen on which a publisher chooses from when and until when a page is live, and where it is told."""

import pytest
from cms.toolbar.utils import get_object_preview_url
from django.urls import reverse
from djangocms_versioning.helpers import version_list_url

from lscb_site.desk.attention.writing import this_week
from lscb_site.pages import scheduling
from lscb_site.pages.page_moments import PageMoment
from lscb_site.pages.scheduling import plan
from lscb_site.pages.withdrawals import withdraw
from lscb_site.pages.writing import write_page
from lscb_site.web.addresses import admin_address
from tests.editing.browser_form import untouched
from tests.pages.moments import NEXT_WEEK, NOW, TICK, TOMORROW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def choose(client, page, **typed):
    screen = client.get(admin_address(page, "schedule"))
    return client.post(admin_address(page, "schedule"), untouched(screen, **typed), follow=True)


def at(name, day, time="9am"):
    return {f"{name}_0": day, f"{name}_1": time}


def test_moments_are_typed_as_in_every_form_changed_and_taken_back(publisher_client, editor_client, page):
    answer = choose(publisher_client, page, **at("publish_from", "tomorrow"), **at("publish_until", "in a week"))
    assert "It goes live on 27 March 2026, 09:00. It stops being live on 2 April 2026, 09:00." in answer.text
    assert [moment.at for moment in PageMoment.objects.order_by("at")] == [TOMORROW, NEXT_WEEK]
    bar = publisher_client.get(get_object_preview_url(scheduling.draft_of(page)))
    for words in ("Scheduled…", "Goes live 27 March 2026, 09:00", "Stops being live 2 April 2026, 09:00"):
        assert words in bar.text
        assert words in editor_client.get(get_object_preview_url(scheduling.draft_of(page))).text
    answer = choose(
        publisher_client, page, **at("publish_from", "3 April 2026"), **at("publish_until", "", ""), reason=""
    )
    assert "It goes live on 3 April 2026, 09:00. It no longer stops being live on 2 April 2026" in answer.text
    assert "Nothing changed." in choose(publisher_client, page).text
    choose(publisher_client, page, **at("publish_from", "", ""))
    assert not PageMoment.objects.exists()


def test_the_tree_says_that_a_page_is_scheduled_and_when(publisher_client, editor_client, page):
    tree = reverse("admin:cms_pagecontent_get_tree")
    assert "Scheduled" not in publisher_client.get(tree).text
    choose(publisher_client, page, **at("publish_from", "tomorrow"), **at("publish_until", "in a week"))
    words = "Goes live 27 March 2026, 09:00; Stops being live 2 April 2026, 09:00"
    for client in (publisher_client, editor_client):
        assert f'title="{words}">Scheduled' in client.get(tree).text
    PageMoment.objects.update(done_at=NOW)
    assert "Scheduled" not in publisher_client.get(tree).text


def test_a_reason_that_names_the_day_changes_with_it_and_one_that_was_typed_does_not(publisher_client, page):
    choose(publisher_client, page, **at("publish_until", "in a week"))
    choose(publisher_client, page, **at("publish_until", "tomorrow"))
    assert PageMoment.objects.get().reason == "It was there until 27 March 2026."
    choose(publisher_client, page, reason="The winter is over.")
    choose(publisher_client, page, **at("publish_until", "in a week"))
    assert PageMoment.objects.get().reason == "The winter is over."


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (at("publish_from", "yesterday"), "publish_from", "This moment has passed."),
        (at("publish_until", "25 March 2026"), "publish_until", "This moment has passed."),
        (at("publish_from", "29 March 2026", "01:30"), "publish_from", "never show 01:30"),
        (at("publish_from", "gibberish"), "publish_from", ""),
        (
            at("publish_from", "in a week") | at("publish_until", "tomorrow"),
            "publish_until",
            "It must stop being live after it goes live.",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_field_and_kept(publisher_client, page, typed, field, words):
    answer = choose(publisher_client, page, **typed)
    assert words in " ".join(answer.context["form"].errors[field])
    assert typed[f"{field}_0"] in answer.text
    assert not PageMoment.objects.exists()


def test_what_must_stay_does_not_end_by_the_clock(publisher_client, publisher):
    facts = {"created_by": publisher, "template": "layouts/page.html"}
    needed = write_page(reverse_id="privacy", title="Privacy", slug="privacy", **facts)
    home = write_page(reverse_id="home", title="Home", slug="home", is_home=True, **facts)
    draft = write_page(reverse_id="plans", title="Plans", slug="plans", publish=False, **facts)
    for page, field, words in (
        (needed, "instead", "Every page of the site leads to this one"),
        (home, "publish_until", "This is the home page"),
        (draft, "publish_until", "Say first when it goes live."),
    ):
        answer = choose(publisher_client, page, **at("publish_until", "tomorrow"))
        assert words in str(answer.context["form"].errors[field]), page


def test_readers_are_led_on_from_a_page_that_ends(publisher_client, publisher, page, now, client):
    facts = {"created_by": publisher, "template": "layouts/page.html"}
    write_page(reverse_id="privacy", title="Privacy", slug="privacy", **facts)
    other = write_page(reverse_id="summer", title="Summer", slug="summer", **facts)
    form = publisher_client.get(admin_address(page, "schedule"))
    assert "Where should readers go afterwards?" in form.text
    old = page.get_absolute_url()
    choose(publisher_client, page, **at("publish_until", "tomorrow"), instead="Summer", leads_on="on")
    again = publisher_client.get(admin_address(page, "schedule")).context["form"]
    assert (again["instead"].value(), again["leads_on"].value()) == (other.get_absolute_url(), True)
    assert "Nothing changed." in choose(publisher_client, page).text
    assert client.get(old).status_code == 200
    now.move_to(TOMORROW)
    assert scheduling.do_next(TOMORROW)
    assert client.get(old).url == other.get_absolute_url()
    assert page.withdrawal.successor == other


def test_a_page_that_every_page_leads_to_may_end_for_one_that_takes_its_place(publisher_client, publisher, now):
    facts = {"created_by": publisher, "template": "layouts/page.html"}
    needed = write_page(reverse_id="privacy", title="Privacy", slug="privacy", **facts)
    other = write_page(reverse_id="data", title="Your data", slug="data", **facts)
    choose(publisher_client, needed, **at("publish_until", "tomorrow"), instead="Your data")
    now.move_to(TOMORROW)
    assert scheduling.do_next(TOMORROW)
    assert needed.withdrawal.successor == other
    assert not PageMoment.objects.failed()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"instead": "/nowhere/"}, "Nothing is at this address."),
        ({"instead": "the page itself"}, "led in a circle"),
        ({"leads_on": "on"}, "Say where readers are to be led."),
    ],
)
def test_nobody_is_led_to_nothing(publisher_client, page, typed, words):
    typed = {name: page.get_absolute_url() if "itself" in value else value for name, value in typed.items()}
    answer = choose(publisher_client, page, **at("publish_until", "tomorrow"), **typed)
    assert words in str(answer.context["form"].errors["instead"])
    assert not PageMoment.objects.exists()


def test_a_circle_that_closed_meanwhile_is_told_and_not_made(publisher_client, publisher, page, now):
    other = write_page(
        reverse_id="summer", title="Summer", slug="summer", created_by=publisher, template="layouts/page.html"
    )
    choose(publisher_client, page, **at("publish_until", "tomorrow"), instead="Summer", leads_on="on")
    withdraw(other, publisher, "It is winter.", page.get_absolute_url(), leads_on=True)
    now.move_to(TOMORROW)
    assert scheduling.do_next(TOMORROW)
    (moment,) = PageMoment.objects.failed()
    assert "led in a circle" in moment.problem


def test_what_failed_is_told_and_let_be(publisher_client, publisher, page, now):
    plan(page, publisher, NOW + TICK, None)
    scheduling.draft_of(page).versions.get().delete()
    now.shift(TICK)
    scheduling.do_next(NOW + TICK)
    assert "The draft was put aside or thrown away." in publisher_client.get(admin_address(page, "schedule")).text
    assert "It no longer goes live on 26 March 2026" in choose(publisher_client, page).text
    assert not PageMoment.objects.exists()


def test_only_a_publisher_plans(editor_client, page):
    assert editor_client.get(admin_address(page, "schedule")).status_code == 403
    assert editor_client.post(admin_address(page, "schedule"), at("publish_from", "tomorrow")).status_code == 403


def test_what_changed_since_the_screen_opened_is_asked_about_again(publisher_client, page, administrator):
    screen = publisher_client.get(admin_address(page, "schedule"))
    plan(page, administrator, NEXT_WEEK, None)
    answer = publisher_client.post(admin_address(page, "schedule"), untouched(screen, **at("publish_from", "tomorrow")))
    assert "nothing is planned yet" in answer.text
    assert 'value="tomorrow"' in answer.text
    assert PageMoment.objects.get().at == NEXT_WEEK


def test_this_week_and_the_list_of_versions_tell_of_it(publisher, editor, publisher_client, page):
    plan(page, publisher, TOMORROW, NEXT_WEEK)
    found = [(each.thing.name, each.words) for each in this_week(publisher)]
    assert found == [("Hubs", "goes live"), ("Hubs", "stops being live")]
    version = scheduling.draft_of(page).versions.get()
    listed = publisher_client.get(version_list_url(version.content)).text
    assert "Draft, scheduled: goes live 27 March 2026, 09:00" in listed
    assert "Published, scheduled: stops being live 2 April 2026, 09:00" in listed
