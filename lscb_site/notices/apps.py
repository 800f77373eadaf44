from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lscb_site.notices"
    verbose_name = "Notices"
