"""Clean copies of Office and OpenDocument files, and what they are without: the privacy check itself says it."""

import os
import zipfile

from lscb_site.files.cleaners import opendocument, sheets, slides, word
from lscb_site.files.finders import find

MAKERS = {"docx": word.clean, "odt": opendocument.clean, "pptx": slides.clean, "xlsx": sheets.clean}


def clean(path: str, kind: str, target: str) -> list[str]:
    """As `cleaners.clean`."""
    before = [each["code"] for each in find(path, kind)]
    with zipfile.ZipFile(path) as package:
        MAKERS[kind](package).write(target)
    after = {each["code"] for each in find(target, kind)}
    without = [code for code in before if code not in after]
    if not without:
        os.unlink(target)
    return without
