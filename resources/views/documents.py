from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponseRedirect
from django.views import View

from lscb_site.publishing.views import PublishableDetailView, gone
from lscb_site.web.calendars import facts_of
from resources.calendars import check_day
from resources.force import mark_of
from resources.models import Collection, Comparison, Document
from resources.structured_data import describe
from resources.succession import succession
from resources.views.withdrawn import withdrawn_part


class DocumentDetail(PublishableDetailView):
    """A document at the newest edition that readers can open, with all its others and what came before and after it."""

    model = Document
    template_name = "resources/detail.html"

    def get_queryset(self):
        documents = super().get_queryset().with_editions(self.request.user)
        # Few have either: whoever has none is not asked for them.
        documents = documents.annotate(
            followed_others=Exists(Document.objects.live().filter(succeeded_by=OuterRef("pk"))),
            is_compared=Exists(Comparison.objects.live().filter(older__document=OuterRef("pk"))),
        )
        return documents.prefetch_related("topics", "audiences", "sources", "fetched_editions__corrections")

    def get_context_data(self, **kwargs):
        document = self.object
        edition = self.get_edition(document)
        place = succession(edition, document)
        mark = mark_of(place)
        compared = self.get_compared(document)
        return super().get_context_data(**kwargs) | {
            "edition": edition,
            "history": [self.of_history(each, document, compared) for each in document.visible_editions],
            "succession": place,
            "mark": mark,
            "untold": self.get_untold(place),
            "predecessors": self.get_predecessors(document),
            "topics": document.topics.all(),
            "audiences": document.audiences.all(),
            "collections": Collection.objects.live().filter(items__document=document),
            "calendar_facts": facts_of(days) if mark.statement and (days := check_day(document)) else "",
            "structured_data": describe(document, edition, mark),
        }

    def get_edition(self, document):
        """The edition that leads; for staff who preview a draft, its newest one."""
        return document.shown_edition or next(iter(document.visible_editions), None)

    def get_predecessors(self, document):
        """The documents of other titles whose place it took, each with its editions."""
        if not document.followed_others:
            return []
        return Document.objects.live().filter(succeeded_by=document).order_by("title").with_files(self.request.user)

    def of_history(self, edition, document, compared):
        """An edition on the timeline, with its mark and the one that it is compared with."""
        return edition, mark_of(succession(edition, document)), compared.get(edition.pk)

    def get_untold(self, place):
        """The editions of whose missing file the page says nothing above its timeline: it is said once."""
        told = {each.what for each in place.followers if each.is_edition} if not place.newest_to_open else set()
        return [each for each in place.document.visible_editions if each not in told and each != place.edition]

    def get_compared(self, document):
        """The edition that one is compared with, by its own id: the one before it where there are several."""
        if not document.is_compared:
            return {}
        editions = {edition.pk: edition for edition in document.visible_editions}
        pairs = Comparison.objects.live().filter(older__document=document).order_by("older__number")
        found = pairs.values_list("newer_id", "older_id")
        return {newer: editions[older] for newer, older in found if older in editions}


class EditionDetail(DocumentDetail):
    """One edition for ever: the newest, or superseded and saying so."""

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
    """The permanent address of "whatever is the newest".

    It leads to a file where that is the newest there is. Where something newer is known, here or under another title,
    and where we have no file, it leads to the document's page, which says so.
    """

    def get(self, request, slug):
        document = Document.objects.visible_to(request.user).with_editions(request.user).filter(slug=slug).first()
        if document is None:
            if withdrawn := withdrawn_part(slug):
                return gone(request, withdrawn)
            raise Http404("No document has this address.")
        edition = document.current_edition
        file = edition and edition.main_file
        leads_to_file = file and file.is_available and not document.live_successor
        return HttpResponseRedirect((file if leads_to_file else document).get_absolute_url())
