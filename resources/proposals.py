"""What a file says of itself: the title, kind, day and language that are proposed for it, for a person to check."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from lscb_site.files.kinds import FileKind
from lscb_site.files.opening import Opening, opening_of
from lscb_site.files.receiving import received
from lscb_site.text.days_in_text import days_in
from lscb_site.web.dates import Precision
from resources.models import Document
from resources.uploading import TITLE_LENGTH, readable, title_of

if TYPE_CHECKING:
    from django.core.files import File

Kind = Document.Kind
# What the name of each kind looks like in a title. The first that is found tells: a “protocol review” is no protocol.
KINDS = [
    (Kind.AGENDA, r"agendas?|minutes|programme for the day"),
    (Kind.REPORT, r"reports?|reviews?|audits?|evaluations?|findings|research"),
    (Kind.FORM, r"forms?|checklists?|templates?"),
    (Kind.AGREEMENT, r"agreements?|memorandum of understanding|mou"),
    (Kind.PROTOCOL, r"protocols?"),
    (Kind.PROCEDURE, r"procedures?|policy|policies"),
    (Kind.GUIDANCE, r"guidance|guidelines?|guides?|booklets?|handbooks?|toolkits?"),
    (Kind.PRESENTATION, r"presentations?|slides"),
]
# “Annual report 2014”, but not the second half of a financial year.
A_YEAR = re.compile(r"(?<![\d/–-])(?:19|20)\d\d(?![\d/–-])")
# “agenda 2013-09”. The year 2011-12 is no December.
YEAR_AND_MONTH = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_ .](?P<month>0[1-9]|1[0-2])(?![-_ .]?\d)")
ENGLISH = {"the", "of", "and", "to", "in", "for", "is", "that", "with", "are", "on", "this", "as", "be", "by", "or"}
FEWEST_WORDS, SHARE = 20, 0.15  # of words before anything is said of their language; of those that are English alone


@dataclass(frozen=True)
class Day:
    """`value` is the first of the month or year where no more is known; `source` says where it stands."""

    value: date
    precision: Precision
    source: str

    @property
    def words(self) -> str:
        return self.precision.words(self.value)


def title_for(upload: "File[bytes]") -> str:
    """What it states; where a program or a scanner gave it its name, its first heading."""
    title, heading = title_of(upload), opening_of(upload).heading
    is_from_name = title == readable(received(upload).safe_name.rpartition(".")[0])
    return heading if is_from_name and says_nothing(title) and len(heading) in TITLE_LENGTH else title


def says_nothing(name: str) -> bool:
    """“Scan0002”, “Doc 3 final”: fewer than two words of letters, but for those that every file may have."""
    words = re.findall(r"[^\W\d_]{3,}", name.lower())
    return len([word for word in words if word not in {"scan", "doc", "document", "final", "copy", "draft"}]) < 2


def kind_for(upload: "File[bytes]", title: str) -> str:
    """Empty where nothing tells."""
    for kind, words in KINDS:
        if re.search(rf"\b(?:{words})\b", title, re.IGNORECASE):
            return str(kind)
    return str(Kind.PRESENTATION) if received(upload).kind is FileKind.PPTX else ""


def day_for(upload: "File[bytes]", title: str) -> Day | None:
    """The first that its title, its first page or its name tells, and that is not ahead of us: a day on which something
    is to be checked is no day from which it applies."""
    name = readable(received(upload).safe_name.rpartition(".")[0])
    for text, source in ((title, "its title"), (opening_of(upload).begins, "its first page"), (name, "its name")):
        found = next(days_told(text), None)
        if found is None and source != "its first page":
            found = month_in(name if source == "its name" else title) or year_in(text)
        if found:
            value, known = found
            return Day(value, Precision(known), source)
    return None


def days_told(text: str):
    """Each day, month or year that a text names with its year and that has begun: `(date, precision)`."""
    today = timezone.localdate()
    for found in days_in(text, None):
        begins = {"day": found.last, "month": found.last.replace(day=1), "year": found.last.replace(month=1, day=1)}
        if found.has_year and begins[found.known] <= today:
            yield begins[found.known], found.known


def month_in(name: str) -> tuple[date, str] | None:
    found = YEAR_AND_MONTH.search(name)
    if not found or int(found["month"]) == int(found["year"][2:]) + 1:
        return None
    day = date(int(found["year"]), int(found["month"]), 1)
    return (day, "month") if day <= timezone.localdate() else None


def year_in(text: str) -> tuple[date, str] | None:
    found = A_YEAR.search(text)
    return (date(int(found[0]), 1, 1), "year") if found and int(found[0]) <= timezone.localdate().year else None


def language_for(opening: Opening) -> str:
    """The tag of English where the file states no language and begins in English; else empty."""
    words = re.findall(r"[^\W\d_]+", opening.begins.lower())
    if opening.language or len(words) < FEWEST_WORDS:
        return ""
    return "en-GB" if sum(word in ENGLISH for word in words) / len(words) >= SHARE else ""
