"""Makes the name of an uploaded file safe to store, to send in a header and to save on any system."""

import re
import unicodedata
from collections.abc import Sequence

from lscb_site.files.kinds import FileKind

MAX_CHARACTERS = 100
# Most file systems count bytes, not characters, and allow 255; this leaves room for what storage appends.
MAX_BYTES = 200
# Windows refuses these before any extension (Microsoft, "Naming files, paths, and namespaces").
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*;%#${}`]+')  # not allowed on Windows, or with a meaning in headers and addresses
# Control, format (which holds the right-to-left overrides and zero-width characters), unassigned, private, surrogate.
INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs"}
FALLBACK = "document"
# Of names of files inside a file, in a sentence.
MAX_LISTED, MAX_SHOWN, MAX_CHARACTERS_LOOKED_AT = 3, 60, 300


def safe_name(name: str, kind: FileKind) -> str:
    """A readable name for a file of ``kind``: letters of any script kept, everything that could mislead removed.

    Never empty, never a path, at most 100 characters and 200 bytes with its extension, which is always the right one.
    """
    name = unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1])
    name = re.sub(r"\s+", " ", name)  # before control characters go: a line break separates words
    name = "".join(character for character in name if unicodedata.category(character) not in INVISIBLE)
    stem = name[: -len(kind.extension)] if name.casefold().endswith(kind.extension) else name
    stem = re.sub(r" {2,}", " ", FORBIDDEN.sub(" ", stem)).strip(" .-_")
    stem = re.sub(r"\.{2,}", ".", stem)
    stem = _shortened(stem, len(kind.extension))
    if not stem:
        stem = FALLBACK
    if RESERVED.fullmatch(stem):
        stem = f"{FALLBACK}-{stem}"
    return stem + kind.extension


def listed(names: Sequence[str]) -> str:
    """The names of files inside a file for a sentence: “: “minutes.docx”, “plan.pdf” and 3 more”; empty for none.

    They are a stranger's: of each a line of at most 60 characters that shows as it is, and no more than three.
    """
    shown = [f"“{shown}”" for name in names if (shown := _shown(name))]
    more = f" and {len(shown) - MAX_LISTED} more" if len(shown) > MAX_LISTED else ""
    return f": {', '.join(shown[:MAX_LISTED])}{more}" if shown else ""


def _shown(name: str) -> str:
    name = re.split(r"[\\/]", unicodedata.normalize("NFC", name[:MAX_CHARACTERS_LOOKED_AT]))[-1]
    visible = "".join(c if unicodedata.category(c) not in INVISIBLE else " " for c in name)
    plain = " ".join(re.sub(r"[“”‘’&]+", " ", FORBIDDEN.sub(" ", visible)).split())
    return plain if len(plain) <= MAX_SHOWN else f"{plain[: MAX_SHOWN - 1].rstrip()}…"


def extension_of(name: str) -> str:
    """What follows the last dot of a name, in lower case, invisible characters apart; empty without one."""
    visible = "".join(c for c in name if unicodedata.category(c) not in INVISIBLE).strip(" .")
    stem, dot, extension = re.split(r"[\\/]", visible)[-1].rpartition(".")
    return extension.casefold().strip() if dot and stem else ""


def _shortened(stem: str, extension_length: int) -> str:
    stem = stem[: MAX_CHARACTERS - extension_length]
    stem = stem.encode()[: MAX_BYTES - extension_length].decode(errors="ignore")
    return stem.rstrip(" .-_")
