from datetime import time

import factory
from django.utils import timezone

from lscb_contacts.models import Authority, Board, ContactPoint, Helpline, OpeningHours, Place
from tests.factories.publishing import PublishableFactory
from tests.factories.unlogged import UnloggedFactory

MAP_WIDTH = 12  # tiles


class AuthorityFactory(UnloggedFactory):
    class Meta:
        model = Authority

    short_name = factory.Sequence("Borough {}".format)
    name = factory.LazyAttribute(lambda authority: f"London Borough of {authority.short_name}")
    slug = factory.Sequence("borough-{}".format)
    gss_code = factory.Sequence("E09{:06d}".format)
    council_url = "https://www.example.gov.uk/"
    column = factory.Sequence(lambda n: n % MAP_WIDTH + 1)
    row = factory.Sequence(lambda n: n // MAP_WIDTH + 1)


class BoardFactory(PublishableFactory):
    class Meta:
        model = Board
        skip_postgeneration_save = True

    name = factory.Sequence("Board {}".format)
    slug = factory.Sequence("board-{}".format)

    @factory.post_generation
    def authorities(board, create, authorities):
        if create and authorities:
            board.authorities.set(authorities)

    @factory.post_generation
    def succeeded_by(board, create, successors):
        if create and successors:
            board.succeeded_by.set(successors)


class ContactPointFactory(UnloggedFactory):
    class Meta:
        model = ContactPoint

    class Params:
        confirmed = factory.Trait(confirmed_on=factory.LazyFunction(timezone.localdate), confirmed_by="MASH manager")

    authority = factory.SubFactory(AuthorityFactory)
    name = "MASH"
    phone = "+442079460000"


class OpeningHoursFactory(UnloggedFactory):
    class Meta:
        model = OpeningHours

    contact_point = factory.SubFactory(ContactPointFactory)
    opens = time(9)
    closes = time(17)


class HelplineFactory(UnloggedFactory):
    class Meta:
        model = Helpline

    name = factory.Sequence("Helpline {}".format)
    slug = factory.Sequence("helpline-{}".format)
    phone = "+448088005000"


class PlaceFactory(UnloggedFactory):
    class Meta:
        model = Place
        skip_postgeneration_save = True

    name = factory.Sequence("Place {}".format)

    @factory.post_generation
    def authorities(place, create, authorities):
        if create and authorities:
            place.authorities.set(authorities)
