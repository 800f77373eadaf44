"""The words of the field that mean the same, by which a search for one finds the others."""

from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import read_table
from lscb_site.search.models import GlossaryTerm


@dataclass(frozen=True)
class GlossaryRow:
    term: str
    also: str
    meaning: str


@dataclass(frozen=True)
class CallRow:
    term: str
    call: str


def load_glossary(root: Path, ledger: Ledger):
    # In a table apart, so that the terms of a site that was loaded before are not told as changed.
    rows = read_table(root, "glossary_calls", CallRow, key=attrgetter("term"))
    calls = {row.facts.term: row.facts.call for row in rows}
    for text in ledger.new(read_table(root, "glossary", GlossaryRow, key=attrgetter("term"))):
        facts = text.facts
        also = "\n".join(form.strip() for form in facts.also.split(";"))
        term = GlossaryTerm(term=facts.term, also=also, meaning=facts.meaning, call=calls.get(facts.term, ""))
        ledger.enter(text, text.save(term))
