from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "lscb_site.pages"
    verbose_name = "Pages"
