"""Headings in order, and pictures with words."""

import re
from collections.abc import Iterator

from lscb_site.linter.writing import Code, Knowledge, Remark, Shape, Writing, about

FILE_NAME = re.compile(
    r"""(?: .*\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|heic) | (?:IMG|DSC[NF]?|P|PXL|DCIM|MVI|image|picture|photo|scan|
    screen\ ?shot|untitled|download|figure|unnamed|WhatsApp\ Image)[\s_.-]*\d[\w\s:.()-]* | \d[\d_-]* |
       [\w-]*_[\w-]+ |
    [0-9a-f]{8,}(?:-[0-9a-f]+)* )""",
    re.IGNORECASE | re.VERBOSE,
)
SAYS_NOTHING = re.compile(
    r"(?:an? |the |our )?(?:image|picture|photo(?:graph)?|pic|logo|icon|graphic|illustration|screen ?shot|banner|"
    r"figure|"
    r"diagram|chart|graph|map|alt(?:ernative)?(?: text)?|description|decorative|untitled|spacer|img|todo|tbc|n/?a|"
    r"none|test|x+)"
    r"(?: (?:here|of|goes here))?",
    re.IGNORECASE,
)
AROUND = re.compile(r"^[\s\W]+|[\s\W]+$")

SKIPPED = "This heading skips a level. People who listen to a page take it that a part is missing."
MISSING = "This picture has no words. Whoever cannot see it does not learn what it shows."
NAME_OF_A_FILE = "These words do not say what the picture shows."
DESCRIBE = "Say in a few words what the picture shows, as you would on the telephone."


def skipped_heading(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    """Under the title of the page, which is of the first level, comes the second."""
    last = 1
    field = ""
    for text, passage in writing.passages():
        group = "" if writing.texts_share_headings else text.field
        if group != field:
            field, last = group, 1
        if passage.level > last + 1:
            advice = f"Make it a heading of level {last + 1}, or put the heading in between."
            words = passage.text or f"Heading of level {passage.level} without words"
            yield about(Code.HEADING, text, words, words, SKIPPED, advice)
        last = passage.level or last


def picture_without_text(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    for text, passages in writing.parts:
        if text.shape is Shape.PICTURE and (not text.value.strip() or says_nothing(text.value)):
            message = NAME_OF_A_FILE if text.value.strip() else MISSING
            yield about(Code.PICTURE, text, text.value or text.address, text.value, message, DESCRIBE)
        for picture in (picture for passage in passages for picture in passage.pictures):
            words = picture.alternative or ""
            if not words.strip():
                yield about(Code.PICTURE, text, picture.address, picture.address, MISSING, DESCRIBE)
            elif says_nothing(words):
                yield about(Code.PICTURE, text, words, words, NAME_OF_A_FILE, DESCRIBE)


def says_nothing(words: str) -> bool:
    bare = AROUND.sub("", " ".join(words.split()))
    return not bare or bool(FILE_NAME.fullmatch(bare) or SAYS_NOTHING.fullmatch(bare))
