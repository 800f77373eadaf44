from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WebConfig(AppConfig):
    name = "lscb_site.web"
    verbose_name = "Addresses"

    def ready(self) -> None:
        from lscb_site.web.public_addresses import keep_all_addresses

        post_migrate.connect(keep_all_addresses, sender=self)
