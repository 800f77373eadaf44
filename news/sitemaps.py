from django.contrib.sitemaps import Sitemap

from news.models import Post


class PostSitemap(Sitemap):
    def items(self):
        return Post.objects.live().newest_first()

    def lastmod(self, post):
        return post.updated_at
