"""The kinds of file the portal accepts. Nothing outside this list is ever published."""

from enum import StrEnum
from typing import Self


class FileKind(StrEnum):
    """One accepted kind. The value is its extension without the dot, and is what a model stores.

    Content types are those registered with IANA; a file is served with exactly this one, never a guess.
    """

    content_type: str
    label: str

    PDF = "pdf", "application/pdf", "PDF"
    DOCX = "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document"
    PPTX = (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "PowerPoint presentation",
    )
    XLSX = "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel spreadsheet"
    ODT = "odt", "application/vnd.oasis.opendocument.text", "OpenDocument text"
    DOC = "doc", "application/msword", "Word 97-2003 document"

    # They are empty for mypy alone, which takes `FileKind("pdf")` for a call of this: Python finds the member itself.
    def __new__(cls, value: str, content_type: str = "", label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.content_type = content_type
        member.label = label
        return member

    @property
    def extension(self) -> str:
        """The one right ending of such a file's name, with its dot: ``.pdf``."""
        return f".{self.value}"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs for a model field (Django takes the method itself: ``choices=FileKind.choices``)."""
        return [(kind.value, kind.label) for kind in cls]
