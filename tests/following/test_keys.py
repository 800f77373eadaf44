"""An address is read with a key that the site has, or not at all."""

import pytest

from lscb_site.following.models import Follower, Letter
from lscb_site.following.sending import send_again
from tests.factories import PostFactory
from tests.following.telling_followers import follower_of, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def follower():
    return follower_of("news")


@pytest.fixture
def post():
    post = PostFactory()
    post.publish()
    return post


def test_without_the_key_that_sealed_it_a_letter_is_given_up_and_says_why(follower, post, settings):
    settings.FOLLOWERS_KEYS = ["another key"]
    assert letters() == []
    letter = Letter.objects.get()
    assert letter.failed_at
    assert "FOLLOWERS_KEYS" in letter.problem


def test_what_was_given_up_can_be_sent_when_it_is_mended(follower, post, settings):
    settings.FOLLOWERS_KEYS = ["another key"]
    letters()
    settings.FOLLOWERS_KEYS = []
    assert send_again(Letter.objects.all()) == 1
    assert len(letters()) == 1


def test_a_key_can_be_exchanged(post, settings):
    settings.FOLLOWERS_KEYS = ["old"]
    follower_of("news")
    settings.FOLLOWERS_KEYS = ["new", "old"]
    assert len(letters()) == 1
    assert Follower.objects.with_address("Reader@example.org").exists()
