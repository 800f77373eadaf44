"""The screens on which an account is closed, what its person leaves is handed over, and it is opened again."""

from datetime import timedelta

import pytest
from cms.models import PageContent
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from djangocms_versioning.models import Version as PageVersion
from lxml import html

from lscb_site.desk.attention.gathering import Desk
from lscb_site.desk.leaving import SHOWN, Belongings
from lscb_site.pages.writing import write_page
from lscb_site.previews.models import PreviewLink
from lscb_site.publishing.submissions import Submission, submit
from lscb_site.versions.contents import contents
from lscb_site.versions.drafting import write_draft
from lscb_site.web.addresses import admin_address
from tests.conftest import signed_in
from tests.desk.leaving import titles_of, written_by
from tests.factories import (
    AdministratorFactory,
    BoardFactory,
    DocumentFactory,
    EditorFactory,
    LiveDocumentFactory,
    PostFactory,
    PublisherFactory,
    UserFactory,
)
from tests.reviews.reviewing import looked_after

pytestmark = pytest.mark.django_db


def close_address(person):
    return admin_address(person, "close")


def press(client, person, **answers):
    """The button of the screen, with all that the screen says of itself."""
    page = html.fromstring(client.get(close_address(person)).text)
    (form,) = page.xpath("//div[@id='content-main']//form")
    return client.post(close_address(person), dict(form.form_values()) | answers)


def one_of_each(leaver):
    """What somebody can leave, each once, by its title."""
    looked_after(LiveDocumentFactory(title="Protocol", kind="protocol"), owner=leaver)
    looked_after(BoardFactory(name="Camden partnership", live=True), owner=EditorFactory(), deputy=leaver)
    written_by(leaver, PostFactory(title="Launch"))
    live = PostFactory(title="Conference", live=True)
    write_draft(live, contents(live), leaver)
    write_page(reverse_id="plans", title="Plans", slug="plans", created_by=leaver, publish=False)
    submit(PostFactory(title="Office hours"), leaver, "By Friday.")
    sent_back = PostFactory(title="Newsletter")
    submit(sent_back, leaver, "").close(Submission.Answer.SENT_BACK, PublisherFactory(), "The date is wrong.")
    PreviewLink.objects.make(PostFactory(), "The mayor’s office", timedelta(days=7), leaver)


TITLES = {"Protocol", "Camden partnership", "Launch", "Conference", "Plans", "Office hours", "Newsletter"}


# Closing --------------------------------------------------------------------------------------------------------------


def test_three_clicks_close_an_account(administrator_client, leaver):
    form = html.fromstring(administrator_client.get(admin_address(leaver)).text)
    (link,) = form.xpath("//a[.='Close this account…']")
    assert link.get("href") == close_address(leaver)
    answer = press(administrator_client, leaver)
    assert answer.url == admin_address(leaver)
    leaver.refresh_from_db()
    assert not leaver.is_active
    assert "Closed." in administrator_client.get(admin_address(leaver)).text


def test_the_screen_names_all_that_is_left_and_its_links_open(administrator_client, leaver):
    one_of_each(leaver)
    screen = administrator_client.get(close_address(leaver))
    page = html.fromstring(screen.text)
    links = {link.text: link.get("href") for link in page.xpath("//div[@id='content-main']//li/a")}
    assert set(links) == TITLES
    assert {administrator_client.get(address, follow=True).status_code for address in links.values()} == {200}
    assert "1 preview link that they made ends." in screen.text


def test_everything_is_handed_over_at_once(administrator_client, administrator, leaver, successor):
    one_of_each(leaver)
    assert press(administrator_client, leaver, to=str(successor.pk)).status_code == 302
    assert titles_of(leaver) == set()
    assert titles_of(successor) == TITLES
    assert not PreviewLink.objects.in_force().exists()
    assert PreviewLink.objects.get().stopped_by == administrator
    closed = LogEntry.objects.filter(object_id=str(leaver.pk)).latest("pk")
    assert (closed.user, closed.change_message) == (
        administrator,
        "Account closed. Nina Brown takes over what Pat Smith looked after and had begun.",
    )


def test_what_was_written_keeps_the_name_of_who_wrote_it(administrator_client, leaver, successor):
    one_of_each(leaver)
    press(administrator_client, leaver, to=str(successor.pk))
    content = PageContent.admin_manager.get(title="Plans")
    assert PageVersion.objects.get(object_id=content.pk).created_by == leaver
    assert LogEntry.objects.filter(user=successor).count() == 0


def test_nobody_is_chosen_beforehand_and_an_answer_is_needed(administrator_client, leaver):
    one_of_each(leaver)
    answer = press(administrator_client, leaver)
    assert answer.context["form"].errors["to"] == ["Choose a person, or “Nobody yet”."]
    leaver.refresh_from_db()
    assert leaver.is_active


def test_what_nobody_takes_yet_stands_on_the_desk_and_is_handed_over_later(
    administrator_client, leaver, successor, publisher
):
    one_of_each(leaver)
    press(administrator_client, leaver, to="nobody")
    needs = {need.code: need for need in Desk(publisher).needs}
    assert {thing.name for thing in needs["unfinished"].things} == {"Launch", "Conference", "Plans"}
    assert "Newsletter" in {thing.name for thing in needs["left-behind"].things}
    assert {"nobodys", "submitted"} <= needs.keys()
    assert "See what they left" in administrator_client.get(admin_address(leaver)).text
    press(administrator_client, leaver, to=str(successor.pk))
    assert {"unfinished", "left-behind"}.isdisjoint(need.code for need in Desk(publisher).needs)
    (handed,) = [need for need in Desk(successor).needs if need.code == "handed-over"]
    assert {thing.name for thing in handed.things} == {"Launch", "Conference", "Plans"}
    leaver.refresh_from_db()
    assert not leaver.is_active


