from datetime import datetime, time

from django.utils import timezone

from lscb_site.caching.last_change import DatedFeed
from lscb_site.web.feeds import AtomFeed, RssFeed
from news.models import Post

FEED_LENGTH = 30  # posts


class PostsRss(DatedFeed):
    feed_type = RssFeed
    title = "News: London Safeguarding Children Board"
    link = "/news/"
    feed_url = "/news/feed.rss"
    description = "Conferences, protocol launches, reports and guidance of the London Safeguarding Children Board."
    language = "en-gb"

    def items(self):
        return Post.objects.live().newest_first()[:FEED_LENGTH]

    def item_title(self, post):
        return post.title  # Django's own escapes for HTML what the feed's XML escapes again

    def item_description(self, post):
        return post.summary

    def item_categories(self, post):
        return [post.get_kind_display()]

    def item_pubdate(self, post):
        """The day that readers see; of a day to come, for which their programs would wait, when it went live."""
        noon = timezone.make_aware(datetime.combine(post.date, time(12)))
        return noon if noon <= timezone.now() else post.publish_from

    def item_updateddate(self, post):
        return max(post.updated_at, post.publish_from)


class PostsAtom(PostsRss):
    feed_type = AtomFeed
    subtitle = PostsRss.description
    feed_url = "/news/feed.atom"
