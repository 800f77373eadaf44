from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "lscb_site.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from lscb_site.search import receivers
        from lscb_site.search.backends import prepare

        receivers.connect()
        post_migrate.connect(prepare, sender=self)
