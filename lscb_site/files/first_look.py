"""The first look at an upload, in the child process: the title that it states, and what it hides. Imports no Django.

One child for both: starting it and loading its libraries costs more than either.
"""

from typing import Any

from lscb_site.files import finders, readers


def look(path: str, kind: str) -> dict[str, Any]:
    """``title``, empty where the file states none, and ``findings`` as `Finding.as_json` writes them."""
    try:
        title = readers.facts(path, kind)["title"]
    except Exception:  # whatever the damage suggests; the check must not be lost with the title
        title = ""
    return {"title": title, "findings": finders.find(path, kind)}
