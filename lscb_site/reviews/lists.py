"""What the lists can be narrowed to, for every kind alike."""

from collections.abc import Callable, Iterable

from lscb_site.editing.people import LEFT
from lscb_site.reviews.things import Person, Thing

SHOWN = {
    "due": "Past its check day",
    "nobody": "Nobody looks after it",
    "left": "Looked after by somebody who has left",
    "mine": "I look after it",
}
TESTS: dict[str, Callable[[Thing, Person], bool]] = {
    "due": lambda thing, user: thing.is_due(),
    "nobody": lambda thing, user: thing.is_nobodys,
    "left": lambda thing, user: thing.owner_in_words == LEFT,
    "mine": lambda thing, user: thing.is_of(user),
}


def chosen(things: Iterable[Thing], shown: str, user: Person) -> list[Thing]:
    return [thing for thing in things if shown not in TESTS or TESTS[shown](thing, user)]
