"""Addresses as people type them, and as an e-mail or a letter passes them on."""

import re

from lscb_site.text.characters import clean_line

LONGEST = 1_000  # characters; nobody types more
# What ends up behind an address: a full stop, a bracket, a quotation mark, a star, a space that was encoded twice.
BEHIND = re.compile(r"(?:&(?:nbsp|quot|lt|gt|amp|#\d+)\b;?|%(?:20|22|29|3e|c2%a0)|[\W_])+$", re.IGNORECASE)
AROUND_A_PART = " \"'<>“”‘’"
# The file that other servers show for a folder.
INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


def tidied(path: str) -> str:
    """The path without what does not belong to it, and without its last slash; empty for the home page."""
    parts = [part.strip(AROUND_A_PART) for part in clean_line(path[:LONGEST]).split("/")]
    bare = INDEX.sub("", BEHIND.sub("", "/".join(["", *filter(None, parts)])))
    return bare if bare.strip("/") else ""


def meant(path: str) -> list[str]:
    """Other spellings that `path` can stand for, the likeliest first. Each starts with one slash."""
    bare = tidied(path)
    spellings = [f"{bare}/", bare, f"{bare.lower()}/", bare.lower()]
    return [each for each in dict.fromkeys(spellings) if each and each != path]
