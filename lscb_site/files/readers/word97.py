"""Facts of an old Word document, from its summary property set ([MS-OLEPS])."""

from typing import Any

import olefile


def facts(path: str, kind: str) -> dict[str, Any]:
    with olefile.OleFileIO(path) as document:
        summary = document.get_metadata()
        return {
            "pages": summary.num_pages or None,
            "title": _text(summary.title),
            "language": "",
            "tagged": None,
            "bookmarked": None,
        }


def _text(value: object) -> str:
    return value.decode("cp1252", "replace") if isinstance(value, bytes) else str(value or "")
