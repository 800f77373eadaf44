"""Office and OpenDocument files that look as if they hid something, and do not."""

from functools import cache

from tests.samples.innocent import Innocent
from tests.samples.innocent_slides import ODT, PPTX
from tests.samples.innocent_word import WORD
from tests.samples.innocent_xlsx import XLSX

# Each is made once, however many tests ask for it.
INNOCENT = {name: Innocent(cache(make), *about) for name, (make, *about) in (WORD | ODT | PPTX | XLSX).items()}
