"""What every sample of a file that hides something says of itself."""

from collections.abc import Callable
from typing import NamedTuple

from tests.samples import papers

SECRET = "Quillon Abernathy"
BY = 'w:id="9" w:author="Quillon Abernathy" w:date="2024-01-02T03:04:05Z"'


class Hiding(NamedTuple):
    """``words`` are what must be found, and must not be read; an empty text where it is a fact and no words."""

    make: Callable[[], bytes]
    kind: str
    code: str
    words: str = SECRET


def secret_workbook() -> bytes:
    return papers.workbook([["Child", "Age"], [SECRET, 7]])
