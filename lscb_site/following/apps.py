from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "lscb_site.following"
    verbose_name = "Followers"

    def ready(self) -> None:
        from lscb_site.following import receivers

        receivers.connect()
