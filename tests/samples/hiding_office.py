"""Office and OpenDocument files that hide something, one for each way to do it."""

from functools import cache

from tests.samples.hiding import Hiding
from tests.samples.hiding_odt import ODT
from tests.samples.hiding_pptx import PPTX
from tests.samples.hiding_word import WORD
from tests.samples.hiding_xlsx import XLSX

# Each is made once, however many tests ask for it.
HIDING = {name: Hiding(cache(make), *about) for name, (make, *about) in (WORD | ODT | PPTX | XLSX).items()}
