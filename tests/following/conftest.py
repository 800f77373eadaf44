import pytest

from lscb_site.following import sending
from tests.factories import PostFactory
from tests.following.mail_servers import MailServer
from tests.following.telling_followers import follower_of


@pytest.fixture
def follower():
    return follower_of("news")


@pytest.fixture
def post():
    post = PostFactory(title="Conference & papers", summary="A day <of> talks.")
    post.publish()
    return post


@pytest.fixture
def server(monkeypatch):
    def answering(*answers):
        server = MailServer(*answers)
        monkeypatch.setattr(sending, "get_connection", lambda: server)
        return server

    return answering
