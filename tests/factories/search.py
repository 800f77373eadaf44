import factory

from lscb_site.search.models import GlossaryTerm, PinnedResult


class GlossaryTermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GlossaryTerm

    term = "CSE"
    also = "child sexual exploitation"


class PinnedResultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PinnedResult

    phrase = "missing child"
