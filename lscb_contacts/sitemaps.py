from django.contrib.sitemaps import Sitemap

from lscb_contacts.models import Authority, Board


class AuthoritySitemap(Sitemap):
    def items(self):
        return Authority.objects.all()


class BoardSitemap(Sitemap):
    def items(self):
        return Board.objects.live()
