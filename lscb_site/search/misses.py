"""Phrases that found nothing, so that editors can see what people look for in vain.

A search can tell of a worry about a child. So nothing is kept of who searched and when, and nothing that may hold a
name, a number or a postcode; and until a phrase was seen `SEEN` times only a keyed digest of it is kept, from which
nobody can read it.
"""

import re

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils.crypto import salted_hmac

from lscb_site.search.models import MissedPhrase
from lscb_site.search.people import given_names
from lscb_site.search.tokens import words_of
from lscb_site.text.postcodes import halves_in

SEEN = 5  # times
MOST_WORDS, MOST_CHARACTERS = 8, 80
MOST_SLIPS = 2  # letters for figures
MOST_UNNAMED = 5_000  # digests of phrases seen too seldom; when there are more, all of them are forgotten
CAPITAL_INSIDE = re.compile(r"(?<=\S)\s+[A-Z][a-z]")  # "the Smith family"

nothing_found = Signal()  # sent of each search that found nothing, without a word of it


def note(typed: str) -> None:
    """Count a phrase that found nothing, if it can be kept."""
    nothing_found.send(sender=__name__)
    phrase = to_keep(typed)
    if phrase is None:
        return
    digest = salted_hmac("lscb_site.search.misses", phrase, algorithm="sha256").hexdigest()
    with transaction.atomic():
        missed, is_new = MissedPhrase.objects.get_or_create(digest=digest, defaults={"count": 1})
        if is_new:
            forget_the_seldom()
            return
        MissedPhrase.objects.filter(pk=missed.pk).update(count=F("count") + 1)
        MissedPhrase.objects.filter(pk=missed.pk, count__gte=SEEN, phrase="").update(phrase=phrase)


def to_keep(typed: str) -> str | None:
    """The phrase in plain words, or None where it may hold somebody's name, a number or a postcode."""
    words = words_of(typed)
    phrase = " ".join(words)
    if not 0 < len(words) <= MOST_WORDS or len(typed) > MOST_CHARACTERS:
        return None
    # A postcode may be typed without a figure: SEI OAA. A word that is read as one needs more slips.
    if any(halves.is_whole and halves.slips <= MOST_SLIPS for halves in halves_in(typed)):
        return None
    if any(sign.isdigit() for sign in phrase) or "@" in typed or CAPITAL_INSIDE.search(typed):
        return None
    return None if given_names().intersection(words) else phrase


def forget_the_seldom() -> None:
    unnamed = MissedPhrase.objects.filter(phrase="")
    if unnamed.count() > MOST_UNNAMED:
        unnamed.delete()