def test_people_who_cannot_take_over_are_not_offered_and_not_taken(administrator_client, leaver):
    one_of_each(leaver)
    unable = [leaver, EditorFactory(is_active=False), UserFactory()]
    form = administrator_client.get(close_address(leaver)).context["form"]
    offered = {key for key, _ in form.fields["to"].choices}
    for person in unable:
        assert str(person.pk) not in offered
        assert "to" in press(administrator_client, leaver, to=str(person.pk)).context["form"].errors
    assert titles_of(leaver) == TITLES


def test_what_changed_since_the_screen_was_opened_is_shown_first(administrator_client, leaver, successor):
    looked_after(LiveDocumentFactory(title="Protocol", kind="protocol"), owner=leaver)
    page = html.fromstring(administrator_client.get(close_address(leaver)).text)
    (form,) = page.xpath("//div[@id='content-main']//form")
    looked_after(LiveDocumentFactory(title="Agreement"), owner=leaver)
    answer = administrator_client.post(close_address(leaver), dict(form.form_values()) | {"to": str(successor.pk)})
    assert "Something changed while you were choosing" in answer.text
    assert "Agreement" in answer.text
    assert answer.context["form"]["to"].value() == str(successor.pk)
    leaver.refresh_from_db()
    assert leaver.is_active


def test_the_last_administrator_stays_and_nobody_closes_their_own_account(administrator_client, administrator):
    for person, reason in ((administrator, "You cannot close your own account."),):
        assert reason in administrator_client.get(close_address(person)).text
        assert reason in administrator_client.get(admin_address(person)).text
        assert administrator_client.post(close_address(person), {"seen": "x"}).url == admin_address(person)
    root = signed_in(UserFactory(is_superuser=True, is_staff=True))
    assert "Nobody else could look after people then." in root.get(close_address(administrator)).text
    root.post(close_address(administrator), {"seen": Belongings(administrator).seen})
    administrator.refresh_from_db()
    assert administrator.is_active
    AdministratorFactory()
    press(root, administrator)
    administrator.refresh_from_db()
    assert not administrator.is_active


def test_only_administrators_close_and_open_accounts(editor_client, publisher_client, administrator_client, leaver):
    root = UserFactory(is_superuser=True, is_staff=True)
    for screen in ("close", "reopen"):
        for client in (editor_client, publisher_client):
            assert client.get(admin_address(leaver, screen)).status_code == 403
            assert client.post(admin_address(leaver, screen), {"seen": "x"}).status_code == 403
        assert administrator_client.get(admin_address(root, screen)).status_code == 404
        assert administrator_client.post(admin_address(root, screen)).status_code == 404
        assert administrator_client.get(reverse(f"admin:auth_user_{screen}", args=["x"])).status_code == 404
    leaver.refresh_from_db()
    root.refresh_from_db()
    assert leaver.is_active
    assert root.is_active


# What is closed -------------------------------------------------------------------------------------------------------


def test_nothing_of_a_closed_account_works_from_the_next_request_on(administrator_client, client, leaver):
    draft = DocumentFactory(title="Draft")
    theirs = signed_in(leaver)
    assert theirs.get(draft.get_absolute_url()).status_code == 200
    _, token = PreviewLink.objects.make(draft, "The mayor’s office", timedelta(days=7), leaver)
    shown = reverse("previews:shared", args=[token])
    assert client.get(shown).status_code == 200
    press(administrator_client, leaver)
    assert theirs.get("/admin/").url.startswith(reverse("admin:login"))
    assert theirs.get(draft.get_absolute_url()).status_code == 404
    assert client.get(shown).status_code != 200


def test_text_in_an_open_form_is_given_back_and_not_saved(administrator_client, leaver):
    theirs = signed_in(leaver)
    address = reverse("admin:news_post_add")
    page = html.fromstring(theirs.get(address).text)
    typed = dict(page.get_element_by_id("post_form").form_values()) | {"title": "Half a page of news"}
    press(administrator_client, leaver)
    answer = theirs.post(address, typed)
    assert answer.status_code == 403
    assert "Half a page of news" in answer.text
    assert not Submission.objects.exists()
    assert titles_of(leaver) == set()


def test_it_is_opened_again_with_its_role_and_without_its_links(administrator_client, leaver, successor):
    one_of_each(leaver)
    press(administrator_client, leaver, to=str(successor.pk))
    screen = administrator_client.get(admin_address(leaver, "reopen")).text
    assert "may do what an Editor may do" in screen
    administrator_client.post(admin_address(leaver, "reopen"))
    leaver.refresh_from_db()
    assert leaver.is_active
    assert signed_in(leaver).get("/admin/").status_code == 200
    assert titles_of(leaver) == set()
    assert not PreviewLink.objects.in_force().exists()


def test_the_screen_costs_as_much_with_many_as_with_one(administrator_client, leaver):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert administrator_client.get(close_address(leaver)).status_code == 200
        return len(queries)

    def one_more():
        looked_after(LiveDocumentFactory(), owner=leaver)
        written_by(leaver, PostFactory())
        live = PostFactory(live=True)
        write_draft(live, contents(live), leaver)
        submit(PostFactory(), leaver, "")

    one_more()
    cost()
    few = cost()
    for _ in range(SHOWN + 1):
        one_more()
    assert cost() == few <= 45
    assert "and 2 more" in administrator_client.get(close_address(leaver)).text
