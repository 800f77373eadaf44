"""An Administrator invites by address and role; the colleague joins by a link that works once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb_site.accounts import letters
from lscb_site.accounts.invitations import invite, set_up_again, withdraw
from lscb_site.accounts.models import Invitation, Letter
from lscb_site.accounts.roles import Role
from lscb_site.accounts.standing import close_account
from lscb_site.logs import masked
from tests.accounts.signing_in import Colleague
from tests.factories import EditorFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db

JOIN = "/admin/join/"
INVITE = "/admin/auth/user/add/"
NEW = "six green bottles standing"
JOINS = {"first_name": "Pat", "last_name": "Smith", "password1": NEW, "password2": NEW}


@pytest.fixture
def invitation(administrator):
    return invite("Pat.Smith@example.org", Role.PUBLISHER, by=administrator)


def path_of(invitation):
    return re.search(r"/admin/join/.+", invitation.address)[0]


def send_all():
    while letters.send_next():
        pass


def test_it_is_sent_and_the_colleague_joins_and_sets_up_a_second_factor(administrator_client, mailoutbox, settings):
    settings.SECOND_FACTOR = "required"
    session = administrator_client.session
    session["second_factor_shown_by"], session["signed_in_at"] = session["_auth_user_id"], timezone.now().timestamp()
    session.save()
    role = re.search(r'value="(\d+)"[^>]*>\s*Publisher', administrator_client.get(INVITE).text)[1]
    sent = administrator_client.post(INVITE, {"email": "Pat.Smith@example.org", "role": role}, follow=True)
    assert "An invitation is on its way to Pat.Smith@example.org." in sent.text
    send_all()
    (letter,) = mailoutbox
    assert letter.to == ["Pat.Smith@example.org"]
    assert "to work on the site of the London Safeguarding Children Board, as a Publisher." in letter.body
    (address,) = re.findall(r"https://www\.example\.org(/admin/join/\S+)", letter.body)
    colleague = Colleague()
    led_on = colleague.get(address)
    assert (led_on.url, led_on["Referrer-Policy"]) == (JOIN, "no-referrer")
    page = colleague.get(JOIN)
    assert (page.status_code, address in page.text) == (200, False)
    assert "no-store" in page["Cache-Control"]
    assert colleague.post(JOIN, JOINS).url == "/admin/account/protect/"
    assert colleague.set_up_app().url == "/admin/account/recovery-codes/"
    assert colleague.get("/admin/").status_code == 200
    person = User.objects.get(email="Pat.Smith@example.org")
    assert (person.username, person.get_full_name()) == ("pat.smith@example.org", "Pat Smith")
    assert [group.name for group in person.groups.all()] == [Role.PUBLISHER]
    assert Colleague().get(address).status_code == 404
    # They sign in with the address, however it is written.
    assert Colleague().sign_in("PAT.Smith@example.org", NEW).url == "/admin/account/code/"


def test_looking_at_the_link_uses_nothing_up(client, invitation):
    for _ in range(3):
        assert client.get(path_of(invitation), follow=True).status_code == 200
    assert client.head(path_of(invitation)).status_code == 302
    assert Invitation.objects.open().exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"password1": "short", "password2": "short"}, "at least 12 characters"),
        ({"password2": "something else entirely"}, "The two passwords are not the same."),
        ({"password1": "pat.smith@example", "password2": "pat.smith@example"}, "too similar"),
        ({"password1": "password1234", "password2": "password1234"}, "too common"),
        ({"first_name": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_the_link_still_works(client, invitation, change, message):
    client.get(path_of(invitation))
    page = client.post(JOIN, JOINS | change)
    assert (page.status_code, message in page.text) == (200, True)
    assert client.post(JOIN, JOINS).status_code == 302


@pytest.mark.parametrize("end", ["late", "withdrawn", "again", "damaged"])
def test_a_link_that_is_over_says_the_same_whatever_the_reason(client, invitation, administrator, end):
    path, moment = path_of(invitation), timezone.now()
    client.get(path)
    if end == "late":
        moment += timedelta(days=7, minutes=1)
    elif end == "withdrawn":
        assert withdraw(invitation, by=administrator)
    elif end == "again":
        invite("pat.smith@example.org", Role.EDITOR, by=administrator)
    else:
        path = f"{path[:-3]}/"
        client.session.flush()
    with time_machine.travel(moment):
        for page in (client.get(path), client.post(JOIN, JOINS)):
            assert (page.status_code, "This link does not work" in page.text) == (404, True)
    assert not User.objects.filter(first_name="Pat").exists()


def test_of_two_who_use_the_same_link_one_joins(client, invitation):
    other = Colleague()
    for somebody in (client, other):
        assert somebody.get(path_of(invitation), follow=True).status_code == 200
    assert client.post(JOIN, JOINS).status_code == 302
    assert other.post(JOIN, JOINS | {"first_name": "Eve"}).status_code == 404
    assert not User.objects.filter(first_name="Eve").exists()


def test_whoever_has_an_account_is_not_invited_again(administrator_client, administrator):
    EditorFactory(username="kim@example.org", email="")
    EditorFactory(username="lee", email="Lee@example.org")
    for address in ("KIM@example.org", "lee@example.org"):
        page = administrator_client.post(INVITE, {"email": address, "role": ""})
        assert "Somebody has an account with this address already." in page.text
        assert "Choose what they may do." in page.text
        assert f'value="{address}"' in page.text


def test_nobody_but_an_administrator_invites(editor_client, publisher_client, client):
    for somebody in (editor_client, publisher_client):
        assert somebody.get(INVITE).status_code == 403
        assert somebody.post(INVITE, {"email": "x@example.org"}).status_code == 403
    assert client.get(INVITE).status_code == 302


def test_without_e_mail_the_link_is_shown_once_to_pass_on(administrator_client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    role = re.search(r'value="(\d+)"[^>]*>\s*Editor', administrator_client.get(INVITE).text)[1]
    page = administrator_client.post(INVITE, {"email": "kim@example.org", "role": role})
    assert Invitation.objects.get().address in page.text
    assert not Letter.objects.exists()
    assert Invitation.objects.get().address not in administrator_client.get(INVITE).text


def test_who_is_invited_stands_on_the_screen_and_can_be_withdrawn(administrator_client, invitation):
    page = administrator_client.get(INVITE).text
    assert "Pat.Smith@example.org" in page
    gone = administrator_client.post(f"/admin/auth/user/invitations/{invitation.pk}/withdraw/", follow=True)
    assert "works no more" in gone.text
    assert not Invitation.objects.open().exists()
    again = administrator_client.post(f"/admin/auth/user/invitations/{invitation.pk}/withdraw/", follow=True)
    assert "had taken it up already, or somebody has withdrawn it" in again.text


def test_a_lost_device_password_factors_and_sessions_end_and_both_are_told(administrator, mailoutbox):
    person = EditorFactory(username="anna", first_name="Anna", email="anna@example.org")
    administrator.email = "head@example.org"
    administrator.save()
    there = Colleague()
    there.sign_in("anna")
    there.set_up_app()
    assert there.get("/admin/").status_code == 200
    set_up_again(person, "Telephone lost", by=administrator)
    assert there.get("/admin/").status_code == 302
    assert Colleague().sign_in("anna").status_code == 200  # the password that somebody may have found is none
    send_all()
    to_anna, to_head = sorted((letter for letter in mailoutbox if "reset" in letter.body), key=lambda each: each.to)
    assert (to_anna.to, to_head.to) == (["anna@example.org"], ["head@example.org"])
    assert "The reason they gave: Telephone lost" in to_anna.body
    assert "you reset how Anna signs in" in to_head.body
    (address,) = re.findall(r"https://www\.example\.org(/admin/join/\S+)", to_anna.body)
    back = Colleague()
    back.get(address)
    assert back.post(JOIN, {"password1": NEW, "password2": NEW}).url == "/admin/account/protect/"
    assert back.get("/admin/").status_code == 200
    assert Colleague().sign_in("anna", NEW).url == "/admin/"


def test_the_screen_asks_for_a_reason_and_is_not_for_oneself(administrator_client, administrator):
    person = EditorFactory(username="anna", email="anna@example.org")
    screen = f"/admin/auth/user/{person.pk}/set-up-again/"
    refused = administrator_client.post(screen, {"reason": ""})
    assert (refused.status_code, "This field is required." in refused.text) == (200, True)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert administrator_client.post(screen, {"reason": "Telephone lost"}).status_code == 302
    person.refresh_from_db()
    assert not person.has_usable_password()
    own = administrator_client.post(f"/admin/auth/user/{administrator.pk}/set-up-again/", {"reason": "x"})
    assert "This is your own account." in own.text
    administrator.refresh_from_db()
    assert administrator.check_password(PASSWORD)


def test_no_log_holds_the_link(invitation):
    token = path_of(invitation).split("/")[3]
    for line in (f"GET {path_of(invitation)} HTTP/1.1", f"at /somewhere/else/{token}", f"/admin/join/{token[:20]}"):
        assert token[:20] not in masked(line)


@pytest.mark.parametrize(
    "facts",
    [
        {"role": "Queen"},
        {"email": ""},
        {"expires_at": timezone.now() - timedelta(days=1)},
        {"used_at": timezone.now(), "withdrawn_at": timezone.now()},
    ],
)
def test_the_database_keeps_the_rules(facts):
    now = timezone.now()
    right = {"email": "x@example.org", "role": Role.EDITOR, "made_at": now, "expires_at": now + timedelta(days=1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**right | facts)


def test_the_first_administrator_is_invited_from_the_server(client, capsys):
    call_command("invite", "first@example.org")
    link = re.search(r"https://www\.example\.org(/admin/join/\S+)", capsys.readouterr().out)[1]
    client.get(link)
    client.post(JOIN, JOINS)
    assert User.objects.get(email="first@example.org").groups.get().name == Role.ADMINISTRATOR
    for address in ("first@example.org", "no address"):
        with pytest.raises(CommandError):
            call_command("invite", address)


def test_with_an_account_end_the_links_that_would_open_it_and_those_its_person_sent(administrator, publisher):
    sent = invite("sam@example.org", Role.EDITOR, by=publisher)
    own = set_up_again(publisher, "Telephone lost", by=administrator)
    others = invite("kim@example.org", Role.EDITOR, by=administrator)
    close_account(publisher, administrator)
    assert list(Invitation.objects.open()) == [others]
    assert {sent, own}.isdisjoint(Invitation.objects.open())
