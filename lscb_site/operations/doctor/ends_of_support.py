"""How long those who make PostgreSQL, Python and Django still mend them: dates that they have published.

A version that is not listed is newer than this page: nothing is said of it. The tables to bring it up to date from are
at postgresql.org/support/versioning, devguide.python.org/versions and djangoproject.com/download. Python and Django
name a month, here its last day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from platform import python_version_tuple

import django
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.operations.doctor.findings import Finding, look, well

SOON = timedelta(days=180)  # time to plan an upgrade
ENDS = {
    "PostgreSQL": {
        "13": date(2025, 11, 13),
        "14": date(2026, 11, 12),
        "15": date(2027, 11, 11),
        "16": date(2028, 11, 9),
        "17": date(2029, 11, 8),
        "18": date(2030, 11, 14),
    },
    "Python": {
        "3.11": date(2027, 10, 31),
        "3.12": date(2028, 10, 31),
        "3.13": date(2029, 10, 31),
        "3.14": date(2030, 10, 31),
    },
    "Django": {"5.2": date(2028, 4, 30), "6.0": date(2027, 4, 30)},
}


def of_program(key: str, program: str, version: str) -> Iterator[Finding]:
    """Says nothing where all is well: whoever asks has more to say of it."""
    end, today = ENDS[program].get(version), timezone.localdate()
    if end is None or end - today > SOON:
        return
    verb = "ended" if end < today else "ends"
    yield look(
        key,
        f"{program} {version}: its makers’ support {verb} on {format_date(end, 'j F Y')}.",
        f"Upgrade {program}. What is found in it after that day is mended by nobody, unless your distribution does.",
    )


def programs() -> Iterator[Finding]:
    python, framework = (".".join(parts[:2]) for parts in (python_version_tuple(), django.__version__.split(".")))
    found = [
        *of_program("settings.python", "Python", python),
        *of_program("settings.django", "Django", framework),
    ]
    yield from found or [well("settings.programs", "Python and Django are supported by their makers.")]
