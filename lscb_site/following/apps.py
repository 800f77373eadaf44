from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "lscb_site.following"
    verbose_name = "Followers"

    def ready(self) -> None:
        from lscb_site.following import asking, receivers
        from lscb_site.publishing.asking_besides import askers

        receivers.connect()
        askers.append(asking.tell_questions)
