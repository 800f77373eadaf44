"""Whoever sets up the mail server learns in words whether it takes letters."""

import io
import smtplib
import socket
import ssl

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from lscb_site.following.management.commands import send_test_email
from lscb_site.following.models import Follower, Letter
from tests.following.mail_servers import MailServer

pytestmark = pytest.mark.django_db
ADDRESS = "me@example.org"


def sent(address=ADDRESS):
    said = io.StringIO()
    call_command("send_test_email", address, stdout=said)
    return said.getvalue()


def test_it_is_a_letter_as_followers_get_it(settings):
    settings.BOUNCES_ADDRESS = "bounces@example.org"
    said = sent()
    (letter,) = mail.outbox
    headers = letter.message()
    assert letter.to == [ADDRESS]
    assert letter.from_email == "bounces@example.org"
    assert headers["From"] == settings.DEFAULT_FROM_EMAIL
    assert {"List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"} <= set(headers.keys())
    assert "A test letter" in letter.body
    assert settings.DEFAULT_FROM_EMAIL in said
    assert "bounces@example.org" in said
    for word in ("spf=pass", "dkim=pass", "dmarc=pass", "docs/operating.md"):
        assert word in said
    assert not Follower.objects.exists()
    assert not Letter.objects.exists()


def test_without_a_mail_server_it_says_that_nobody_gets_letters(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with pytest.raises(CommandError, match=r"^Nobody gets letters from this site"):
        sent()
    assert mail.outbox == []


def test_what_is_no_address_is_not_tried():
    with pytest.raises(CommandError, match="no e-mail address"):
        sent("nobody")


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 no"), "535. It does not accept the name and password"),
        (smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such user")}), "The mail server refused the address: 550."),
        (smtplib.SMTPSenderRefused(550, b"", "x@example.org"), "It takes no letters from this sender"),
        (smtplib.SMTPNotSupportedError("STARTTLS"), "It does not offer what EMAIL_URL asks for"),
        (ssl.SSLCertVerificationError(1, "expired"), "Its certificate is not one for mail.example.org"),
        (ssl.SSLError(1, "wrong version number"), "smtp+ssl:// for port 465"),
        (socket.gaierror(-2, "unknown"), "There is no machine called mail.example.org"),
        (TimeoutError(), "Nothing answered at mail.example.org:587"),
        (ConnectionRefusedError(), "Nothing listens at mail.example.org:587"),
    ],
)
def test_a_failure_is_said_in_words(monkeypatch, settings, problem, words):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.example.org", 587
    monkeypatch.setattr(send_test_email, "get_connection", lambda: MailServer(problem))
    with pytest.raises(CommandError) as failure:
        sent()
    assert str(failure.value).startswith("It was not sent. ")
    assert words in str(failure.value)


def test_a_server_that_is_not_there_when_it_is_called_is_said_too(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match=r"Nothing listens at 127\.0\.0\.1:1\."):
        sent()
