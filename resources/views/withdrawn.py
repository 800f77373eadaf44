"""The answers at addresses of what readers could open once: withdrawn with a reason, or corrected since."""

from django.http import Http404
from django.shortcuts import render

from lscb_site.publishing.views import gone
from resources.erasing import what_was_erased
from resources.models import Document, Edition, EditionFile, FormerFile


def withdrawn_part(slug: str, *numbers: int) -> Document | Edition | None:
    """The document of this address, or one of these editions of it, that was withdrawn."""
    document = Document.objects.withdrawn().filter(slug=slug).first()
    if document:
        return document
    editions = Edition.objects.gone().filter(document__slug=slug, number__in=numbers)
    return editions.select_related("document").first()


def file_gone(request, digest: str):
    """The answer for a file that readers may not have (any more): 410 with why and where to go, or not found."""
    if erased := what_was_erased(digest):
        return render(request, "resources/erased_file.html", {"erased": erased}, status=410)
    if file := EditionFile.objects.gone().with_digest(digest).select_related("edition__document").first():
        return gone(request, file.edition.withdrawn_part)
    former = FormerFile.objects.with_digest(digest).select_related("file__edition__document")
    if found := former.filter(file__in=EditionFile.objects.visible_to(request.user)).first():
        return render(request, "resources/former_file.html", {"former": found, "file": found.file}, status=410)
    if found := former.filter(file__in=EditionFile.objects.gone()).first():
        return gone(request, found.file.edition.withdrawn_part)
    raise Http404("No file has this address.")
