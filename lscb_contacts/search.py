"""What can be found of the directory: authorities with each of their contact points, boards, the national numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse

from lscb_site.publishing.states import State
from lscb_site.search.indexing import index
from lscb_site.search.searchable import Found, Passage, Searchable

if TYPE_CHECKING:
    from lscb_contacts.models import Authority, Board, ContactPoint, Helpline, Place
    from lscb_contacts.querysets import AuthorityQuerySet, BoardQuerySet

# What people type beside a name when it is a number that they want.
ASKED_FOR = "telephone phone number call ring contact email address hours refer referral report a concern"
# The purposes whose lines a borough calls by a name of its own. A designated officer, a form or a duty team is called
# the same everywhere: the two boroughs that write “LADO” on theirs are no answer to whoever asks for one.
OWN_NAMES = ("front_door", "professionals")
CONTACT: dict[str, Any] = {"kind": "contact", "kind_words": "Contact"}
# Names of authorities that are ordinary words too: “the dog is barking”, “inner city”.
ORDINARY = frozenset({"barking", "the city", "city"})


class FoundAuthority(Searchable):
    search_card = "contacts/search_authority.html"

    def found(self) -> Found:
        authority = cast("Authority", self)
        boards = [board.name for board in authority.boards.live()]
        points = list(authority.contact_points.all())
        whole = Passage(
            f"Who to call about a child in {authority.in_a_sentence}. {authority.name}.",
            0,
            also=f"borough council {authority.police_unit} police {' '.join(boards)}",
        )
        return Found(
            **CONTACT,
            title=authority.short_name,
            url=authority.get_absolute_url(),
            passages=[whole, *(passage_of(point, authority) for point in points)],
            names=(
                *without_and(name for name in names_of(authority) if name.lower() not in ORDINARY),
                *(form for point in points if point.purpose in OWN_NAMES for form in forms_of(point.name)),
            ),
            alone=tuple(name for name in names_of(authority) if name.lower() in ORDINARY),
            numbers=numbers_of(points),
            mailboxes=mailboxes_of(points),
        )

    @classmethod
    def to_index(cls) -> "AuthorityQuerySet":
        return cast("type[Authority]", cls).objects.prefetch_related("contact_points", "boards")

    @classmethod
    def found_live(cls, moment: datetime) -> None:
        return None

    @classmethod
    def for_cards(cls, keys: list[int]) -> "Mapping[int, Authority]":
        return cast("type[Authority]", cls).objects.with_contacts().in_bulk(keys)


class FoundBoard(Searchable):
    def found(self) -> Found | None:
        board = cast("Board", self)
        if board.state != State.PUBLISHED:
            return None
        served = " ".join(authority.short_name for authority in board.authorities.all())
        points = list(board.contact_points.all())
        whole = Passage(f"{board.get_kind_display()}. {board.note}", also=f"{served} LSCB")
        return Found(
            **CONTACT,
            title=board.name,
            url=board.get_absolute_url(),
            passages=[whole, *(passage_of(point, board) for point in points)],
            names=(board.name,),
            numbers=numbers_of(points),
            mailboxes=mailboxes_of(points),
        )

    def found_with(self) -> "Iterator[Authority]":
        return cast("Board", self).authorities.all().iterator()

    @classmethod
    def to_index(cls) -> "BoardQuerySet":
        return (
            cast("type[Board]", cls)
            .objects.filter(state=State.PUBLISHED)
            .prefetch_related("authorities", "contact_points")
        )


class FoundHelpline(Searchable):
    search_card = "contacts/search_helpline.html"

    def found(self) -> Found:
        helpline = cast("Helpline", self)
        return Found(
            **CONTACT,
            title=helpline.name,
            url=f"{reverse('home')}#worried",
            passages=[Passage(helpline.description, also=f"helpline {ASKED_FOR} {helpline.phone.as_national}")],
            names=(helpline.name,),
            numbers=(helpline.phone.as_national,),
        )

    @classmethod
    def found_live(cls, moment: datetime) -> None:
        return None


class FoundPlace(Searchable):
    search_card = "contacts/search_place.html"

    def found(self) -> Found:
        place = cast("Place", self)
        names = tuple(without_and([place.name]))
        return Found(
            **CONTACT,
            title=place.name,
            # It has no page of its own: the answer stands above the results of a search for it.
            url=f"{reverse('search:results')}?{urlencode({'q': place.name})}",
            passages=[],
            names=() if place.only_alone else names,
            alone=names if place.only_alone else (),
        )

    @classmethod
    def found_live(cls, moment: datetime) -> None:
        return None

    def is_said_by(self, others: list[Searchable]) -> bool:
        return set(cast("Place", self).authorities.all()) <= set(others)

    @classmethod
    def for_cards(cls, keys: list[int]) -> "Mapping[int, Place]":
        # Imported late: the models stand on this module.
        from lscb_contacts.models import Authority

        placed = Prefetch("authorities", queryset=Authority.objects.with_contacts())
        return cast("type[Place]", cls).objects.filter(pk__in=keys).prefetch_related(placed).in_bulk()


def names_of(authority: "Authority") -> list[str]:
    """All that an authority goes by."""
    others = [line.strip() for line in authority.other_names.splitlines()]
    return [authority.short_name, authority.name, *short_forms(authority), *filter(None, others)]


def without_and(names: Iterable[str]) -> Iterator[str]:
    """The names, and those with “and” or “&” without it too, as what was typed is compared."""
    for name in names:
        yield name
        if " and " in name:
            yield name.replace(" and ", " ")


def numbers_of(points: "list[ContactPoint]") -> tuple[str, ...]:
    return tuple(point.phone.as_national for point in points if point.phone)


def mailboxes_of(points: "list[ContactPoint]") -> tuple[str, ...]:
    return tuple(point.email for point in points if point.email)


def passage_of(point: "ContactPoint", owner: "Authority | Board") -> Passage:
    name = getattr(owner, "short_name", owner.name)
    purpose = point.get_purpose_display()
    called = ", ".join(filter(None, [point.name, point.phone_note]))
    said = [purpose, called if called not in purpose else "", point.hours_note, point.note]
    return Passage(
        " ".join(f"{each.removesuffix('.')}." for each in said if each),
        point.pk,
        point.name,
        owner.get_absolute_url(),
        also=f"{name} {ASKED_FOR} {point.email} {point.phone and point.phone.as_national}",
    )


def short_forms(authority: "Authority") -> list[str]:
    """“Richmond” for “Richmond upon Thames”, “Kensington” and “Chelsea” for the two together."""
    name = authority.short_name
    return name.split(" upon ")[:1] if " upon " in name else name.split(" and ") if " and " in name else []


def forms_of(name: str) -> list[str]:
    """“Single Point of Access (SPA)” is called either. What follows the brackets is no name alone: “and MASH”."""
    inside = re.findall(r"\(([^()]*)\)", name)
    return list(filter(str.strip, dict.fromkeys([name, re.sub(r"\([^()]*\)", " ", name), *inside])))


def point_changes(instance: "ContactPoint", **kwargs: Any) -> None:
    """Remembers whose the entry is, before it is saved as another's."""
    stored = type(instance)._default_manager.filter(pk=instance.pk).select_related("authority", "board").first()
    instance.left = stored.owner if stored and stored.owner != instance.owner else None


def point_changed(instance: "ContactPoint", origin: Any = None, **kwargs: Any) -> None:
    """An entry is found under its authority or board, and no longer under one that it has left. Nothing is found of an
    owner that is deleted, and its entries with it: `origin` is that then."""
    if origin is None or getattr(origin, "model", type(origin)) is type(instance):
        index(instance.owner)
    if instance.left:
        index(instance.left)


def authorities_changed(
    instance: "Authority | Board",
    action: str,
    reverse: bool,
    model: "type[Authority | Board]",
    pk_set: set[int] | None,
    **kwargs: Any,
) -> None:
    if action.startswith("post_"):
        found = model.objects.filter(pk__in=pk_set or ())
        for each in (instance, *found):
            index(each)
