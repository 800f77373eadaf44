from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "News"

    def ready(self):
        from news.search import session_changed

        for signal in (post_save, post_delete):
            signal.connect(session_changed, sender="news.Session", dispatch_uid=f"news session found {id(signal)}")
        post_migrate.connect(stamp_changes, sender=self)


def stamp_changes(using, **kwargs):
    from lscb_site.publishing.stamps import keep_stamp
    from news.catalogue import STORED, SUBJECT

    keep_stamp(SUBJECT, *STORED, using=using)
