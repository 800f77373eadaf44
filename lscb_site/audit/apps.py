from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    name = "lscb_site.audit"
    label = "audit"
    verbose_name = "Audit record"

    def ready(self) -> None:
        from lscb_site.audit import append_only

        pre_migrate.connect(append_only.lift, sender=self, dispatch_uid="audit.lift")
        post_migrate.connect(append_only.hold, sender=self, dispatch_uid="audit.hold")
