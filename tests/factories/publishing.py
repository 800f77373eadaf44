"""The states of anything publishable, as traits: draft unless one of them is asked for."""

from datetime import timedelta

import factory
from django.utils import timezone

from lscb_site.publishing.states import State
from tests.factories.unlogged import UnloggedFactory

DAY = timedelta(days=1)


def from_now(delta):
    return factory.LazyFunction(lambda: timezone.now() + delta)


class PublishableFactory(UnloggedFactory):
    class Meta:
        abstract = True

    class Params:
        live = factory.Trait(state=State.PUBLISHED, publish_from=from_now(-DAY))
        scheduled = factory.Trait(state=State.PUBLISHED, publish_from=from_now(DAY))
        expired = factory.Trait(state=State.PUBLISHED, publish_from=from_now(-2 * DAY), publish_until=from_now(-DAY))
        withdrawn = factory.Trait(
            state=State.WITHDRAWN, publish_from=from_now(-DAY), withdrawn_reason="It is out of date."
        )
