"""What is wrong with a file, as every place says it where the document is named."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resources.models import EditionFile


def file_state(file: "EditionFile | None") -> str:
    """What to say of a file where its document is named: a name of `components/state.html`, empty where all is well."""
    if file is None or not file.file:
        return "no-file"
    if not file.is_available:
        return "file-unavailable"
    return "demonstration" if file.is_demonstration else ""
