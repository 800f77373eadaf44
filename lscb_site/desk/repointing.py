"""Something is withdrawn: the places that lead to it lead to where its readers go, from the same transaction on.

By the moves that are made when a new edition takes an old one's place. Each is noted in the history of what holds it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.admin.models import CHANGE
from django.db.models import Model

from lscb_site.desk.page_references import PageTaken
from lscb_site.desk.references import Reference, ReferenceKind, holders
from lscb_site.desk.where_used import places_that_lead_to
from lscb_site.editing.history import note
from lscb_site.publishing.repointing import Taken
from resources.models import Edition


@dataclass(frozen=True)
class PlaceToMove:
    """A reference to one of the items, with what stands against leading it elsewhere."""

    item: Model
    reference: Reference
    obstacle: str

    @property
    def key(self) -> str:
        return f"{self.item.pk}-{self.reference.key}"

    @property
    def should_move(self) -> bool:
        """What was put at one edition by choice stays, unless somebody decides otherwise."""
        return not self.obstacle and self.reference.kind != ReferenceKind.KEEPS

    @property
    def name(self) -> str:
        return f"{self.reference.what} “{self.reference.where}”, {self.reference.status.lower()}"

    def stays(self, why: str) -> str:
        return f"{self.name}: left as it is. {why}".strip()


class Repointing:
    """See `lscb_site.publishing.repointing`."""

    def __init__(self, request, items: Sequence[Model]):
        self.request = request
        self.items = items
        self.places = [
            PlaceToMove(item, reference, self._obstacle(item, reference))
            for item in items
            for reference in places_that_lead_to(item)
            if reference.subject not in items  # what goes with them leads nobody there
        ]

    @property
    def holders(self) -> list[Model]:
        return holders(place.reference for place in self.places if not place.obstacle)

    def _obstacle(self, item: Model, reference: Reference) -> str:
        if isinstance(item, Edition) and reference.edition is None:
            return "It leads to the document, whichever edition is the newest."
        return reference.why_it_stays(self.request)

    def by_item(self) -> Iterable[tuple[Model, list[PlaceToMove]]]:
        return [(item, [place for place in self.places if place.item == item]) for item in self.items]

    def lead(self, ticked: Collection[str], address: str) -> Mapping[int, list[str]]:
        outcomes = defaultdict(list)
        together = defaultdict(list)  # by the row or the text: what stands in one is moved at once
        for place in self.places:
            if place.obstacle or place.key not in ticked:
                outcomes[place.item.pk].append(place.stays(place.obstacle))
            else:
                together[place.item.pk, place.reference.place].append(place)
        try:
            for places in together.values():
                refusal = self._lead_one(places, address)
                for place in places:
                    said = place.stays(refusal) if refusal else f"{place.name}: leads there now."
                    outcomes[place.item.pk].append(said)
        except PageTaken as page:
            raise Taken from page
        return outcomes

    def _lead_one(self, places: Sequence[PlaceToMove], address: str) -> str:
        """Why it cannot lead there; empty once it does."""
        item, reference = places[0].item, places[0].reference
        if refusal := reference.unfit(address):
            return refusal
        reference.move({place.reference.edition: address for place in places}, self.request.user)
        words = f"Leads to {address} instead of “{item}”, which was withdrawn."
        note(self.request.user.pk, reference.subject, CHANGE, words)
        return ""
