"""People and their second factors, on a site that requires one: invited, lost, found again, closed. Letters come from a
real mail server, passkeys from Chromium's own authenticator, and codes are worked out as an app does."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.accounts.signing_in import code_of
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PATIENCE, WIDE

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PASSWORD, ANOTHER = "six green bottles standing", "a long way down to the sea"


@pytest.fixture(scope="module")
def guarded_site(tmp_path_factory, running_site, letterbox):
    """A site of its own, which requires a second factor. A browser keeps no passkey for an address of figures."""
    site = running_site.untouched.copied_to(tmp_path_factory.mktemp("guarded"))
    site.environment |= {
        "SECOND_FACTOR": "required",
        "EMAIL_URL": f"smtp://127.0.0.1:{letterbox.port}",
        "SITE_ADDRESS": f"http://localhost:{site.port}",
    }
    site.start()
    site.local = f"http://localhost:{site.port}"
    yield site
    site.stop()
    assert "Traceback" not in site.log.read_text()


@pytest.fixture
def open_local(chromium, guarded_site):
    """A browser of its own, with what its console complained of."""
    contexts, complaints = [], []

    def open_local(width=WIDE, **options):
        context = chromium.new_context(
            base_url=guarded_site.local, viewport={"width": width, "height": 900}, locale="en-GB", **options
        )
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        contexts.append(context)
        return context.new_page()

    yield open_local
    for context in contexts:
        context.close()
    assert [each for each in complaints if not each.startswith("Failed to load resource")] == []


def with_passkeys(page):
    """Give the browser an authenticator, such as a telephone has. It is gone when another session of the browser's
    tools ends, as `assert_accessible` has one."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    key = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, key["authenticatorId"]


def sign_in(page, name, password):
    page.goto("/admin/")
    page.get_by_label("User name or e-mail address").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def set_up_app(page):
    """From the choice to the recovery codes; the key of the app and the codes."""
    page.get_by_role("link", name="Use an app").click()
    expect(page.get_by_role("img", name="QR code for an authenticator app")).to_be_visible()
    page.get_by_text("It cannot scan").click()
    secret = page.locator(".account__key").inner_text()
    assert_accessible(page)
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    codes = page.locator(".account__codes code").all_inner_texts()
    assert len(codes) == 10
    return secret, codes


def desk(page):
    return page.get_by_role("heading", name="Desk", exact=True)


def next_code(secret, used=()):
    """One that was not used yet: each is taken once."""
    deadline = time.monotonic() + 65
    while (code := code_of(secret)) in used and time.monotonic() < deadline:
        time.sleep(1)
    return code


