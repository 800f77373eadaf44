from django.http import Http404, HttpResponseRedirect
from django.views import View

from lscb_site.publishing.views import PublishableDetailView, gone
from resources.models import Collection, Comparison, Document
from resources.structured_data import describe
from resources.succession import succession
from resources.views.withdrawn import withdrawn_part


class DocumentDetail(PublishableDetailView):
    """A document at its current edition, with all its others."""

    model = Document
    template_name = "resources/detail.html"

    def get_queryset(self):
        documents = super().get_queryset().with_editions(self.request.user)
        return documents.prefetch_related("topics", "audiences", "fetched_editions__corrections")

    def get_context_data(self, **kwargs):
        document = self.object
        edition = self.get_edition(document)
        history = [succession(each, document) for each in document.visible_editions]
        compared = self.get_compared(document)
        return super().get_context_data(**kwargs) | {
            "edition": edition,
            "current": document.current_edition,
            "history": [(each, compared.get(each.edition.pk)) for each in history],
            "succession": next((each for each in history if each.edition == edition), None),
            "successor": document.live_successor,
            "topics": document.topics.all(),
            "audiences": document.audiences.all(),
            "collections": Collection.objects.live().filter(items__document=document),
            "structured_data": describe(document, edition),
        }

    def get_edition(self, document):
        """The current edition; for staff who preview a draft, its newest one."""
        return document.current_edition or next(iter(document.visible_editions), None)

    def get_compared(self, document):
        """The edition that one is compared with, by its own id: the one before it where there are several."""
        editions = {edition.pk: edition for edition in document.visible_editions}
        pairs = Comparison.objects.live().filter(older__document=document).order_by("older__number")
        found = pairs.values_list("newer_id", "older_id")
        return {newer: editions[older] for newer, older in found if older in editions}


class EditionDetail(DocumentDetail):
    """One edition for ever: current, or superseded and saying so."""

    template_name = "resources/edition.html"

    def get_edition(self, document):
        for edition in document.visible_editions:
            if edition.number == self.kwargs["number"]:
                return edition
        raise Http404("This document has no such edition.")

    def get_withdrawn(self):
        return withdrawn_part(self.kwargs["slug"], self.kwargs["number"])

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if links := context["succession"].link_header():
            response.headers["Link"] = links
        return response


class LatestFile(View):
    """The permanent address of "whatever is current"."""

    def get(self, request, slug):
        document = Document.objects.visible_to(request.user).with_editions(request.user).filter(slug=slug).first()
        if document is None:
            if withdrawn := withdrawn_part(slug):
                return gone(request, withdrawn)
            raise Http404("No document has this address.")
        edition = document.current_edition
        file = edition and edition.main_file
        return HttpResponseRedirect((file if file and file.is_available else document).get_absolute_url())
