"""Replaces the site's table of postcodes by a newer one, as a whole or not at all.

Read first and written last: London's rows go to a temporary file, and only when all are known to be right does one
short transaction swap the tables. So memory does not grow with the file, and editors do not wait for it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import TextIO

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from lscb_contacts.finding.postcode_files import NotAPostcodeTable, PostcodeTable
from lscb_contacts.models import Authority, OutcodeShare, Postcode, PostcodeEdition

LONDON = {f"E09{number:06}" for number in range(1, 34)}
BATCH = 5_000  # rows
INCODE = 3  # characters
OUTSIDE = None
TENTH = Decimal("0.1")

Counts = dict[str, Counter[int | None]]  # of an outward code: how many postcodes in each authority, and outside London


def replace_table(table: PostcodeTable, report: Callable[[int, int], None]) -> PostcodeEdition:
    """Load `table` in place of what is there. Raises `NotAPostcodeTable`; nothing has changed then."""
    authorities = dict(Authority.objects.filter(gss_code__in=LONDON).values_list("gss_code", "pk"))
    if missing := sorted(LONDON - authorities.keys()):
        raise NotAPostcodeTable(
            f"The directory lacks {len(missing)} of London’s 33 authorities ({', '.join(missing[:3])}"
            f"{' and others' if len(missing) > 3 else ''}). Load it first: manage.py load_content."
        )
    with TemporaryFile("w+", encoding="ascii") as london:
        counts = sift(table.rows(report), authorities, london)
        refuse_a_part(counts, authorities)
        london.seek(0)
        return swap(table, london, counts)


def sift(rows: Iterable[tuple[str, str]], authorities: dict[str, int], london: TextIO) -> Counts:
    """Write London's rows to the file `london`, a postcode and its authority's key on a line, and count all."""
    counts: Counts = defaultdict(Counter)
    for code, district in rows:
        authority = authorities.get(district, OUTSIDE)
        counts[code[:-INCODE]][authority] += 1
        if authority is not OUTSIDE:
            london.write(f"{code}\t{authority}\n")
    return counts


def refuse_a_part(counts: Counts, authorities: dict[str, int]) -> None:
    """Without one authority's postcodes it is a part of a table, and would send its people elsewhere."""
    found = set().union(*counts.values())
    if missing := sorted(code for code, key in authorities.items() if key not in found):
        raise NotAPostcodeTable(
            f"It has no postcode of {len(missing)} of London’s 33 authorities ({', '.join(missing[:3])}"
            f"{' and others' if len(missing) > 3 else ''}): it is not a whole table. Nothing was changed."
        )


def swap(table: PostcodeTable, london: TextIO, counts: Counts) -> PostcodeEdition:
    try:
        with transaction.atomic():
            # Not QuerySet.delete(), which fetches every row where anything listens to signals of deletion.
            with connection.cursor() as cursor:
                for model in (Postcode, OutcodeShare):
                    cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 - the names are ours
            write(london)
            OutcodeShare.objects.bulk_create(shares_of(counts), batch_size=BATCH)
            return PostcodeEdition.objects.create(
                source=table.source,
                edition=table.edition,
                loaded_at=timezone.now(),
                postcodes=Postcode.objects.count(),
            )
    except IntegrityError as error:
        raise NotAPostcodeTable("It has the same postcode twice. Nothing was changed.") from error


def write(london: TextIO) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, connection.wrap_database_errors:
            cursor.copy_expert(f'COPY "{Postcode._meta.db_table}" (code, authority_id) FROM STDIN', london)
        return
    rows = (line.split() for line in london)
    while batch := [Postcode(code=code, authority_id=int(key)) for code, key in islice(rows, BATCH)]:
        Postcode.objects.bulk_create(batch)


def shares_of(counts: Counts) -> Iterator[OutcodeShare]:
    for outcode, of_each in counts.items():
        for authority, postcodes in of_each.items():
            share = (Decimal(100 * postcodes) / of_each.total()).quantize(TENTH)
            if share:
                yield OutcodeShare(outcode=outcode, authority_id=authority, share=share)
