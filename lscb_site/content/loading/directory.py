"""London's authorities, the boards that served them, and the numbers to call. No number loads as confirmed."""

from dataclasses import dataclass
from pathlib import Path

from lscb_contacts.models import Authority, Board, ContactPoint, Helpline, OpeningHours
from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import read_table
from lscb_site.publishing.states import State


@dataclass(frozen=True)
class HelplineRow:
    slug: str
    name: str
    phone: str
    description: str
    position: int


@dataclass(frozen=True)
class AuthorityRow:
    slug: str
    name: str
    short_name: str
    gss_code: str
    council_url: str
    col: int
    row: int
    police_unit: str


@dataclass(frozen=True)
class BoardRow:
    """The successor is told in the note; its two columns wait for boards to have successors of their own."""

    slug: str
    name: str
    website: str
    authorities: str
    note: str
    successor: str
    successor_website: str


@dataclass(frozen=True)
class ContactPointRow:
    authority: str
    purpose: str
    name: str
    phone: str
    phone_note: str
    email: str
    web: str
    hours_note: str
    source: str
    source_as_of: str
    note: str

    @property
    def slug(self):
        return f"{self.authority}/{self.purpose}"


@dataclass(frozen=True)
class OpeningHoursRow:
    contact_point: str
    first_day: int
    last_day: int
    opens: str
    closes: str
    bank_holidays: str

    @property
    def slug(self):
        return f"{self.contact_point}/{self.first_day}-{self.last_day}/{self.opens}"


def load_helplines(root: Path, ledger: Ledger):
    for text in ledger.new(read_table(root, "helplines", HelplineRow)):
        ledger.enter(text, text.save(Helpline(**vars(text.facts))))


def load_authorities(root: Path, ledger: Ledger):
    for text in ledger.new(read_table(root, "authorities", AuthorityRow)):
        facts = dict(vars(text.facts))
        ledger.enter(text, text.save(Authority(column=facts.pop("col"), **facts)))


def load_boards(root: Path, ledger: Ledger):
    for text in ledger.new(read_table(root, "boards", BoardRow)):
        facts = text.facts
        authorities = ledger.find_all(Authority, "authorities", facts.authorities.split(";"), text, "authorities")
        board = text.save(
            Board(
                slug=facts.slug,
                name=facts.name,
                website=facts.website,
                note=facts.note,
                state=State.PUBLISHED,
                publish_from=ledger.moment,
            )
        )
        board.authorities.set(authorities)
        ledger.enter(text, board)


def load_contact_points(root: Path, ledger: Ledger):
    for text in ledger.new(read_table(root, "contact_points", ContactPointRow)):
        facts = dict(vars(text.facts))
        authority = ledger.find(Authority, "authorities", facts.pop("authority"), text, "authority")
        if authority is not None:
            position = authority.contact_points.count()
            ledger.enter(text, text.save(ContactPoint(authority=authority, position=position, **facts)))


def load_opening_hours(root: Path, ledger: Ledger):
    for text in ledger.new(read_table(root, "opening_hours", OpeningHoursRow)):
        facts = dict(vars(text.facts))
        point = ledger.find(ContactPoint, "contact_points", facts.pop("contact_point"), text, "contact_point")
        if point is not None:
            ledger.enter(text, text.save(OpeningHours(contact_point=point, **facts)))
