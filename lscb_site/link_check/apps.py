from django.apps import AppConfig


class LinkCheckConfig(AppConfig):
    name = "lscb_site.link_check"
    label = "link_check"
    verbose_name = "Links"

    def ready(self) -> None:
        from lscb_site.link_check import receivers

        receivers.connect()
