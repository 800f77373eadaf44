"""What was taken away from a text, in one line that its editor reads."""

from collections import Counter

# In the order in which they are told: what an editor would miss first. One, several, and what to do about it.
KINDS = {
    "picture": ("1 picture", "{} pictures"),
    "embedded": ("1 video, drawing or other embedded part", "{} videos, drawings or other embedded parts"),
    "comment": ("1 comment", "{} comments"),
    "deleted": ("1 piece of deleted or struck-out text", "{} pieces of deleted or struck-out text"),
    "hidden": ("1 piece of hidden text", "{} pieces of hidden text"),
    "link": (
        "1 link that works only on somebody’s own computer (its words are kept)",
        "{} links that work only on somebody’s own computer (their words are kept)",
    ),
}
LOOKS = ("colours", "fonts and sizes", "underlining", "alignment")
ON_A_PAGE = "Pictures: add them to the page with the block “Picture”, beside this text."
ELSEWHERE = (
    "Pictures: this text cannot hold them. Put them into a document (PDF or Word) and add that, or on a page with the "
    "block “Picture”."
)


class Removed:
    """Counts while a text is tidied."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(+self.found)

    def add(self, kind: str, number: int = 1) -> None:
        self.found[kind] += number

    def sentence(self, on_a_page: bool = False) -> str:
        """“Removed: 2 pictures, colours.” and how pictures are added; empty when nothing was removed."""
        if not self:
            return ""
        parts = [
            one if self.found[kind] == 1 else several.format(self.found[kind])
            for kind, (one, several) in KINDS.items()
            if self.found[kind]
        ]
        parts += [look for look in LOOKS if self.found[look]]
        advice = (ON_A_PAGE if on_a_page else ELSEWHERE) if self.found["picture"] else ""
        return f"Removed: {', '.join(parts)}. {advice}".strip()
