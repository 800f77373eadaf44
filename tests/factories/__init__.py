"""Factories that make the least each model allows: `PostFactory()` is a draft, `PostFactory(live=True)` is live now."""

from tests.factories.accounts import (
    AdministratorFactory,
    EditorFactory,
    PublisherFactory,
    UserFactory,
)
from tests.factories.confirming import ConfirmationContactFactory, ConfirmationRequestFactory, ProposedChangeFactory
from tests.factories.contacts import (
    AuthorityFactory,
    BoardFactory,
    ContactPointFactory,
    HelplineFactory,
    OpeningHoursFactory,
    PlaceFactory,
)
from tests.factories.following import FollowerFactory, FollowFactory, FollowRequestFactory
from tests.factories.news import PaperFactory, PostFactory, SessionFactory
from tests.factories.notices import NoticeFactory
from tests.factories.resources import (
    AudienceFactory,
    CollectionFactory,
    CollectionItemFactory,
    ComparisonFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    FilePageFactory,
    LiveDocumentFactory,
    PrivateFindingFactory,
    PublishingBodyFactory,
    SourceFactory,
    StatementFactory,
    TopicFactory,
)
from tests.factories.search import DistressPhraseFactory, GlossaryTermFactory, PinnedResultFactory

__all__ = [
    "AdministratorFactory",
    "AudienceFactory",
    "AuthorityFactory",
    "BoardFactory",
    "CollectionFactory",
    "CollectionItemFactory",
    "ComparisonFactory",
    "ConfirmationContactFactory",
    "ConfirmationRequestFactory",
    "ContactPointFactory",
    "DistressPhraseFactory",
    "DocumentFactory",
    "EditionFactory",
    "EditionFileFactory",
    "EditorFactory",
    "FilePageFactory",
    "FollowFactory",
    "FollowRequestFactory",
    "FollowerFactory",
    "GlossaryTermFactory",
    "HelplineFactory",
    "LiveDocumentFactory",
    "NoticeFactory",
    "OpeningHoursFactory",
    "PaperFactory",
    "PinnedResultFactory",
    "PlaceFactory",
    "PostFactory",
    "PrivateFindingFactory",
    "ProposedChangeFactory",
    "PublisherFactory",
    "PublishingBodyFactory",
    "SessionFactory",
    "SourceFactory",
    "StatementFactory",
    "TopicFactory",
    "UserFactory",
]
