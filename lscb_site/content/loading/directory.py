"""London's authorities, the boards that served them, and the numbers to call. No number loads as confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path

from lscb_contacts.models import Authority, Board, ContactPoint, Helpline, OpeningHours, Place
from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import Text, read_table
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
class OtherNamesRow:
    """What an authority goes by besides."""

    authority: str
    names: str


@dataclass(frozen=True)
class PlaceRow:
    name: str
    authorities: str
    only_alone: bool


@dataclass(frozen=True)
class BoardRow:
    slug: str
    name: str
    website: str
    authorities: str
    note: str
    active_until: str
    active_until_precision: str
    source: str
    source_as_of: str


@dataclass(frozen=True)
class PartnershipRow:
    """What `follows` boards, or partnerships that stand above it."""

    slug: str
    name: str
    website: str
    authorities: str
    follows: str
    note: str
    active_until: str
    source: str
    source_as_of: str


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
    hours_source: str
    hours_source_as_of: str
    source: str
    source_as_of: str
    note: str
    check_first: bool
    source_note: str

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
        return f"{self.contact_point}/{self.first_day}-{self.last_day}/{self.opens}/{self.bank_holidays}"


def load_helplines(root: Path, ledger: Ledger):
    for text in ledger.new(read_table(root, "helplines", HelplineRow)):
        ledger.enter(text, text.save(Helpline(**vars(text.facts))))


def load_authorities(root: Path, ledger: Ledger):
    for text in ledger.new(read_table(root, "authorities", AuthorityRow)):
        facts = dict(vars(text.facts))
        ledger.enter(text, text.save(Authority(column=facts.pop("col"), **facts)))


def load_other_names(root: Path, ledger: Ledger):
    """Of authorities that have none yet: on a site that was loaded before too."""
    for text in ledger.new(read_table(root, "other_names", OtherNamesRow, key=attrgetter("authority"))):
        authority = ledger.find(Authority, "authorities", text.facts.authority, text, "authority")
        if authority is None:
            continue
        if authority.other_names:
            ledger.changed.append(text.key)
            continue
        authority.other_names = "\n".join(name.strip() for name in text.facts.names.split(";"))
        ledger.enter(text, text.save(authority))


def load_places(root: Path, ledger: Ledger):
    """A place that an editor wrote first is the editor's."""
    written = set(Place.objects.values_list("name", flat=True))
    for text in ledger.new(read_table(root, "places", PlaceRow, key=attrgetter("name"))):
        row = text.facts
        authorities = ledger.find_all(Authority, "authorities", row.authorities.split(";"), text, "authorities")
        if row.name in written:
            ledger.changed.append(text.key)
            continue
        place = text.save(Place(name=row.name, only_alone=row.only_alone))
        place.authorities.add(*authorities)
        ledger.enter(text, place)


def load_boards(root: Path, ledger: Ledger):
    for text in ledger.new(read_table(root, "boards", BoardRow)):
        load_board(text, Board.Kind.BOARD, ledger, active_until_precision=text.facts.active_until_precision)


def load_partnerships(root: Path, ledger: Ledger):
    """What followed the boards. One that an editor gave another successor keeps it."""
    for text in ledger.new(read_table(root, "partnerships", PartnershipRow)):
        partnership = load_board(text, Board.Kind.PARTNERSHIP, ledger)
        for board in followed_by(text, ledger):
            if not board.succeeded_by.exists():
                board.succeeded_by.add(partnership)


def load_board(text: Text, kind: Board.Kind, ledger: Ledger, **facts) -> Board:
    row = text.facts
    authorities = ledger.find_all(Authority, "authorities", row.authorities.split(";"), text, "authorities")
    board = text.save(
        Board(
            kind=kind,
            slug=row.slug,
            name=row.name,
            website=row.website,
            note=row.note,
            active_until=date.fromisoformat(row.active_until) if row.active_until else None,
            source=row.source,
            source_as_of=row.source_as_of,
            state=State.PUBLISHED,
            publish_from=ledger.moment,
            **facts,
        )
    )
    board.authorities.add(*authorities)
    ledger.enter(text, board)
    return board


def followed_by(text: Text[PartnershipRow], ledger: Ledger) -> Iterator[Board]:
    for slug in text.facts.follows.split(";"):
        kind = "boards" if ledger.has(f"boards/{slug}") else "partnerships"
        yield from ledger.find_all(Board, kind, [slug], text, "follows")


def load_contact_points(root: Path, ledger: Ledger):
    """A purpose that an authority has an entry for already, by an editor's hand, is the editor's."""
    for text in ledger.new(read_table(root, "contact_points", ContactPointRow)):
        facts = dict(vars(text.facts))
        authority = ledger.find(Authority, "authorities", facts.pop("authority"), text, "authority")
        if authority is None:
            continue
        if authority.contact_points.filter(purpose=facts["purpose"]).exists():
            ledger.changed.append(text.key)
            continue
        position = authority.contact_points.count()
        ledger.enter(text, text.save(ContactPoint(authority=authority, position=position, **facts)))


def load_opening_hours(root: Path, ledger: Ledger):
    """With the contact point that they belong to, or not at all: lines added to one that was loaded before would end
    its confirmation, and an editor may have written its hours."""
    for text in ledger.new(read_table(root, "opening_hours", OpeningHoursRow)):
        facts = dict(vars(text.facts))
        name = facts.pop("contact_point")
        if f"contact_points/{name}" in ledger.changed:
            ledger.changed.append(text.key)
            continue
        point = ledger.find(ContactPoint, "contact_points", name, text, "contact_point")
        if ledger.is_of_this_run(f"contact_points/{name}"):
            ledger.enter(text, text.save(OpeningHours(contact_point=point, **facts)))
        else:
            ledger.changed.append(text.key)
