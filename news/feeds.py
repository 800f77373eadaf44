from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from news.models import Post

FEED_LENGTH = 30  # posts


class PostsRss(Feed):
    feed_type = Rss201rev2Feed
    cached_by = ()
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
        return timezone.make_aware(datetime.combine(post.date, time(12)))

    def item_updateddate(self, post):
        return post.updated_at


class PostsAtom(PostsRss):
    feed_type = Atom1Feed
    subtitle = PostsRss.description
    feed_url = "/news/feed.atom"
