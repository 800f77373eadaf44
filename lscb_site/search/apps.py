from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "lscb_site.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from lscb_site.publishing.destinations import offer
        from lscb_site.search import receivers, written_by
        from lscb_site.search.backends import prepare
        from lscb_site.search.destinations import everything_shown
        from lscb_site.search.tasks import migrated

        receivers.connect()
        offer(everything_shown)
        written_by.digest()
        register(written_by.check_index, Tags.database)
        post_migrate.connect(prepare, sender=self)
        post_migrate.connect(migrated, sender=self)
