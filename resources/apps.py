from django.apps import AppConfig
from django.db.models.signals import post_save


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = "Documents"

    def ready(self):
        from resources import tasks

        post_save.connect(tasks.file_saved, sender="resources.EditionFile", dispatch_uid="resources.file_saved")
        post_save.connect(
            tasks.comparison_saved, sender="resources.Comparison", dispatch_uid="resources.comparison_saved"
        )
