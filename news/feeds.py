"""The news for readers' programs, whole or of one kind (`?kind=…`), in three formats of the same entries."""

from datetime import datetime, time

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from lscb_site.caching.last_change import DatedFeed
from lscb_site.web.addresses import absolute
from lscb_site.web.feeds import AtomFeed, JsonFeed, RssFeed, for_other_sites, lasting_id
from news.forms import FeedFilter
from news.models import Post
from news.selectors import announced

FEED_LENGTH = 30  # posts


class PostsAtom(DatedFeed):
    feed_type = AtomFeed
    route = "news:atom"
    cached_by = ("kind",)
    subtitle = description = (
        "Conferences, protocol launches, reports and guidance of the London Safeguarding Children Board."
    )
    language = "en-gb"
    item_guid_is_permalink = False

    def get_object(self, request):
        form = FeedFilter(request.GET)
        if not form.is_valid():
            raise Http404("There is no such kind.")
        return form

    def title(self, form):
        about = f" ({Post.Kind(form.kind_asked).label})" if form.kind_asked else ""
        return f"News{about}: London Safeguarding Children Board"

    def link(self, form):
        return absolute(reverse("news:list", query=form.asked))

    def feed_url(self, form):
        return absolute(reverse(self.route, query=form.asked))

    def feed_guid(self, form):
        return lasting_id(f"news of {form.kind_asked}" if form.kind_asked else "news")

    def items(self, form):
        posts = Post.objects.live().newest_first()
        if form.kind_asked:
            posts = posts.filter(kind=form.kind_asked)
        return announced(posts[:FEED_LENGTH], AnonymousUser())

    def item_guid(self, item):
        return lasting_id(item.post)

    def item_link(self, item):
        return absolute(item.post.get_absolute_url())

    def item_title(self, item):
        return item.post.title  # Django's own escapes for HTML what the feed's XML escapes again

    def item_description(self, item):
        return item.post.summary

    def item_extra_kwargs(self, item):
        whole = render_to_string("news/feed_entry.html", {"item": item})
        return {"content": for_other_sites(whole, item.post.get_absolute_url())}

    def item_categories(self, item):
        return [item.post.get_kind_display()]

    def item_pubdate(self, item):
        """The day that readers see; of a day to come, for which their programs would wait, when it went live."""
        noon = timezone.make_aware(datetime.combine(item.post.date, time(12)))
        return noon if noon <= timezone.now() else item.post.publish_from

    def item_updateddate(self, item):
        """A paper that came later is told of again."""
        came = [document.publish_from for _, document, _ in [*item.papers, *item.sessions] if document]
        return max(item.post.updated_at, item.post.publish_from, *came)


class PostsRss(PostsAtom):
    feed_type = RssFeed
    route = "news:rss"


class PostsJson(PostsAtom):
    feed_type = JsonFeed
    route = "news:json"
