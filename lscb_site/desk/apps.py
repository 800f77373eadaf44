from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "lscb_site.desk"
    label = "desk"

    def ready(self):
        from lscb_site.desk.repointing import Repointing
        from lscb_site.publishing.repointing import find_by

        find_by(Repointing)
