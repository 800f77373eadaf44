import factory

from news.models import Paper, Post, Session
from tests.factories.publishing import PublishableFactory
from tests.factories.resources import DocumentFactory
from tests.factories.unlogged import UnloggedFactory


class PostFactory(PublishableFactory):
    class Meta:
        model = Post

    title = factory.Sequence("Post {}".format)
    slug = factory.Sequence("post-{}".format)
    summary = "What it announces."


class PaperFactory(UnloggedFactory):
    class Meta:
        model = Paper

    post = factory.SubFactory(PostFactory)
    document = factory.SubFactory(DocumentFactory)


class SessionFactory(UnloggedFactory):
    class Meta:
        model = Session

    post = factory.SubFactory(PostFactory)
    title = factory.Sequence("Session {}".format)
