"""London's authorities, the boards that served them, and the numbers to call. No number loads as confirmed."""

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.text import slugify

from lscb_contacts.models import Authority, Board, ContactPoint, Helpline, OpeningHours
from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import Text, digest_of, read_table
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
    """A board, and what followed it: two boards may share a successor. The note tells of it until it is live."""

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


def load_partnerships(root: Path, ledger: Ledger):
    """What followed the boards, as drafts for an editor to check and publish. Each board leads to its own."""
    followed = defaultdict(list)
    for text in read_table(root, "boards", BoardRow):
        if text.facts.successor:
            followed[text.facts.successor].append(text)
    texts = {partnership_of(boards): boards for boards in followed.values()}
    for text in ledger.new(texts):
        boards = ledger.find_all(Board, "boards", (each.facts.slug for each in texts[text]), text, "slug")
        partnership = text.save(
            Board(
                kind=Board.Kind.PARTNERSHIP,
                slug=slugify(text.facts.successor),
                name=text.facts.successor,
                website=text.facts.successor_website,
            )
        )
        partnership.authorities.set(Authority.objects.filter(boards__in=boards))
        for board in boards:
            if not board.succeeded_by.exists():
                board.succeeded_by.add(partnership)
        ledger.enter(text, partnership)


def partnership_of(boards: list[Text[BoardRow]]) -> Text[BoardRow]:
    """The text of the partnership that followed these boards: the first row that names it."""
    facts = boards[0].facts
    digest = digest_of(f"{facts.successor}\0{facts.successor_website}")
    return replace(boards[0], key=f"partnerships/{slugify(facts.successor)}", digest=digest)


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
