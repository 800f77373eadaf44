from django import template

from lscb_site.files.kinds import FileKind

register = template.Library()

COUNTED_IN = {FileKind.PPTX: "slide", FileKind.XLSX: "sheet"}


@register.filter
def facts(file) -> str:
    """What a link to a file tells before it is opened: `PDF, 312 KB, 8 pages`. Empty while the file is to follow."""
    if not file.file:
        return ""
    told = [file.kind_facts.label, size_in_words(file.size)]
    if file.pages:
        word = COUNTED_IN.get(file.kind_facts, "page")
        told.append(f"{file.pages} {word}{'' if file.pages == 1 else 's'}")
    return ", ".join(told)


def size_in_words(size: int) -> str:
    """`size` in bytes as GOV.UK prints it: `312 KB`, `1.4 MB`. Whole kilobytes, one decimal of megabytes."""
    kilobytes = max(1, round(size / 1024))
    return f"{kilobytes}\N{NO-BREAK SPACE}KB" if kilobytes < 1024 else f"{size / 1024**2:.1f}\N{NO-BREAK SPACE}MB"
