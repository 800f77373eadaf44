from datetime import timedelta

import factory
from django.utils import timezone

from lscb_contacts.confirming.values import stored_value
from lscb_contacts.models import ConfirmationContact, ConfirmationRequest, ProposedChange
from tests.factories.contacts import AuthorityFactory, ContactPointFactory
from tests.factories.unlogged import UnloggedFactory


class ConfirmationContactFactory(UnloggedFactory):
    class Meta:
        model = ConfirmationContact

    authority = factory.SubFactory(AuthorityFactory)
    mailbox = factory.Sequence("mash{}@example.gov.uk".format)
    deputy = factory.Sequence("deputy{}@example.gov.uk".format)


class ConfirmationRequestFactory(UnloggedFactory):
    class Meta:
        model = ConfirmationRequest

    class Params:
        expired = factory.Trait(expires_at=factory.LazyFunction(timezone.now))
        used = factory.Trait(used_at=factory.LazyFunction(timezone.now), answer="confirmed", answered_by="MASH manager")

    authority = factory.SubFactory(AuthorityFactory)
    kind = ConfirmationRequest.Kind.SCHEDULED
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))


class ProposedChangeFactory(UnloggedFactory):
    class Meta:
        model = ProposedChange
        skip_postgeneration_save = True

    contact_point = factory.SubFactory(ContactPointFactory)
    origin = ProposedChange.Origin.EDITOR

    @factory.post_generation
    def after(change, create, after):
        """The fields' new values, by default a number."""
        for field, value in (after or {"phone": "+442079460999"}).items():
            change.values.create(field=field, before=stored_value(change.contact_point, field), after=value)
