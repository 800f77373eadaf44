from django.apps import AppConfig
from django.db.models.signals import pre_save


class MovingInConfig(AppConfig):
    name = "lscb_site.moving_in"
    label = "moving_in"
    verbose_name = "Moving in"

    def ready(self) -> None:
        from lscb_site.moving_in.old_addresses import draft_moves

        pre_save.connect(draft_moves, sender="resources.Document", dispatch_uid="old addresses of a draft")