def test_people_from_their_invitation_to_their_leaving(open_local, guarded_site, letterbox):
    # The Administrator signs in for the first time, and must set up an app.
    head = open_local()
    head.goto("/admin/")
    assert_accessible(head)
    sign_in(head, "administrator", guarded_site.passwords["administrator"])
    expect(head.get_by_role("heading", name="Protect your account")).to_be_visible()
    assert_accessible(head)
    secret, codes = set_up_app(head)
    assert_accessible(head)
    head.get_by_role("link", name="I have kept them: go on").click()
    expect(desk(head)).to_be_visible()

    # Four clicks invite a colleague.
    head.get_by_role("link", name="People", exact=True).click()
    head.get_by_role("link", name="Invite somebody").click()
    head.get_by_label("E-mail address").fill("pat@example.org")
    head.get_by_role("radio", name=re.compile("^Publisher")).check()
    head.get_by_role("button", name="Send the invitation").click()
    expect(head.get_by_text("An invitation is on its way to pat@example.org.")).to_be_visible()

    # The colleague joins in one sitting, with a passkey.
    pat = open_local(width=320)
    pat.goto(letterbox.link("pat@example.org", "has invited you"))
    assert_accessible(pat)
    pat.get_by_label("First name").fill("Pat")
    pat.get_by_label("Last name").fill("Smith")
    pat.get_by_label("Password:", exact=True).fill(PASSWORD)
    pat.get_by_label("Password again").fill(PASSWORD)
    pat.get_by_role("button", name="Go on").click()
    expect(pat.get_by_role("heading", name="Protect your account")).to_be_visible()
    pat.get_by_role("link", name="Use a passkey").click()
    pat.get_by_label("What to call it").fill("My telephone")
    assert_accessible(pat)
    session, authenticator = with_passkeys(pat)
    pat.get_by_role("button", name="Make the passkey").click()
    expect(pat.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    kept = pat.locator(".account__codes code").all_inner_texts()
    pat.get_by_role("link", name="I have kept them: go on").click()
    expect(desk(pat)).to_be_visible()

    # A passkey signs in alone.
    pat.get_by_role("button", name="Sign out").click()
    pat.goto("/admin/")
    pat.get_by_role("button", name="Sign in with a passkey").click()
    expect(desk(pat)).to_be_visible()
    # Or it follows the password.
    pat.get_by_role("button", name="Sign out").click()
    sign_in(pat, "pat@example.org", PASSWORD)
    pat.get_by_role("button", name="Use a passkey").click()
    expect(desk(pat)).to_be_visible()

    # A device that says no is told in words, and another way is there.
    pat.get_by_role("button", name="Sign out").click()
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    pat.goto("/admin/")
    pat.get_by_role("button", name="Sign in with a passkey").click()
    expect(pat.get_by_text("Nothing was done: the browser or the device said no")).to_be_visible()

    # The device is lost: a recovery code, once, signs in.
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": authenticator})
    sign_in(pat, "pat@example.org", PASSWORD)
    pat.get_by_label("Code").fill(kept[0])
    pat.get_by_role("button", name="Go on").click()
    expect(desk(pat)).to_be_visible()
    pat.get_by_role("link", name="Your account").click()
    expect(pat.get_by_text("My telephone").first).to_be_visible()
    expect(pat.get_by_text("9 of 10 left.")).to_be_visible()
    assert_accessible(pat)
    pat.get_by_role("button", name="Sign out").click()
    sign_in(pat, "pat@example.org", PASSWORD)
    pat.get_by_label("Code").fill(kept[0])
    pat.get_by_role("button", name="Go on").click()
    expect(pat.get_by_text("That code is wrong or has run out.")).to_be_visible()
    assert_accessible(pat)

    # The codes are lost too: the Administrator resets it, with a reason, and both are told.
    head.goto("/admin/auth/user/")
    head.get_by_role("link", name="pat@example.org").click()
    head.get_by_role("link", name="Let them set it up again…").click()
    assert_accessible(head)
    head.get_by_label("Why?").fill("Telephone and codes lost")
    head.get_by_role("button", name="Reset how they sign in").click()
    expect(head.get_by_text("A letter with a link is on its way to Pat Smith.")).to_be_visible()
    again = letterbox.letter("pat@example.org", "The reason they gave: Telephone and codes lost")
    anew = open_local()
    anew.goto(re.search(r"http://localhost:\d+/admin/join/\S+", again)[0])
    anew.get_by_label("Password:", exact=True).fill(ANOTHER)
    anew.get_by_label("Password again").fill(ANOTHER)
    anew.get_by_role("button", name="Go on").click()
    pats_secret, _ = set_up_app(anew)
    used = {code_of(pats_secret)}
    anew.get_by_role("link", name="I have kept them: go on").click()
    expect(desk(anew)).to_be_visible()

    # The password is forgotten: a letter, a new password, and the second factor as before.
    anew.get_by_role("button", name="Sign out").click()
    anew.goto("/admin/")
    anew.get_by_role("link", name="Forgotten your password?").click()
    assert_accessible(anew)
    anew.get_by_label("Your e-mail address or user name").fill("pat@example.org")
    anew.get_by_role("button", name="Send me a link").click()
    expect(anew.get_by_role("heading", name="Look into your e-mail")).to_be_visible()
    assert_accessible(anew)
    anew.goto(letterbox.link("pat@example.org", "asked for a new password"))
    assert_accessible(anew)
    anew.get_by_label("New password:", exact=True).fill(PASSWORD)
    anew.get_by_label("New password again").fill(PASSWORD)
    anew.get_by_role("button", name="Set the password").click()
    sign_in(anew, "pat@example.org", PASSWORD)
    anew.get_by_label("Code").fill(next_code(pats_secret, used))
    anew.get_by_role("button", name="Go on").click()
    expect(desk(anew)).to_be_visible()

    # Pat leaves: what they look after goes to somebody, and they are out.
    anew.goto("/admin/news/post/add/")
    head.goto("/admin/auth/user/")
    head.get_by_role("link", name="pat@example.org").click()
    head.get_by_role("link", name="Close this account…").click()
    assert_accessible(head)
    head.get_by_role("button", name="Close this account", exact=True).click()
    expect(head.get_by_text("Pat Smith: Account closed.")).to_be_visible()
    anew.reload()
    expect(anew.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    sign_in(anew, "pat@example.org", PASSWORD)
    expect(anew.get_by_text("do not belong together")).to_be_visible()
    assert secret
    assert codes


def test_without_script_an_app_is_set_up_and_used(open_local, guarded_site):
    page = open_local(width=320, java_script_enabled=False)
    sign_in(page, "editor", guarded_site.passwords["editor"])
    page.get_by_role("link", name="Use an app").click()
    page.get_by_text("It cannot scan").click()
    page.get_by_label("Code").fill(code_of(page.locator(".account__key").inner_text()))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(desk(page)).to_be_visible()


def test_what_was_typed_comes_back_after_both_steps(open_local, guarded_site):
    page = open_local()
    sign_in(page, "publisher", guarded_site.passwords["publisher"])
    secret, codes = set_up_app(page)
    page.get_by_role("link", name="I have kept them: go on").click()
    page.goto("/admin/news/post/add/")
    page.get_by_label("Title:", exact=True).fill("Two steps away")
    page.get_by_label("Summary:").fill("In short.")
    other = page.context.new_page()
    other.goto("/admin/account/")
    other.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="Nothing was saved")).to_be_visible()
    page.get_by_role("link", name="Sign in and go on writing").click()
    page.get_by_label("User name or e-mail address").fill("publisher")
    page.get_by_label("Password").fill(guarded_site.passwords["publisher"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("region", name="Nothing was saved yet")).to_contain_text("You were signed out")
    expect(page.get_by_label("Title:", exact=True)).to_have_value("Two steps away")
    assert secret
