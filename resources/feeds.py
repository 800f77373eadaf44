from itertools import count

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from lscb_site.caching.last_change import DatedFeed
from lscb_site.web.dates import midnight_after
from lscb_site.web.feeds import AtomFeed
from resources.force import mark_of
from resources.forms import FeedFilter
from resources.models import Document, Edition
from resources.selectors import library
from resources.succession import Succession

FEED_LENGTH = 30  # editions


class LibraryAtom(DatedFeed):
    """The editions published last, of the whole library or of one kind or topic (`?kind=…&topic=…`): of each document
    the newest, with what is known of its force."""

    feed_type = AtomFeed
    cached_by = ("kind", "topic")
    subtitle = "New documents and new editions of the London Safeguarding Children Board."
    language = "en-gb"

    def get_object(self, request):
        form = FeedFilter(request.GET)
        if not form.is_valid():
            raise Http404("There is no such kind or topic.")
        return form

    def title(self, form):
        words = [Document.Kind(form.cleaned_data["kind"]).label] if form.cleaned_data["kind"] else []
        words += [form.cleaned_data["topic"].name] if form.cleaned_data["topic"] else []
        about = f" ({', '.join(words)})" if words else ""
        return f"Documents{about}: London Safeguarding Children Board"

    def link(self, form):
        return reverse("resources:list", query=form.asked)

    def feed_url(self, form):
        return reverse("resources:atom", query=form.asked)

    def items(self, form):
        # Conditions on the edition's own document, and no list of documents: so the newest editions are walked, along
        # their index, until there are enough that the list of documents shows too.
        set_aside = library.get().set_aside
        editions = Edition.objects.current()
        if kind := form.cleaned_data["kind"]:
            editions = editions.filter(document__kind=kind)
        if topic := form.cleaned_data["topic"]:
            editions = editions.filter(document__topics=topic)
        editions = editions.select_related("document__succeeded_by").order_by("-publish_from", "-pk")
        found = []
        for start in count(0, FEED_LENGTH):
            some = list(editions[start : start + FEED_LENGTH])
            found += [edition for edition in some if edition.document_id not in set_aside]
            if len(found) >= FEED_LENGTH or len(some) < FEED_LENGTH:
                break
        prefetch_related_objects(found[:FEED_LENGTH], "files", "document__statements")
        return found[:FEED_LENGTH]

    def mark(self, edition):
        """No edition took its place: `items` asks for no others. A document may have, which nobody can open here."""
        successor = edition.document.live_successor
        return mark_of(Succession(edition.document, edition, older=None, newer=(), successor=successor), dated=False)

    def item_title(self, edition):
        return str(edition)  # Django's own escapes for HTML what the feed's XML escapes again

    def item_description(self, edition):
        force = f"{self.mark(edition).words}."
        return " ".join(filter(None, [force, edition.document.summary, edition.change_note]))

    def item_categories(self, edition):
        return [edition.document.get_kind_display(), str(self.mark(edition).force.label)]

    def item_pubdate(self, edition):
        return edition.publish_from

    def item_updateddate(self, edition):
        """What is said of its force is a part of the entry, and changes by the clock."""
        moments = [edition.updated_at, edition.publish_from]
        if statement := edition.last_statement:
            moments.append(statement.updated_at)
            moments += [midnight_after(statement.check_on)] if statement.check_on < timezone.localdate() else []
        return max(moments)
