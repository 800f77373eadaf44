from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "lscb_site.operations"
    verbose_name = "Operations"

    def ready(self):
        from lscb_site.operations import checks  # noqa: F401 - registers them
