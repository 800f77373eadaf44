"""What a link to a file tells before it is opened, as GOV.UK prints it: PDF, 312 KB, 8 pages."""

from lscb_site.files.kinds import FileKind

COUNTED_IN = {FileKind.PPTX: "slide", FileKind.XLSX: "sheet"}  # all others in pages


def facts_in_words(kind: FileKind, size: int, pages: int | None) -> str:
    """`size` in bytes; `pages` are slides or sheets where the kind has them, None where they are not known."""
    facts = [kind.label, size_in_words(size)]
    if pages:
        facts.append(f"{pages} {COUNTED_IN.get(kind, 'page')}{'' if pages == 1 else 's'}")
    return ", ".join(facts)


def size_in_words(size: int) -> str:
    """`size` in bytes: `312 KB`, `1.4 MB`. Whole kilobytes, one decimal of megabytes."""
    kilobytes = max(1, round(size / 1024))
    return f"{kilobytes}\N{NO-BREAK SPACE}KB" if kilobytes < 1024 else f"{size / 1024**2:.1f}\N{NO-BREAK SPACE}MB"
