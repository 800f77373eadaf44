"""What each role finds in the admin: the menu, every address of it, and the people."""

import pytest
from auditlog.models import LogEntry
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from lscb_site.accounts.menu import MENU
from lscb_site.accounts.roles import IN_WORDS, Role, permissions_of
from tests.accounts.signing_in import Colleague
from tests.conftest import signed_in
from tests.factories import (
    AdministratorFactory,
    EditorFactory,
    PostFactory,
    PublisherFactory,
    UserFactory,
)
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FACTORIES = {Role.EDITOR: EditorFactory, Role.PUBLISHER: PublisherFactory, Role.ADMINISTRATOR: AdministratorFactory}
# Registered by libraries, reached from another screen and not from the menu.
NOT_IN_MENU = {
    "djangocms_versioning.PageContentVersion",
    "djangocms_link.Link",
    "filer.File",
    "cms.Page",
}
PEOPLE = "/admin/auth/user/"


def listed(client):
    return {model["name"] for app in client.get("/admin/").context["app_list"] for model in app["models"]}


def test_the_menu_holds_what_each_role_may_touch_and_nothing_else():
    editor, publisher, administrator = (listed(signed_in(FACTORIES[role]())) for role in Role)
    assert {"News items", "Documents", "Editions", "Contact points", "Pages", "Pictures"} <= editor
    assert editor.isdisjoint({"Helplines", "People", "Old addresses", "Who changed what"})
    assert publisher - editor == {"Old addresses"}
    assert administrator - publisher == {
        "999 line and the Board’s address",
        "Helplines",
        "Settings of the directory",
        "People",
        "Site name",
        "Who changed what",
        "Erased files",
        "Wrong sign-ins",
        "Audit record",
        "How long the audit record is kept",
    }


@pytest.mark.parametrize("role", Role)
def test_every_model_a_role_may_see_has_a_place_in_the_menu(role, rf):
    named = {label for models in MENU.values() for label in models}
    request = rf.get("/admin/")
    request.user = FACTORIES[role]()
    seen = {model._meta.label for model, screen in admin.site._registry.items() if screen.has_view_permission(request)}
    assert seen - named - NOT_IN_MENU == set()


@pytest.mark.parametrize("role", Role)
def test_every_list_and_form_answers_as_the_role_may(role):
    """By address, not by link: what is not in the menu is refused there too."""
    client = signed_in(FACTORIES[role]())
    permissions = permissions_of(role)
    for model in admin.site._registry:
        if model._meta.app_label not in ("news", "resources", "lscb_contacts", "auth", "redirects", "auditlog"):
            continue
        app, name = model._meta.app_label, model._meta.model_name
        may_see = f"{app}.view_{name}" in permissions or f"{app}.change_{name}" in permissions
        may_add = f"{app}.add_{name}" in permissions
        assert client.get(reverse(f"admin:{app}_{name}_changelist")).status_code == (200 if may_see else 403), name
        assert client.get(reverse(f"admin:{app}_{name}_add")).status_code == (200 if may_add else 403), name


def test_somebody_without_a_role_is_asked_to_sign_in_again():
    answer = signed_in(UserFactory()).get("/admin/")
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("admin:login"))


def test_another_role_is_given_and_ends_what_was_opened_for_the_old_one(administrator_client):
    person, theirs = EditorFactory(), Colleague()
    theirs.sign_in(person.username)
    assert theirs.get("/admin/").status_code == 200
    form = {"username": person.username, "role": Group.objects.get(name=Role.PUBLISHER).pk}
    administrator_client.post(reverse("admin:auth_user_change", args=[person.pk]), form)
    assert list(person.groups.values_list("name", flat=True)) == [Role.PUBLISHER]
    assert theirs.get("/admin/").url.startswith(reverse("admin:login"))


def test_a_role_is_not_taken_away_by_leaving_it_out(administrator_client):
    """Whoever is to come in no more has their account closed, which hands over what they look after."""
    person = EditorFactory()
    form = {"username": person.username, "role": ""}
    answer = administrator_client.post(reverse("admin:auth_user_change", args=[person.pk]), form)
    assert "close the account" in answer.context["adminform"].form.errors["role"][0]
    assert person.groups.get().name == Role.EDITOR
    assert "No role" not in administrator_client.get(reverse("admin:auth_user_change", args=[person.pk])).text


def test_the_form_says_what_each_role_may_do(administrator_client):
    page = html.fromstring(administrator_client.get(reverse("admin:auth_user_change", args=[EditorFactory().pk])).text)
    said = {}
    for choice in page.xpath("//input[@name='role']"):
        (words,) = page.xpath("//*[@id=$id]", id=choice.get("aria-describedby"))
        said[Group.objects.get(pk=choice.get("value")).name] = words.text_content()
    assert said == {role.value: IN_WORDS[role] for role in Role}


