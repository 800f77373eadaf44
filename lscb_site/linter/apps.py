from django.apps import AppConfig


class LinterConfig(AppConfig):
    name = "lscb_site.linter"
    label = "linter"
    verbose_name = "Words to look at"

    def ready(self) -> None:
        from djangocms_versioning.signals import post_version_operation

        from lscb_site.editing.advice import ADVISERS
        from lscb_site.linter.advising import Linter
        from lscb_site.linter.receivers import after_erasing, after_version
        from resources.erasing import names_forgotten

        ADVISERS.append(Linter())
        post_version_operation.connect(after_version, dispatch_uid="linter.after_version")
        names_forgotten.connect(after_erasing, dispatch_uid="linter.after_erasing")
