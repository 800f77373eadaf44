"""What every sample of a file that hides nothing says of itself."""

from collections.abc import Callable
from typing import NamedTuple

WORDS = "Also meant for everybody"


class Innocent(NamedTuple):
    """``words`` can be seen, and so must be read."""

    make: Callable[[], bytes]
    kind: str
    words: str = WORDS
