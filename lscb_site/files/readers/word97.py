"""Facts of an old Word document, from its summary property set ([MS-OLEPS])."""

import olefile


def facts(path: str, kind: str) -> dict:
    with olefile.OleFileIO(path) as document:
        summary = document.get_metadata()
        title = summary.title or b""
        return {
            "pages": summary.num_pages or None,
            "title": title.decode("cp1252", "replace") if isinstance(title, bytes) else str(title),
            "language": "",
            "tagged": None,
            # [MS-DOC] keeps text among formatting; Word's own count of characters is what we can know cheaply.
            "has_text": bool(summary.num_chars),
        }
