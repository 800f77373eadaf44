"""How the outward codes of London are shared among its authorities, until a whole table of postcodes is imported."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from operator import attrgetter
from pathlib import Path

from lscb_contacts.models import Authority, OutcodeShare, PostcodeEdition
from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import Text, read_table

ALL = Decimal(100)
SOURCE, EDITION = "OS Code-Point Open", "August 2014"


@dataclass(frozen=True)
class OutcodeRow:
    outcode: str
    gss_codes: str
    shares_pct: str
    outside_london: str
    postcodes: int
    exact: str
    source: str
    as_of: str


def load_outcodes(root: Path, ledger: Ledger):
    """All of them or none: nobody edits them, and a table imported later is newer than these."""
    if PostcodeEdition.objects.exists():
        return
    keys = dict(Authority.objects.values_list("gss_code", "pk"))
    rows = read_table(root, "outcodes", OutcodeRow, key=attrgetter("outcode"))
    OutcodeShare.objects.bulk_create(share for text in rows for share in shares(text, keys))
    PostcodeEdition.objects.create(source=SOURCE, edition=EDITION, loaded_at=ledger.moment, postcodes=0)


def shares(text: Text[OutcodeRow], keys: dict[str, int]) -> list[OutcodeShare]:
    facts = text.facts
    codes = facts.gss_codes.split(";")
    try:
        parts = [Decimal(part) for part in facts.shares_pct.split(";")]
    except InvalidOperation as error:
        raise text.problem("should be percentages with ; between them.", "shares_pct") from error
    if len(codes) != len(parts):
        raise text.problem(f"there are {len(codes)} codes and {len(parts)} shares.", "shares_pct")
    found = [(keys[code], part) for code, part in zip(codes, parts, strict=True) if code in keys]
    if facts.outside_london:
        found.append((None, ALL - sum(parts)))
    return [OutcodeShare(outcode=facts.outcode, authority_id=key, share=part) for key, part in found]
