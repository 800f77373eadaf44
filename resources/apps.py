from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = "Documents"

    def ready(self):
        from resources import tasks

        post_save.connect(tasks.file_saved, sender="resources.EditionFile", dispatch_uid="resources.file_saved")
        post_save.connect(
            tasks.comparison_saved, sender="resources.Comparison", dispatch_uid="resources.comparison_saved"
        )
        post_migrate.connect(stamp_changes, sender=self)


def stamp_changes(using, **kwargs):
    from lscb_site.publishing.stamps import keep_stamp
    from resources.catalogue import STORED, SUBJECT

    keep_stamp(SUBJECT, *STORED, using=using)
