from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_save


class WebConfig(AppConfig):
    name = "lscb_site.web"
    verbose_name = "Addresses"

    def ready(self) -> None:
        from lscb_site.web.incoming_text import clean_stored_text
        from lscb_site.web.public_addresses import keep_all_addresses

        pre_save.connect(clean_stored_text, dispatch_uid="lscb_site.web.incoming_text")
        post_migrate.connect(keep_all_addresses, sender=self)