def test_nobody_sets_a_password_for_somebody_else_and_nobody_is_deleted(administrator_client):
    person = EditorFactory()
    form = html.fromstring(administrator_client.get(reverse("admin:auth_user_change", args=[person.pk])).text)
    assert not form.xpath("//*[contains(@name, 'password')] | //a[contains(@href, 'password')]")
    words = {"password1": PASSWORD + "!", "password2": PASSWORD + "!"}
    answer = administrator_client.post(f"{PEOPLE}{person.pk}/password/", words, follow=True)
    assert answer.request["PATH_INFO"] == "/admin/"  # there is no such screen
    assert administrator_client.post(f"{PEOPLE}{person.pk}/delete/", {"post": "yes"}).status_code == 403
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_list_tells_role_and_account_and_is_filtered_by_them(administrator_client, administrator):
    closed = PublisherFactory(is_active=False)
    EditorFactory()

    def found(query):
        return set(administrator_client.get(f"{PEOPLE}?{query}").context["cl"].queryset)

    assert found("account=closed") == {closed}
    assert found("role=Administrator&account=open") == {administrator}
    assert found("role=none") == set()
    page = html.fromstring(administrator_client.get(PEOPLE).text)
    rows = {row.find("th/a").text_content(): row for row in page.xpath("//*[@id='result_list']/tbody/tr")}
    assert rows[closed.username].xpath("td[contains(@class, 'field-role')]")[0].text == "Publisher"
    assert rows[closed.username].xpath("td[contains(@class, 'field-account')]")[0].text == "Closed"


def test_the_list_costs_as_much_with_many_as_with_one(administrator_client):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            administrator_client.get(PEOPLE)
        return len(queries)

    cost()
    few = cost()
    for _ in range(20):
        EditorFactory()
    assert cost() == few <= 12


def test_an_administrator_makes_no_superuser_and_reaches_none(administrator_client):
    root = UserFactory(is_superuser=True, is_staff=True)
    person = EditorFactory()
    role = person.groups.get().pk
    form = {"username": person.username, "role": role, "is_superuser": "on", "user_permissions": [1]}
    administrator_client.post(reverse("admin:auth_user_change", args=[person.pk]), form)
    person.refresh_from_db()
    assert not person.is_superuser
    assert not person.user_permissions.exists()
    assert administrator_client.get(reverse("admin:auth_user_change", args=[root.pk])).status_code == 302
    assert root.username not in administrator_client.get(PEOPLE).text


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/"])
def test_the_frame_names_the_board(editor_client, client, address):
    page = (client if "login" in address else editor_client).get(address)
    assert "London Safeguarding Children Board" in page.text
    assert "css/admin.css" in page.text


def test_five_wrong_passwords_lock_sign_in_with_plain_words(client):
    person = EditorFactory()
    wrong = {"login": person.username, "password": "not the password"}
    for _ in range(4):
        assert client.post("/admin/login/", wrong).status_code == 200
    locked = client.post("/admin/login/", wrong)
    assert locked.status_code == 429
    assert "Sign-in is locked for an hour" in locked.text
    right = client.post("/admin/login/", {"login": person.username, "password": PASSWORD})
    assert right.status_code == 429


def test_the_lock_of_one_person_does_not_lock_out_another(client):
    for _ in range(5):
        client.post("/admin/login/", {"login": EditorFactory().username, "password": "not the password"})
    colleague = EditorFactory()
    answer = client.post("/admin/login/?next=/admin/", {"login": colleague.username, "password": PASSWORD})
    assert answer.status_code == 302


def test_who_published_is_recorded(publisher_client, publisher):
    post = PostFactory()
    publisher_client.post("/admin/news/post/", {"action": "publish_chosen", "_selected_action": [post.pk]})
    entry = LogEntry.objects.get_for_object(post).filter(action=LogEntry.Action.UPDATE).get()
    assert entry.actor == publisher
    assert entry.changes["state"] == ["draft", "published"]


def test_who_gave_a_role_is_recorded(administrator_client, administrator):
    person = UserFactory()
    role = Group.objects.get(name=Role.EDITOR)
    form = {"username": person.username, "role": role.pk}
    administrator_client.post(reverse("admin:auth_user_change", args=[person.pk]), form)
    entries = LogEntry.objects.get_for_object(person).filter(actor=administrator)
    assert any("groups" in entry.changes for entry in entries)


def test_no_password_is_ever_recorded(editor_client, editor):
    words = {"oldpassword": PASSWORD, "password1": PASSWORD + " new", "password2": PASSWORD + " new"}
    editor_client.post("/admin/password_change/", words)
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD + " new")
    assert not any("password" in (entry.changes or {}) for entry in LogEntry.objects.all())


def test_an_administrator_lets_somebody_try_again(administrator_client, client):
    client.post("/admin/login/", {"login": "anna", "password": "a guess"})
    tried = AccessAttempt.objects.get()
    chosen = {"_selected_action": [tried.pk], "post": "yes"}
    actions = administrator_client.get("/admin/axes/accessattempt/").context["action_form"].fields["action"].choices
    assert {name for name, _ in actions} == {"", "delete_selected"}
    administrator_client.post("/admin/axes/accessattempt/", chosen | {"action": "delete_selected"})
    assert not AccessAttempt.objects.exists()
