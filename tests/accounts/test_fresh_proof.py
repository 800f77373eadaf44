"""Acts that ask anew who is there, and lose nothing by it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from lscb_site.accounts.fresh_proof import ACTS
from lscb_site.web.addresses import admin_address
from tests.accounts.signing_in import Colleague, code_of
from tests.editing.browser_form import untouched
from tests.factories import AdministratorFactory, EditionFileFactory, EditorFactory, ProposedChangeFactory

pytestmark = pytest.mark.django_db

AGAIN, GO_ON = "/admin/account/again/code/", "/admin/account/go-on/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def head():
    """An Administrator who has signed in and set up an app just now."""
    AdministratorFactory(username="head")
    browser = Colleague()
    browser.sign_in("head")
    browser.set_up_app()
    return browser


@pytest.fixture
def later():
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        yield


def prove(browser, then):
    return browser.post(AGAIN, {"code": code_of(browser.secret), "next": then})


def test_whoever_has_just_signed_in_is_not_asked(head):
    assert head.get(admin_address(EditorFactory())).status_code == 200


def test_a_form_that_changes_a_role_is_opened_after_a_proof(head, later):
    screen = admin_address(EditorFactory())
    asked = head.get(screen)
    assert (asked.status_code, asked.url.split("?")[0]) == (302, AGAIN)
    page = head.get(asked.url)
    assert "the site asks once more who is there" in page.text
    assert head.post(asked.url, {"code": "000000", "next": screen}).status_code == 200
    assert prove(head, screen).url == screen
    assert head.get(screen).status_code == 200


def test_what_was_typed_meanwhile_comes_back_and_is_saved_only_then(head):
    person = EditorFactory(username="anna", first_name="Ana")
    form = head.get(admin_address(person))
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        asked = head.post(admin_address(person), untouched(form, first_name="Anna"))
        assert asked.url.startswith(AGAIN)
        person.refresh_from_db()
        assert person.first_name == "Ana"
        assert prove(head, GO_ON).url == GO_ON
        kept = head.get(GO_ON)
        assert "The form comes back as you left it; nothing is saved yet." in kept.text
        again = head.post(kept.context["address"], untouched(kept))
        assert untouched(again)["first_name"] == ["Anna"]
        person.refresh_from_db()
        assert person.first_name == "Ana"
        assert head.post(admin_address(person), untouched(again)).status_code == 302
        person.refresh_from_db()
        assert person.first_name == "Anna"
        assert head.get(GO_ON).url == "/admin/"  # once


def test_accepting_a_colleagues_number_asks_and_looking_at_it_does_not(head, later):
    change = ProposedChangeFactory()
    screen = head.get(admin_address(change))
    assert screen.status_code == 200
    asked = head.post(admin_address(change), untouched(screen) | {"accept": change.pk})
    assert asked.url.startswith(AGAIN)
    change.refresh_from_db()
    assert change.state == "waiting"


def test_erasing_asks(head, later):
    file = EditionFileFactory()
    screen = reverse("admin:resources_edition_file_erase", args=[file.edition_id, file.pk, "0" * 64])
    assert head.get(screen).url.startswith(AGAIN)
    assert head.post(screen, {"reason": "x"}).url.startswith(AGAIN)


def test_every_act_has_an_address():
    """An address that was renamed would ask nobody."""
    unknown = []
    for name in ACTS:
        for arguments in ([], [1], [1, 1], [1, 1, "0" * 64]):
            try:
                reverse(name, args=arguments)
                break
            except NoReverseMatch:
                continue
        else:
            unknown.append(name)
    assert unknown == []


def test_second_factors_ask(head, later):
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        answer = head.get(reverse(name), follow=True)
        assert answer.redirect_chain[-1][0].startswith(AGAIN), name
    assert head.get("/admin/account/recovery-codes/").url.startswith(AGAIN)


def test_where_no_second_factor_is_required_nobody_is_asked(administrator_client, settings):
    settings.SECOND_FACTOR = "offered"
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        assert administrator_client.get(admin_address(EditorFactory())).status_code == 200
