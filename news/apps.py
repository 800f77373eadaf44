from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "News"

    def ready(self):
        from news.search import session_changed

        for signal in (post_save, post_delete):
            signal.connect(session_changed, sender="news.Session", dispatch_uid=f"news session found {id(signal)}")
