"""What the answers of mail servers and providers mean for a letter and for those behind it."""

import smtplib
from types import SimpleNamespace

import pytest
from anymail.exceptions import (
    AnymailAPIError,
    AnymailRecipientsRefused,
    AnymailRequestsAPIError,
    AnymailUnsupportedFeature,
)

from lscb_site.following.answers import ERRORS, Meaning, advice, answer

ADDRESS = "reader@example.org"


def provider(status):
    response = SimpleNamespace(status_code=status, reason=ADDRESS, text=ADDRESS, json=lambda: {"To": ADDRESS})
    return AnymailRequestsAPIError(ADDRESS, response=response)


@pytest.mark.parametrize(
    ("problem", "meaning"),
    [
        (smtplib.SMTPRecipientsRefused({ADDRESS: (550, ADDRESS.encode())}), Meaning.NOBODY),
        (smtplib.SMTPRecipientsRefused({ADDRESS: (450, ADDRESS.encode())}), Meaning.LATER),
        (smtplib.SMTPDataError(554, ADDRESS.encode()), Meaning.LATER),
        (smtplib.SMTPSenderRefused(550, b"", ADDRESS), Meaning.LATER),
        (smtplib.SMTPAuthenticationError(535, ADDRESS.encode()), Meaning.AWAY),
        (smtplib.SMTPConnectError(421, ADDRESS.encode()), Meaning.AWAY),
        (smtplib.SMTPServerDisconnected(ADDRESS), Meaning.AWAY),
        (TimeoutError(ADDRESS), Meaning.AWAY),
        (AnymailRecipientsRefused(ADDRESS), Meaning.NOBODY),
        (AnymailAPIError(ADDRESS), Meaning.AWAY),
        (provider(401), Meaning.AWAY),
        (provider(429), Meaning.AWAY),
        (provider(500), Meaning.AWAY),
        (provider(503), Meaning.AWAY),
        (provider(400), Meaning.LATER),
        (provider(422), Meaning.LATER),
        (AnymailUnsupportedFeature(ADDRESS), Meaning.LATER),
        (ValueError(f"Invalid address {ADDRESS}"), Meaning.LATER),
    ],
)
def test_what_an_answer_means_is_said_without_an_address(problem, meaning):
    assert isinstance(problem, ERRORS)
    said = answer(problem)
    assert said.meaning == meaning
    assert ADDRESS not in said.words + advice(problem)
    assert said.words.endswith(".")
    assert len(said.words) <= 200
