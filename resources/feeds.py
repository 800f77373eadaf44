from django.http import Http404
from django.urls import reverse

from lscb_site.caching.last_change import DatedFeed
from lscb_site.web.feeds import AtomFeed
from resources.forms import FeedFilter
from resources.models import Document, Edition

FEED_LENGTH = 30  # editions


class LibraryAtom(DatedFeed):
    """The newest editions that are current, of the whole library or of one kind or topic (`?kind=…&topic=…`)."""

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
        # Conditions on the edition's own document, and no list of documents: so the newest editions are walked until
        # there are enough.
        editions = Edition.objects.current().not_succeeded()
        if kind := form.cleaned_data["kind"]:
            editions = editions.filter(document__kind=kind)
        if topic := form.cleaned_data["topic"]:
            editions = editions.filter(document__topics=topic)
        return editions.select_related("document").order_by("-publish_from", "-pk")[:FEED_LENGTH]

    def item_title(self, edition):
        return str(edition)  # Django's own escapes for HTML what the feed's XML escapes again

    def item_description(self, edition):
        return " ".join(filter(None, [edition.document.summary, edition.change_note]))

    def item_categories(self, edition):
        return [edition.document.get_kind_display()]

    def item_pubdate(self, edition):
        return edition.publish_from

    def item_updateddate(self, edition):
        return max(edition.updated_at, edition.publish_from)
