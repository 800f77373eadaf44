"""What it means that a letter was not taken, by mail server or by a provider: the one place that knows their errors."""

import re
import smtplib
import socket
import ssl
from dataclasses import dataclass
from enum import Enum

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.conf import settings

# Every failure of SMTP and of the network is an OSError, and what is no e-mail, such as an address that is none, a
# ValueError.
ERRORS = (OSError, AnymailError, ValueError)
KEYS_REFUSED = (401, 403)  # by a provider: they hold for every letter
# What a mail server says of a mailbox (RFC 5321): there is none, it moved, its name cannot be.
OF_THE_MAILBOX = (550, 551, 553, 556)
# And what says nothing of it, by the status that stands behind (RFC 3463): it is full, the letter is too large or is
# none, the server is ill, or a rule of its own keeps letters from us out. A broken record of ours causes the last, and
# for every reader at once: nobody is forgotten for that.
OF_OURS = re.compile(r"5\.(?:2\.[23]|[367]\.\d+)(?!\d)")
NOT_NOW = 429  # it has had enough for the moment
# Said before the address was: every other letter would meet the same.
OF_ALL_LETTERS = (smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError, smtplib.SMTPHeloError)


class Meaning(Enum):
    NOBODY = "nobody"  # the mailbox is none, or takes nothing from us, for good
    LATER = "later"  # this letter is to be tried again
    AWAY = "away"  # no letter would be taken now


@dataclass(frozen=True)
class Answer:
    meaning: Meaning
    words: str  # a sentence without an address, whatever the server said


def answer(problem: BaseException) -> Answer:
    """Of one of `ERRORS`."""
    if isinstance(problem, AnymailError):
        return of_a_provider(problem)
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return of_a_mailbox(*next(iter(problem.recipients.values()), (0, b"")))
    if isinstance(problem, smtplib.SMTPResponseException):
        meaning = Meaning.AWAY if isinstance(problem, OF_ALL_LETTERS) else Meaning.LATER
        return Answer(meaning, f"The mail server refused it: {problem.smtp_code}.")
    if isinstance(problem, OSError):
        return Answer(Meaning.AWAY, f"The mail server was not there: {type(problem).__name__}.")
    return Answer(Meaning.LATER, f"It could not be written as an e-mail: {type(problem).__name__}.")


def of_a_mailbox(code: int, said: bytes) -> Answer:
    if code < 500:
        return Answer(Meaning.LATER, f"The mail server would not take it yet: {code}.")
    if ours := OF_OURS.search(said.decode("ascii", "replace")):
        return Answer(Meaning.LATER, f"The mail server refused it by a rule of its own: {code} {ours[0]}.")
    if code not in OF_THE_MAILBOX:
        return Answer(Meaning.LATER, f"The mail server refused it: {code}.")
    return Answer(Meaning.NOBODY, f"The mail server refused the address: {code}.")


def of_a_provider(problem: AnymailError) -> Answer:
    if isinstance(problem, AnymailRecipientsRefused):
        return Answer(Meaning.NOBODY, "The provider refused the address.")
    status = problem.status_code
    if status is None and isinstance(problem, AnymailAPIError):
        return Answer(Meaning.AWAY, "The provider was not there.")
    if status in KEYS_REFUSED or status == NOT_NOW or (status or 0) >= 500:
        return Answer(Meaning.AWAY, f"The provider takes no letters now: {status}.")
    return Answer(Meaning.LATER, f"The provider refused it: {status or type(problem).__name__}.")


def advice(problem: BaseException) -> str:
    """What to look at, for whoever set the mail server up; empty where the answer says all that is known."""
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    by_kind: tuple[tuple[type[BaseException], str], ...] = (
        (smtplib.SMTPAuthenticationError, "It does not accept the name and password in EMAIL_URL."),
        (smtplib.SMTPSenderRefused, "It takes no letters from this sender: DEFAULT_FROM_EMAIL and BOUNCES_ADDRESS."),
        (smtplib.SMTPNotSupportedError, "It does not offer what EMAIL_URL asks for: TLS, or a name and password."),
        (ssl.SSLCertVerificationError, f"Its certificate is not one for {settings.EMAIL_HOST}, or has run out."),
        (ssl.SSLError, "The connection could not be secured. smtp+tls:// is for port 587, smtp+ssl:// for port 465."),
        (socket.gaierror, f"There is no machine called {settings.EMAIL_HOST}, or names cannot be looked up here."),
        (TimeoutError, f"Nothing answered at {server}. A firewall may be in between."),
        (ConnectionRefusedError, f"Nothing listens at {server}."),
        (AnymailError, "Look at the ANYMAIL_ variables, and at the provider's own pages for whoever pays it."),
    )
    return next((words for kind, words in by_kind if isinstance(problem, kind)), "")
