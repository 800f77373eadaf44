"""The library for readers' programs: its editions, in three formats of the same entries, and those of one document."""

from itertools import count

from django.contrib.auth.models import AnonymousUser
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from lscb_site.caching.last_change import DatedFeed
from lscb_site.publishing.views import gone
from lscb_site.web.addresses import absolute
from lscb_site.web.dates import midnight_after
from lscb_site.web.feeds import AtomFeed, JsonFeed, RssFeed, for_other_sites, lasting_id
from resources.force import mark_of
from resources.forms import FeedFilter
from resources.models import Document, Edition
from resources.selectors import library
from resources.succession import Succession, succession
from resources.views.withdrawn import withdrawn_part

FEED_LENGTH = 30  # editions


class EditionsFeed(DatedFeed):
    """Entries that are editions, each with what is known of its force."""

    feed_type = AtomFeed
    language = "en-gb"
    item_guid_is_permalink = False

    def place(self, edition):
        return succession(edition, edition.document)

    def mark(self, edition):
        return mark_of(self.place(edition), dated=False)

    def item_guid(self, edition):
        return lasting_id(edition)

    def item_link(self, edition):
        return absolute(edition.get_absolute_url())

    def item_author_name(self, edition):
        return edition.document.publisher.name if edition.document.publisher else None

    def item_title(self, edition):
        return str(edition)  # Django's own escapes for HTML what the feed's XML escapes again

    def item_description(self, edition):
        force = f"{self.mark(edition).words}."
        return " ".join(filter(None, [force, edition.document.summary, edition.change_note]))

    def item_extra_kwargs(self, edition):
        whole = render_to_string("resources/feed_entry.html", {"edition": edition, "mark": self.mark(edition)})
        return {"content": for_other_sites(whole, edition.get_absolute_url())}

    def item_categories(self, edition):
        document = edition.document
        topics = [topic.name for topic in document.topics.all()]
        return [document.get_kind_display(), str(self.mark(edition).force.label), *topics]

    def item_pubdate(self, edition):
        return edition.publish_from

    def item_updateddate(self, edition):
        """What is said of its force is a part of the entry, and changes by the clock or with the next edition."""
        moments = [edition.updated_at, edition.publish_from, edition.document.updated_at]
        moments += [newer.publish_from for newer in self.place(edition).newer]
        if statement := edition.last_statement:
            moments.append(statement.updated_at)
            moments += [midnight_after(statement.check_on)] if statement.check_on < timezone.localdate() else []
        return max(moments)


class LibraryAtom(EditionsFeed):
    """The editions published last, of the whole library or of one kind or topic (`?kind=…&topic=…`): of each document
    the newest."""

    cached_by = ("kind", "topic")
    route = "resources:atom"
    subtitle = description = "New documents and new editions of the London Safeguarding Children Board."

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
        return absolute(reverse("resources:list", query=form.asked))

    def feed_url(self, form):
        return absolute(reverse(self.route, query=form.asked))

    def feed_guid(self, form):
        """By the topic's key: its address may change."""
        kind, topic = form.cleaned_data["kind"], form.cleaned_data["topic"]
        return lasting_id(f"documents of {kind or 'every kind'} on {topic.pk if topic else 'every topic'}")

    def items(self, form):
        # Conditions on the edition's own document, and no list of documents: so the newest editions are walked, along
        # their index, until there are enough that the list of documents shows too.
        set_aside = library.get().set_aside
        editions = Edition.objects.current()
        if kind := form.cleaned_data["kind"]:
            editions = editions.filter(document__kind=kind)
        if topic := form.cleaned_data["topic"]:
            editions = editions.filter(document__topics=topic)
        editions = editions.select_related("document__succeeded_by", "document__publisher")
        editions = editions.order_by("-publish_from", "-pk")
        found = []
        for start in count(0, FEED_LENGTH):
            some = list(editions[start : start + FEED_LENGTH])
            found += [edition for edition in some if edition.document_id not in set_aside]
            if len(found) >= FEED_LENGTH or len(some) < FEED_LENGTH:
                break
        newest = found[:FEED_LENGTH]
        prefetch_related_objects(newest, "files", "corrections", "document__statements", "document__topics")
        return newest

    def place(self, edition):
        """No edition took its place: `items` asks for no others. A document may have, which nobody can open here."""
        return Succession(edition.document, edition, None, (), edition.document.live_successor)


class LibraryRss(LibraryAtom):
    feed_type = RssFeed
    route = "resources:rss"


class LibraryJsonFeed(LibraryAtom):
    feed_type = JsonFeed
    route = "resources:json_feed"


class DocumentAtom(EditionsFeed):
    """Every edition of one document, for whoever relies on it and must hear of the next."""

    def __call__(self, request, slug):
        try:
            return super().__call__(request, slug)
        except Http404:
            if withdrawn := withdrawn_part(slug):
                return gone(request, withdrawn)
            raise

    def get_object(self, request, slug):
        """Of a draft, which only staff open, a feed without entries: nobody follows what is not live."""
        documents = Document.objects.visible_to(request.user).with_editions(AnonymousUser())
        return documents.prefetch_related("topics", "fetched_editions__corrections").get(slug=slug)

    def title(self, document):
        return f"{document}: editions"

    def subtitle(self, document):
        return document.summary or None

    def link(self, document):
        return absolute(document.get_absolute_url())

    def feed_url(self, document):
        return absolute(reverse("resources:document_atom", args=[document.slug]))

    def feed_guid(self, document):
        return lasting_id(document)

    def items(self, document):
        return document.visible_editions
