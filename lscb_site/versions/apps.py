from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VersionsConfig(AppConfig):
    name = "lscb_site.versions"
    label = "versions"
    verbose_name = "Versions"

    def ready(self) -> None:
        from lscb_site.versions import receivers

        receivers.connect()
        post_migrate.connect(receivers.migrated, sender=self)
