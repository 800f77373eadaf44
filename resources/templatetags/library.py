from django import template
from django.template.defaultfilters import filesizeformat

from lscb_site.files.kinds import FileKind

register = template.Library()

COUNTED_IN = {FileKind.PPTX: "slide", FileKind.XLSX: "sheet"}


@register.filter
def facts(file) -> str:
    """What a link to a file tells before it is opened: `PDF, 312 KB, 8 pages`. Empty while the file is to follow."""
    if not file.file:
        return ""
    told = [file.kind_facts.label, filesizeformat(file.size)]
    if file.pages:
        word = COUNTED_IN.get(file.kind_facts, "page")
        told.append(f"{file.pages} {word}{'' if file.pages == 1 else 's'}")
    return ", ".join(told)
