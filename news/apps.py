from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "News"

    def ready(self):
        post_migrate.connect(stamp_changes, sender=self)


def stamp_changes(using, **kwargs):
    from lscb_site.publishing.stamps import keep_stamp
    from news.catalogue import STORED, SUBJECT

    keep_stamp(SUBJECT, *STORED, using=using)
