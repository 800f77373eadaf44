"""What the site knows, for the rules: numbers and names of the directory, the glossary, what has been superseded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from lscb_contacts.models import Authority, Board, ContactPoint, Helpline
from lscb_site.caching.keeper import Keeper
from lscb_site.linter.writing import Knowledge, Listed
from lscb_site.publishing.moments import next_moment
from lscb_site.search.models import GlossaryTerm
from lscb_site.text.telephone_digits import digits_of
from resources.models import Document, Edition

DIGEST_LENGTH = 20  # characters of a digest that stand in a file's address


def knowledge() -> Knowledge:
    """As it is now. Two queries while no content has changed: the glossary shows on no page, so it has no version."""
    return replace(kept.get(), glossary=frozenset(glossary_forms()))


def glossary_forms() -> Iterator[str]:
    for term in GlossaryTerm.objects.only("term", "also"):
        yield from (form.lower() for form in term.forms)


def make_knowledge(moment: datetime) -> tuple[Knowledge, datetime | None]:
    helplines = list(Helpline.objects.all())
    numbers: dict[str, list[Listed]] = {}
    for digits, listed in [
        *listed_points(moment),
        *((digits_of(str(each.phone)), of_helpline(each)) for each in helplines),
    ]:
        numbers.setdefault(digits, []).append(listed)
    known = Knowledge(
        numbers={digits: tuple(entries) for digits, entries in numbers.items()},
        authorities=tuple(Authority.objects.values_list("short_name", flat=True)),
        helplines=tuple(each.name for each in helplines),
        superseded=dict(superseded_addresses()),
        host=urlsplit(settings.SITE_ADDRESS).netloc,
        files=frozenset({"/files/", settings.MEDIA_URL}),
    )
    return known, next_moment(moment, Document, Edition, Board)


kept = Keeper(make_knowledge)


def of_helpline(helpline: Helpline) -> Listed:
    return Listed(helpline.name, "", helpline.name)


def listed_points(moment: datetime) -> Iterator[tuple[str, Listed]]:
    points = ContactPoint.objects.exclude(phone="").filter(Q(board=None) | Board.live_rule(moment, "board__"))
    for point in points.select_related("authority", "board").prefetch_related("board__authorities"):
        owners = [point.authority] if point.authority else list(point.board.authorities.all()) if point.board else []
        for owner in owners:
            yield digits_of(str(point.phone)), Listed(owner.short_name, point.purpose, str(point))


def superseded_addresses() -> Iterator[tuple[str, str]]:
    """Each address at which readers would find what has been superseded, and what has taken its place."""
    visitor = AnonymousUser()
    for document in Document.objects.live().with_editions(visitor).select_related("succeeded_by"):
        successor, leading = document.live_successor, document.leading_edition
        if successor:
            new = f"“{successor}”"
            page = document.get_absolute_url()
            yield from ((place, new) for place in (page, f"{page}latest", f"resources.document:{document.pk}"))
        elif leading:
            new = f"The {leading.name}"
        for edition in document.visible_editions:
            if successor or (leading and edition.number < leading.number):
                yield from ((place, new) for place in places_of(edition))


def places_of(edition: Edition) -> Iterator[str]:
    yield edition.get_absolute_url()
    yield f"resources.edition:{edition.pk}"
    for file in edition.files.all():
        if file.sha256:
            yield f"/files/{file.sha256[:DIGEST_LENGTH]}/"
