import factory
from auditlog.context import disable_auditlog

from lscb_site.versions.acts import quietly


class UnloggedFactory(factory.django.DjangoModelFactory):
    """Rows that nobody made: the history of a row, and its versions, begin with what a test does to it."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with disable_auditlog(), quietly():
            return super()._create(model_class, *args, **kwargs)
