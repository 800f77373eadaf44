from lscb_site.search.models import DistressPhrase, GlossaryTerm, PinnedResult
from tests.factories.unlogged import UnloggedFactory


class GlossaryTermFactory(UnloggedFactory):
    class Meta:
        model = GlossaryTerm

    term = "CSE"
    also = "child sexual exploitation"


class PinnedResultFactory(UnloggedFactory):
    class Meta:
        model = PinnedResult

    phrase = "missing child"


class DistressPhraseFactory(UnloggedFactory):
    class Meta:
        model = DistressPhrase

    phrase = "bashing the little one"
