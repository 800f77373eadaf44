"""What can be found of the directory: authorities with each of their contact points, boards, the national numbers."""

import re

from django.urls import reverse

from lscb_site.publishing.states import State
from lscb_site.search.indexing import index
from lscb_site.search.searchable import Found, Passage, Searchable

# What people type beside a name when it is a number that they want.
ASKED_FOR = "telephone phone number call ring contact email address hours refer referral report a concern"
CONTACT = {"kind": "contact", "kind_words": "Contact"}


class FoundAuthority(Searchable):
    search_card = "contacts/search_authority.html"

    def found(self):
        boards = [board.name for board in self.boards.live()]
        points = list(self.contact_points.all())
        whole = Passage(
            f"Who to call about a child in {self.short_name}. {self.name}.",
            0,
            also=f"borough council {self.police_unit} police {' '.join(boards)}",
        )
        return Found(
            **CONTACT,
            title=self.short_name,
            url=self.get_absolute_url(),
            passages=[whole, *(passage_of(point, self) for point in points)],
            names=(
                self.short_name,
                self.name,
                *short_forms(self),
                *(form for point in points for form in forms_of(point.name)),
            ),
        )

    @classmethod
    def to_index(cls):
        return cls.objects.prefetch_related("contact_points", "boards")

    @classmethod
    def found_live(cls, moment):
        return None

    @classmethod
    def for_cards(cls, keys):
        return cls.objects.with_contacts().in_bulk(keys)


class FoundBoard(Searchable):
    def found(self):
        if self.state != State.PUBLISHED:
            return None
        served = " ".join(authority.short_name for authority in self.authorities.all())
        return Found(
            **CONTACT,
            title=self.name,
            url=self.get_absolute_url(),
            passages=[Passage(f"{self.get_kind_display()}. {self.note}", also=f"{served} LSCB")],
            names=(self.name,),
        )

    def found_with(self):
        return self.authorities.all().iterator()

    @classmethod
    def to_index(cls):
        return cls.objects.filter(state=State.PUBLISHED).prefetch_related("authorities")


class FoundHelpline(Searchable):
    search_card = "contacts/search_helpline.html"

    def found(self):
        return Found(
            **CONTACT,
            title=self.name,
            url=f"{reverse('home')}#worried",
            passages=[Passage(self.description, also=f"helpline {ASKED_FOR}")],
            names=(self.name,),
        )

    @classmethod
    def found_live(cls, moment):
        return None


def passage_of(point, authority) -> Passage:
    said = [point.get_purpose_display(), point.name, point.phone_note, point.hours_note, point.note]
    return Passage(
        ". ".join(filter(None, said)),
        point.pk,
        point.name,
        authority.get_absolute_url(),
        also=f"{authority.short_name} {ASKED_FOR} {point.email} {point.phone and point.phone.as_national}",
    )


def short_forms(authority) -> list[str]:
    """“Richmond” for “Richmond upon Thames”, “Kensington” and “Chelsea” for the two together."""
    name = authority.short_name
    return name.split(" upon ")[:1] if " upon " in name else name.split(" and ") if " and " in name else []


def forms_of(name: str) -> list[str]:
    """“Single Point of Access (SPA)” is called either."""
    return [name, *(part for part in re.split(r"[()]", name) if part.strip())]


def point_changed(instance, **kwargs):
    if instance.authority:
        index(instance.authority)


def authorities_changed(instance, action, reverse, model, pk_set, **kwargs):
    if action.startswith("post_"):
        found = model.objects.filter(pk__in=pk_set or ())
        for each in (instance, *found):
            index(each)
