"""Every address of accounts, asked for by everybody: nobody gets an error, or what is not theirs."""

import pytest
from django.urls import reverse

from lscb_site.accounts.invitations import invite
from lscb_site.accounts.roles import Role
from lscb_site.accounts.urls import own, urlpatterns
from tests.factories import AdministratorFactory, EditorFactory, PublisherFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FOR_ALL = {
    "login",
    "forgotten",
    "asked",
    "new_password",
    "join",
    "invited",
    "account_login",
    "mfa_login_webauthn",
    "mfa_authenticate",
}
NAMES = [f"accounts:{each.name}" for each in own] + [each.name for each in urlpatterns if hasattr(each, "name")]
ROLES = {"Editor": EditorFactory, "Publisher": PublisherFactory, "Administrator": AdministratorFactory}
SENT = [
    {},
    {"code": "000000"},
    {"credential": "{}"},
    {"credential": '{"response": {"userHandle": "MQ"}}'},
    {"credential": "[1]"},
    {"credential": '"x"'},
    {"credential": '{"response": {"userHandle": 5}, "id": "x", "rawId": "x", "type": "public-key"}'},
    {"login": "x", "password": "y", "next": "https://evil.example/"},
    {"typed": "\N{SNOWMAN}" * 300},
    {"oldpassword": "x", "password1": "a", "password2": "b"},
]


def address_of(name):
    arguments = {
        "accounts:invited": ["1.aaaa"],
        "accounts:new_password": ["MQ", "set-password"],
        "mfa_edit_webauthn": [1],
        "mfa_remove_webauthn": [1],
    }
    return reverse(name, args=arguments.get(name, []))


@pytest.fixture(params=[None, *ROLES])
def somebody(request, client):
    if request.param:
        client.force_login(ROLES[request.param]())
    client.role = request.param
    return client


@pytest.mark.parametrize("required", ["required", "offered"])
def test_looking_and_sending(somebody, required, settings):
    settings.SECOND_FACTOR = required
    for name in NAMES:
        for answer in (somebody.get(address_of(name)), *(somebody.post(address_of(name), each) for each in SENT)):
            assert answer.status_code < 500, name
            assert "evil.example" not in answer.headers.get("Location", ""), name
            assert "no-store" in answer.headers["Cache-Control"], name
            if somebody.role is None and answer.status_code == 200:
                assert name.removeprefix("accounts:") in FOR_ALL, name


def test_whatever_bytes_are_sent(somebody):
    for name in NAMES:
        for sent in (b"\xff\xfe", b"%00", b"code=%ff%fe&login=%c3%28&typed=%00&credential=%ff"):
            answer = somebody.generic("POST", address_of(name), sent, "application/x-www-form-urlencoded")
            assert answer.status_code < 500, name


def test_the_passkeys_of_others_are_not_there(client):
    from allauth.mfa.models import Authenticator

    theirs = Authenticator.objects.create(user=EditorFactory(), type="webauthn", data={"name": "Theirs"})
    client.force_login(EditorFactory())
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        answer = client.post(reverse(name, args=[theirs.pk]), {"name": "Mine"}, follow=True)
        assert "Theirs" not in answer.text
    theirs.refresh_from_db()
    assert theirs.data == {"name": "Theirs"}


def test_an_open_invitation_tells_a_stranger_no_more_than_it_must(client, administrator):
    invitation = invite("kim@example.org", Role.EDITOR, by=administrator)
    page = client.get(invitation.address.removeprefix("https://www.example.org"), follow=True)
    assert "kim@example.org" in page.text
    assert administrator.username not in page.text


@pytest.mark.parametrize("role", ["Editor", "Publisher"])
def test_people_and_the_record_are_for_administrators_alone(client, role):
    client.force_login(ROLES[role]())
    person = EditorFactory()
    screens = ["add", "changelist", "change", "history", "close", "reopen", "set_up_again", "withdraw_invitation"]
    for screen in screens:
        arguments = [] if screen in ("add", "changelist") else [person.pk]
        address = reverse(f"admin:auth_user_{screen}", args=arguments)
        for answer in (client.get(address), client.post(address, {"reason": "x", "email": "x@example.org"})):
            assert answer.status_code == 403, address
    for address in ("/admin/audit/entry/", "/admin/audit/keptfor/"):
        assert client.get(address).status_code == 403
    person.refresh_from_db()
    assert person.is_active
