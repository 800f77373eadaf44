from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "lscb_site.content"
    verbose_name = "Starting content"
