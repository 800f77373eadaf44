"""What is logged and how: one line an event, and in no line what a reader searched for, a postcode or a key.

The mask stands where a line is formatted, so it holds for every logger, whoever writes to it: Django's, gunicorn's (see
lscb_site/operations/web_worker.py), a library's. It knows nothing of the site, which the settings could not import.
"""

import copy
import json
import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

LINE = "{asctime} {levelname} {name}: {message}"
# The rest of an address from its question mark on. A query that no server should take may hold blanks: it goes on to
# the protocol that ends a request line, or to the end of the line. From its last slash, so that many cost no time.
QUERY = re.compile(r"(?<=/)([^?/\n]*)\?(?:[^\n]*(?= HTTP/\d)|[^\n]*)")
# Who has the address of a link in a letter may answer for an authority, or change what somebody follows; of a link to
# a preview, see what is not public.
KEY = re.compile(r"(/contacts/confirm/|/follow/(?:confirm|mine|stop)/|/shared/|/admin/join/)[^/\s?\"'<>]+")
# Who has the address by which a forgotten password is set anew has the account.
NEW_PASSWORD = re.compile(r"(/admin/forgotten/[^/\s?\"'<>]+/)(?!set-password/)[^/\s?\"'<>]+")
# The same link at a wrong address, as mail programs and people make of it, still says it: a number, and its signature.
# What a program or a person put behind it makes it no less a key.
KEY_ALONE = re.compile(r"(?<!\d)\d+\.[\w-]{43,}")
# What a file is called can name a child, also long after the file was erased. Its digest tells which file it was.
FILE = re.compile(r"(/files/[0-9a-f]{20}/)(?!text/|first-page\.webp)(?:[^\n]*(?= HTTP/\d)|[^\n]+)")
# The address of a clean copy is signed, and holds the file's name.
COPY = re.compile(r"(/files/\d+/copy/)[^/\s?\"'<>]+")
# Databases repeat in a message what they could not make sense of.
DATABASES = ("django.db", "psycopg2", "sqlite3")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|\(.*\)")
# What a client did wrong is no fault of ours: where in the program it was noticed tells nobody anything.
REFUSALS = {
    "AnymailWebhookValidationFailure",
    "BadRequest",
    "DisallowedHost",
    "MultiPartParserError",
    "RequestDataTooBig",
    "SuspiciousOperation",
    "TooManyFieldsSent",
    "TooManyFilesSent",
    "UnreadablePostError",
}


def masked(text: str) -> str:
    text = QUERY.sub(r"\1?…", text)
    for named in (KEY, NEW_PASSWORD, FILE, COPY):
        text = named.sub(r"\1…", text)
    return KEY_ALONE.sub("…", text)


def holds_key(path: str) -> bool:
    """Whether somebody who has this path of the site has a key with it. What a file is called is none."""
    return any(named.search(path) for named in (KEY, NEW_PASSWORD, COPY)) or bool(
        KEY_ALONE.search(FILE.sub(r"\1", path))
    )


class MaskingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(without_refusal(record)))

    def formatException(self, exc_info: Any) -> str:
        text = super().formatException(exc_info)
        for error in causes(exc_info[1]):
            if type(error).__module__.startswith(DATABASES) and (message := str(error).strip()):
                text = text.replace(message, without_values(message))
        return text


class JsonFormatter(MaskingFormatter):
    """One JSON object a line, whatever stands in it, under the same mask. What is no text is written as escapes."""

    def format(self, record: logging.LogRecord) -> str:
        record = without_refusal(record)
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.processName,
            "message": masked(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            traceback = masked(self.formatException(record.exc_info))
            told |= {"exception": record.exc_info[0].__name__, "traceback": traceback}
        if record.stack_info:
            told["stack"] = masked(self.formatStack(record.stack_info))
        return json.dumps({name: text_of(said) for name, said in told.items()})


# By what the setting LOG_FORMAT calls it.
FORMS: dict[str, type[MaskingFormatter]] = {"line": MaskingFormatter, "json": JsonFormatter}


def text_of(said: object) -> str:
    """Without half characters, which a strict reader of JSON refuses."""
    return str(said).encode("utf-8", "backslashreplace").decode()


def without_refusal(record: logging.LogRecord) -> logging.LogRecord:
    """A copy; of what a client did wrong the first line alone is left."""
    record = copy.copy(record)
    record.exc_text = None  # what another handler has made of it
    if record.exc_info and type(record.exc_info[1]).__name__ in REFUSALS:
        record.exc_info = None
        record.msg, record.args = record.getMessage().partition("\n")[0], None
    return record


def causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def without_values(message: str) -> str:
    """Its first line: below that, PostgreSQL shows the statement and the row."""
    return QUOTED.sub("…", message.partition("\n")[0])


def logging_config(level: str, form: str = "line") -> dict[str, Any]:
    """For the setting LOGGING: everything goes to standard error, in lines of one form: one of `FORMS`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": FORMS[form], "fmt": LINE, "style": "{"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "stream": sys.stderr, "level": level}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django gives these handlers of their own, which would write the same line unmasked.
            "django": {"handlers": [], "level": "INFO"},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            # Statements hold what was searched for, and with DEBUG=True they would be logged.
            "django.db.backends": {"level": "INFO"},
            "axes": {"level": "WARNING"},
            # Each request to a bucket, with its signature.
            "boto3": {"level": "WARNING"},
            "botocore": {"level": "WARNING"},
            "urllib3": {"level": "WARNING"},
            "fontTools": {"level": "ERROR"},
        },
    }
