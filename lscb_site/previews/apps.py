from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    name = "lscb_site.previews"
    label = "previews"
    verbose_name = "Previews"

    def ready(self) -> None:
        from lscb_site.previews import receivers

        receivers.connect()
