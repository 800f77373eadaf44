"""Live pages of the CMS are withdrawn and not deleted."""

import pytest
from cms.models import Page, PageContent
from django.contrib.redirects.models import Redirect
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from lscb_site.pages.models import PageWithdrawal
from lscb_site.pages.withdrawals import FRAME, NEEDS_A_PAGE
from lscb_site.pages.writing import write_page
from tests.editing.browser_form import untouched
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(admin_user):
    facts = {"title": "Home", "slug": "home", "template": "layouts/home.html", "is_home": True}
    return write_page(reverse_id="home", created_by=admin_user, **facts)


@pytest.fixture
def written(admin_user):
    def write(name, **facts):
        return write_page(reverse_id=name, title=name.title(), slug=name, created_by=admin_user, **facts)

    return write


@pytest.fixture
def withdraw(publisher_client):
    def post(page, **answers):
        return publisher_client.post(address(page), {"reason": "It said the wrong thing."} | answers)

    return post


def address(page):
    return reverse("admin:cms_page_withdraw", args=[page.pk])


def test_its_address_says_why_and_where_to_go_instead(client, written, withdraw):
    page = written("hubs", in_navigation=True)
    assert withdraw(page, instead="/resources/").status_code == 302
    answer = client.get("/hubs/")
    assert answer.status_code == 410
    assert "It said the wrong thing." in answer.text
    assert 'href="/resources/"' in answer.text
    assert "/hubs/" not in client.get("/").text
    assert "/hubs/" not in client.get("/sitemap-pages.xml").text


def test_it_leads_straight_on_if_that_is_asked_for(client, written, withdraw):
    page, _ = written("hubs"), written("teams")
    assert withdraw(page, instead="Teams", leads_on="on").status_code == 302
    assert client.get("/hubs/").headers["Location"] == "/teams/"


def test_it_leads_on_through_a_page_that_took_its_place_and_was_withdrawn_too(client, written, withdraw):
    first, second = written("first"), written("second")
    post = PostFactory(live=True)
    for page, instead in ((first, "/second/"), (second, post.get_absolute_url())):
        assert withdraw(page, instead=instead, leads_on="on").status_code == 302
        assert client.get("/first/").headers["Location"] == instead
    with pytest.raises(ValidationError, match="in a circle"):
        post.withdraw("It said the wrong thing.", "/first/")


def test_published_again_it_is_back(client, written, withdraw, admin_user):
    page = written("hubs")
    withdraw(page)
    latest = PageContent.admin_manager.filter(page=page).latest_content().get()
    latest.versions.get().copy(admin_user).publish(admin_user)
    assert client.get("/hubs/").status_code == 200
    assert not PageWithdrawal.objects.exists()


def test_an_editor_does_not_withdraw(client, editor_client, written):
    page = written("hubs")
    assert editor_client.get(address(page)).status_code == 403
    assert editor_client.post(address(page), {"reason": "So."}).status_code == 403
    assert client.get("/hubs/").status_code == 200


@pytest.mark.parametrize(
    ("answers", "beside", "words"),
    [
        ({"reason": ""}, "reason", "This field is required."),
        ({"instead": "the library"}, "instead", "Nothing on the site is called that."),
        ({"instead": "//evil.example/"}, "instead", "Give an address that starts with /"),
        ({"instead": "javascript:alert(1)"}, "instead", "Nothing on the site is called that."),
        ({"leads_on": "on"}, "instead", "Say where readers are to be led."),
    ],
)
def test_a_wrong_answer_is_refused_beside_its_field_and_changes_nothing(
    client, written, withdraw, answers, beside, words
):
    page = written("hubs")
    assert words in " ".join(withdraw(page, **answers).context["form"].errors[beside])
    assert client.get("/hubs/").status_code == 200


def test_the_home_page_and_what_is_not_live_are_not_withdrawn(withdraw, publisher_client, written, home):
    draft = written("plans", publish=False)
    for page, words in ((home, "Choose another page as the home page first."), (draft, "is not live")):
        answer = publisher_client.post(address(page), {"reason": "So."}, follow=True)
        assert words in answer.text
    assert not PageWithdrawal.objects.exists()
    assert publisher_client.get(reverse("admin:cms_page_withdraw", args=[0])).status_code == 404


@pytest.mark.parametrize("name", FRAME)
def test_what_every_page_leads_to_needs_a_successor_to_which_they_lead_then(
    client, publisher_client, written, withdraw, name
):
    page, other = written(name), written("other")
    assert f'href="/{name}/"' in client.get("/").text
    refused = withdraw(page)
    assert refused.context["form"].errors["instead"] == [NEEDS_A_PAGE]
    assert NEEDS_A_PAGE in publisher_client.get(address(page)).text
    assert client.get(f"/{name}/").status_code == 200

    assert withdraw(page, instead="/other/").status_code == 302
    assert 'href="/other/"' in client.get("/").text
    assert f'href="/{name}/"' not in client.get("/").text
    # Now every page leads to that one.
    assert "instead" in withdraw(other).context["form"].errors


