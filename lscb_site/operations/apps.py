from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "lscb_site.operations"
    verbose_name = "Operations"
