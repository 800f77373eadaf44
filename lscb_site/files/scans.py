"""Pages that are pictures, read by a machine where the machine is there: Debian's `tesseract`.

What it reads may be wrong, so every such page says how sure it is (``Section.read_by_machine``): it can be searched,
and is shown with that, but editions are not compared by it.
"""

import os
import shutil
from dataclasses import replace

from lscb_site.files import health
from lscb_site.files.isolation import IsolationFailed, run_isolated
from lscb_site.files.kinds import FileKind
from lscb_site.files.markup import cleaned
from lscb_site.files.reading import MIB, Reading

PROGRAM = "tesseract"
# Of one file. A page takes about two seconds of processor time.
MOST_PAGES = 100
# Of processor time for the child itself, which renders and cleans the pages, and of the clock for all it does. The
# first is the limit of each run of the program, too.
CPU_SECONDS, WALL_SECONDS = 120, 300


def program() -> str:
    """Where the program is, or an empty string where it is not installed."""
    return shutil.which(PROGRAM) or ""


def with_pictures_read(found: Reading, path: str, with_program: str, *, most_pages: int = MOST_PAGES) -> Reading:
    """``found``, which is what was read of the PDF at ``path``, with the words of its pages that are pictures.

    Pages stay as they were where ``with_program`` is empty, reads nothing, fails or takes too long: up to 300 s by the
    clock, in a child process of at most 1 GiB.
    """
    pictures = [section for section in found.sections if section.is_picture_only][:most_pages]
    if not with_program or not pictures:
        return found
    try:
        read = run_isolated(
            "lscb_site.files.readers.pdf.scanned:texts",
            os.path.abspath(path),  # the child works in a folder of its own
            [section.number - 1 for section in pictures],
            with_program,
            cpu_seconds=CPU_SECONDS,
            wall_seconds=WALL_SECONDS,
            output_bytes=8 * MIB,
        )
    except IsolationFailed:
        return found
    sections = [
        replace(
            section,
            html=cleaned(page["html"]),
            text=page["text"],
            is_picture_only=False,
            read_by_machine=page["confidence"],
        )
        if (page := read.get(str(section.number - 1))) and section.is_picture_only
        else section
        for section in found.sections
    ]
    text = health.text_signal(FileKind.PDF, sections)
    return replace(
        found,
        sections=sections,
        health=[text if signal.key == text.key else signal for signal in found.health],
    )
