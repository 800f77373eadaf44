"""What the audit record says of signing in, in sentences, and what it never holds."""

import pytest
from django.contrib.auth.models import Group

from lscb_site.accounts.invitations import invite, set_up_again, withdraw
from lscb_site.accounts.roles import Role
from lscb_site.accounts.standing import close_account, give_role, open_account
from lscb_site.audit.models import Entry
from lscb_site.audit.sentences import sentences
from tests.accounts.signing_in import Colleague
from tests.factories import EditorFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db

NEW = "six green bottles standing"


def told():
    entries = Entry.objects.select_related("person", "about").order_by("pk")
    return [str(each) for each in sentences(entries)]


@pytest.fixture
def anna():
    return EditorFactory(username="anna", first_name="Anna", email="anna@example.org")


@pytest.fixture
def browser(anna):
    return Colleague()


def test_signing_in_and_out_and_failing(browser):
    browser.sign_in("anna", "a guess")
    browser.sign_in("anna@example.org", "a guess")
    browser.sign_in("my secret password", "a guess")
    browser.sign_in("anna")
    browser.post("/admin/logout/")
    assert told() == [
        "Somebody tried to sign in as Anna and failed.",
        "Somebody tried to sign in as Anna and failed.",
        "Somebody tried to sign in with a name that nobody has.",
        "Anna signed in.",
        "Anna signed out.",
    ]
    kept = str(list(Entry.objects.values()))
    assert all(each not in kept for each in ("secret", "guess", "127.0.0.1", "example.org"))


def test_second_factors_codes_passwords_and_sessions(browser):
    browser.sign_in("anna")
    browser.set_up_app()
    code = browser.recovery_codes()[0]
    browser.post("/admin/account/recovery-codes/new/")
    code = browser.recovery_codes()[0]
    other = Colleague()
    other.sign_in("anna")
    other.show_code("000000")
    other.show_code(code)
    browser.post("/admin/account/sessions/")
    browser.post("/admin/password_change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    browser.post("/admin/account/app/remove/")
    assert told() == [
        "Anna signed in.",
        "Anna added a second factor (an app).",
        "Anna made new recovery codes.",
        "Somebody tried to sign in as Anna and failed.",
        "Anna used a recovery code.",
        "Anna signed in.",
        "Anna ended their other sessions.",
        "Anna changed their password.",
        "Anna removed a second factor (an app).",
    ]


def test_what_an_administrator_does_with_people(administrator, anna):
    administrator.first_name = "Kim"
    administrator.save()
    withdraw(invite("sam@example.org", Role.EDITOR, by=administrator), by=administrator)
    give_role(anna, Group.objects.get(name=Role.ADMINISTRATOR), administrator)
    set_up_again(anna, "Telephone lost", by=administrator)
    close_account(anna, administrator)
    open_account(anna, administrator)
    give_role(anna, None, administrator)
    assert told() == [
        "Kim invited somebody (as Editor).",
        "Kim withdrew an invitation (as Editor).",
        "Kim made Anna an Administrator.",
        "Kim reset the second factor of Anna (Telephone lost).",
        "Kim closed the account of Anna.",
        "Kim opened the account of Anna again.",
        "Kim took the role of Anna away.",
    ]


def test_joining_by_an_invitation(administrator):
    invitation = invite("sam@example.org", Role.PUBLISHER, by=administrator)
    browser = Colleague()
    browser.get(invitation.address.removeprefix("https://www.example.org"))
    facts = {"first_name": "Sam", "last_name": "Lee", "password1": NEW, "password2": NEW}
    browser.post("/admin/join/", facts)
    assert told()[1:] == ["Sam Lee joined by an invitation (as Publisher).", "Sam Lee signed in."]
