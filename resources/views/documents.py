from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views import View

from lscb_site.publishing.views import PublishableDetailView
from resources.models import Document
from resources.structured_data import describe


class DocumentDetail(PublishableDetailView):
    """A document at its current edition."""

    model = Document
    template_name = "resources/detail.html"

    def get_queryset(self):
        library = super().get_queryset().with_editions(self.request.user)
        return library.select_related("succeeded_by").prefetch_related("topics", "audiences")

    def get_context_data(self, **kwargs):
        document = self.object
        edition = self.get_edition(document)
        return super().get_context_data(**kwargs) | {
            "edition": edition,
            "current": document.current_edition,
            "editions": document.visible_editions,
            "successor": self.get_successor(document),
            "structured_data": describe(document, edition),
        }

    def get_edition(self, document):
        """The current edition; for staff who preview a draft, its newest one."""
        return document.current_edition or next(iter(document.visible_editions), None)

    def get_successor(self, document):
        successor = document.succeeded_by
        return successor if successor and successor.is_live else None


class EditionDetail(DocumentDetail):
    """One edition for ever: current, or superseded and saying so."""

    template_name = "resources/edition.html"

    def get_edition(self, document):
        for edition in document.visible_editions:
            if edition.number == self.kwargs["number"]:
                return edition
        raise Http404("This document has no such edition.")


class LatestFile(View):
    """The permanent address of "whatever is current"."""

    def get(self, request, slug):
        document = get_object_or_404(Document.objects.visible_to(request.user).with_editions(request.user), slug=slug)
        edition = document.current_edition
        file = edition and edition.main_file
        return HttpResponseRedirect(file.get_absolute_url() if file and file.file else document.get_absolute_url())
