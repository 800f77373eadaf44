from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_save
from django.http import multipartparser


class WebConfig(AppConfig):
    name = "lscb_site.web"
    verbose_name = "Addresses"

    def ready(self) -> None:
        # Bytes of a part's own lines, in which its file's name stands. Django's 1,024 cost the whole form.
        multipartparser.MAX_TOTAL_HEADER_SIZE = 16 * 1024  # type: ignore[attr-defined]
        from lscb_site.web.incoming_text import clean_stored_text
        from lscb_site.web.many_to_many import name_links
        from lscb_site.web.public_addresses import keep_all_addresses

        name_links()
        pre_save.connect(clean_stored_text, dispatch_uid="lscb_site.web.incoming_text")
        post_migrate.connect(keep_all_addresses, sender=self)
