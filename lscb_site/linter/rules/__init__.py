"""The rules, a file for each family. Each gets a `Writing` and the `Knowledge` of the site, and yields remarks."""

from collections.abc import Callable, Iterator

from lscb_site.linter.rules.events import event_without_date, future_after_the_day
from lscb_site.linter.rules.jargon import jargon
from lscb_site.linter.rules.links import link_to_raw_file, link_to_superseded, vague_link
from lscb_site.linter.rules.numbers import another_number
from lscb_site.linter.rules.people import person_for_a_role
from lscb_site.linter.rules.promises import promise_without_link
from lscb_site.linter.rules.shouting import shouting
from lscb_site.linter.rules.structure import picture_without_text, skipped_heading
from lscb_site.linter.writing import Code, Knowledge, Remark, Writing

RULES: tuple[Callable[[Writing, Knowledge], Iterator[Remark]], ...] = (
    another_number,
    future_after_the_day,
    event_without_date,
    promise_without_link,
    link_to_superseded,
    person_for_a_role,
    vague_link,
    link_to_raw_file,
    picture_without_text,
    skipped_heading,
    jargon,
    shouting,
)


def remarks_on(writing: Writing, known: Knowledge) -> list[Remark]:
    """Everything to look at, in the order of the texts; of one kind once a sentence."""
    found: dict[tuple[Code, str, str], Remark] = {}
    for rule in RULES:
        for remark in rule(writing, known):
            found.setdefault((remark.code, remark.field, remark.sentence), remark)
    order = {text.field: number for number, text in enumerate(writing.texts)}
    return sorted(found.values(), key=lambda remark: order.get(remark.field, -1))
