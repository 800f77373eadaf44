from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_migrate, post_save


class AccountsConfig(AppConfig):
    name = "lscb_site.accounts"
    verbose_name = "Accounts"

    def ready(self):
        from django.apps import apps
        from django.contrib.auth import get_user_model

        from lscb_site.accounts import auditing, recording, roles, second_factor, tasks
        from lscb_site.accounts.models import Letter, PasswordRequest

        # Django tells every app with models in turn; once is enough, and `auth` is the one that holds groups.
        post_migrate.connect(roles.make_groups, sender=apps.get_app_config("auth"), dispatch_uid="accounts.groups")
        m2m_changed.connect(roles.follow_role, get_user_model().groups.through, dispatch_uid="accounts.is_staff")
        auditing.register()
        second_factor.connect()
        recording.connect()
        for model in (Letter, PasswordRequest):
            post_save.connect(tasks.wake_when_written, model, dispatch_uid=f"accounts.{model.__name__}")
