from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "lscb_site.reviews"
    verbose_name = "Who looks after what"

    def ready(self) -> None:
        from auditlog.registry import auditlog

        from lscb_site.reviews import receivers  # noqa: F401 - connects its receivers
        from lscb_site.reviews.models import Review

        auditlog.register(Review)