def test_links_of_the_frame_follow_a_page_that_is_renamed_or_moved(client, written, publisher_client, admin_user):
    page, about = written("privacy"), written("about")
    publisher_client.post(
        reverse("admin:cms_page_move_page", args=[page.pk]), {"id": page.pk, "target": about.pk, "position": 0}
    )
    assert 'href="/about/privacy/"' in client.get("/").text


def test_a_frame_page_that_is_not_there_leaves_no_link(client):
    text = client.get("/").text
    assert "Accessibility</a>" not in text
    assert 'href=""' not in text


def test_what_has_been_live_is_not_deleted_even_when_it_is_withdrawn(publisher_client, written, withdraw):
    page, below = written("hubs"), written("plans", publish=False)
    parent = written("teams", publish=False)
    withdraw(page)
    content = PageContent.admin_manager.filter(page=page).latest_content().get()
    for target in ("admin:cms_page_delete", page), ("admin:cms_pagecontent_delete", content):
        publisher_client.post(reverse(target[0], args=[target[1].pk]), {"post": "yes"})
    assert Page.objects.filter(pk=page.pk).exists()
    assert PageContent.admin_manager.filter(pk=content.pk).exists()
    # What never was may go.
    publisher_client.post(reverse("admin:cms_page_delete", args=[below.pk]), {"post": "yes"})
    assert not Page.objects.filter(pk=below.pk).exists()
    assert Page.objects.filter(pk=parent.pk).exists()


def test_a_page_above_one_that_was_live_is_not_deleted_with_it(publisher_client, written, admin_user):
    above = written("above", publish=False)
    written("below", parent=above)
    publisher_client.post(reverse("admin:cms_page_delete", args=[above.pk]), {"post": "yes"})
    assert Page.objects.filter(reverse_id="below").exists()


def test_the_tree_offers_withdrawing_where_it_obeys(publisher_client, editor_client, written):
    page = written("hubs")
    menu = reverse("admin:cms_page_actions_menu", args=[page.pk])
    assert address(page) in publisher_client.get(menu).text
    assert address(page) not in editor_client.get(menu).text
    assert reverse("admin:cms_page_delete", args=[page.pk]) not in publisher_client.get(menu).text


def test_the_versions_own_button_asks_for_a_reason_first(publisher_client, client, written):
    version = PageContent.objects.get(page=written("hubs")).versions.get()
    answer = publisher_client.post(
        reverse("admin:djangocms_versioning_pagecontentversion_unpublish", args=[version.pk]), follow=True
    )
    assert "Use “Withdraw…”, so that readers learn why the page has gone." in answer.text
    assert client.get("/hubs/").status_code == 200


def test_the_database_keeps_the_rules(written, home):
    page = written("hubs")
    for facts in (
        {"withdrawn_reason": ""},
        {"withdrawn_reason": "So.", "successor": page},
        {"withdrawn_reason": "So.", "successor": home, "elsewhere": "/"},
        {"withdrawn_reason": "So.", "leads_on": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PageWithdrawal.objects.create(page=page, **facts)


def test_a_picture_keeps_its_bytes(publisher_client):
    from tests.pages.test_pictures import picture

    image, other = picture(), picture(300, 200)
    with other.file.open("rb") as bytes_of_another:
        publisher_client.post(reverse("admin:filer_image_change", args=[image.pk]), {"file": bytes_of_another})
    before = image.sha1
    image.refresh_from_db()
    assert image.sha1 == before


def test_what_was_published_since_the_screen_opened_is_asked_about_again(publisher_client, written, admin_user):
    page = written("hubs")
    screen = publisher_client.get(address(page))
    content = PageContent.objects.get(page=page)
    content.versions.get().copy(admin_user).publish(admin_user)
    answer = publisher_client.post(address(page), untouched(screen, reason="It said the wrong thing."))
    assert "Something changed while you were choosing, so nothing is withdrawn yet." in answer.text
    assert "It said the wrong thing." in answer.text
    PageContent.objects.get(page=page).versions.get().unpublish(admin_user)
    answer = publisher_client.post(address(page), untouched(answer))
    assert (answer.status_code, "It said the wrong thing." in answer.text) == (409, True)


def test_it_leads_somewhere_and_not_in_a_circle(client, written, withdraw, settings):
    settings.SITE_ADDRESS = "http://testserver"
    page, other = written("hubs"), written("teams")
    assert withdraw(other, instead="/hubs/", leads_on="on").status_code == 302
    Redirect.objects.create(site_id=settings.SITE_ID, old_path="/old/", new_path="/hubs/")
    for instead in ["https://[half", "/hubs/", "/hubs", "http://testserver/hubs/", "/teams/", "/old/"]:
        answer = withdraw(page, instead=instead, leads_on="on")
        assert answer.status_code == 200
        assert answer.context["form"].errors.keys() == {"instead"}, instead
    assert client.get("/hubs/").status_code == 200


def test_a_page_is_chosen_as_a_page_and_a_part_of_one_as_an_address(written, withdraw):
    page, other, third = written("hubs"), written("teams"), written("people")
    withdraw(page, instead="/teams/#camden")
    withdraw(third, instead="/teams/")
    assert [(each.successor, each.elsewhere) for each in PageWithdrawal.objects.order_by("pk")] == [
        (None, "/teams/#camden"),
        (other, ""),
    ]
