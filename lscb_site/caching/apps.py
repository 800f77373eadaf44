from django.apps import AppConfig


class CachingConfig(AppConfig):
    name = "lscb_site.caching"
    verbose_name = "Front cache"
