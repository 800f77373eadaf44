import factory

from lscb_site.following import sealing
from lscb_site.following.models import Follow, Follower, FollowRequest
from tests.factories.unlogged import UnloggedFactory

PLACE = "198.51.100.7"


class AddressedFactory(UnloggedFactory):
    """`address` is what the row holds sealed."""

    class Meta:
        abstract = True

    class Params:
        address = factory.Sequence("reader{}@example.org".format)

    sealed_address = factory.LazyAttribute(lambda row: sealing.seal(row.address))
    digest = factory.LazyAttribute(lambda row: sealing.digest(row.address))


class FollowerFactory(AddressedFactory):
    class Meta:
        model = Follower
        skip_postgeneration_save = True

    @factory.post_generation
    def follows(follower, create, things):
        """References of what is followed."""
        for thing in things or []:
            FollowFactory(follower=follower, thing=thing)


class FollowFactory(UnloggedFactory):
    class Meta:
        model = Follow

    follower = factory.SubFactory(FollowerFactory)
    thing = "news"


class FollowRequestFactory(AddressedFactory):
    class Meta:
        model = FollowRequest

    thing = "news"
    sender = factory.LazyFunction(lambda: sealing.digest_of_sender(PLACE))
