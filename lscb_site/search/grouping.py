"""The hits of one thing stand in the results as one: a document with the pages of its editions."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lscb_site.search.models import SearchItem
from lscb_site.search.wanted import Choice, Hit

Key = int | str


@dataclass
class ResultGroup:
    """The hits that stand in the results as one, best first. None where it comes only because of its name."""

    key: str
    kind: str
    kind_words: str
    superseded: bool = False
    item_id: int = 0  # of a superseded one, which stands by itself
    years: set[int] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)  # lines of `SearchItem.topics`
    hits: list[Hit] = field(default_factory=list)

    @classmethod
    def of(cls, item: "SearchItem | Hit", item_id: int) -> "ResultGroup":
        group = cls(item.group, item.kind, item.kind_words, bool(item.superseded), item_id)
        group.join(item)
        return group

    def join(self, item: "SearchItem | Hit") -> None:
        if item.year:
            self.years.add(item.year)
        self.topics.update(filter(None, item.topics.split("\n")))

    def fits(self, choice: Choice) -> bool:
        return (
            (not choice.kind or choice.kind == self.kind)
            and (not choice.year or choice.year in self.years)
            and (not choice.topic or any(line.startswith(f"{choice.topic}\t") for line in self.topics))
        )


def key_of(item: SearchItem | Hit, item_id: int) -> Key:
    return item_id if item.superseded else item.group


def grouped(hits: Iterable[Hit]) -> list[ResultGroup]:
    groups: dict[Key, ResultGroup] = {}
    joined: set[int] = set()  # items: all hits of one say the same of it
    for hit in hits:
        key = key_of(hit, hit.item_id)
        group = groups.get(key)
        if group is None:
            group = groups[key] = ResultGroup.of(hit, hit.item_id)
        elif hit.item_id not in joined:
            group.join(hit)
        joined.add(hit.item_id)
        group.hits.append(hit)
    return list(groups.values())


def number_of_groups(hits: Iterable[Hit]) -> int:
    return len({key_of(hit, hit.item_id) for hit in hits})


def led_by(first: list[SearchItem], groups: list[ResultGroup]) -> list[ResultGroup]:
    """The groups, those of some items in front; one that was not hit is put there too."""
    known: dict[Key, ResultGroup] = {group.item_id if group.superseded else group.key: group for group in groups}
    leading: dict[Key, ResultGroup] = {}
    for item in first:
        key = key_of(item, item.pk)
        if key not in leading:
            leading[key] = known.pop(key) if key in known else ResultGroup.of(item, item.pk)
    return [*leading.values(), *known.values()]
