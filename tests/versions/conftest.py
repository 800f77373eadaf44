import pytest

from lscb_site.versions.keeping import keep
from tests.factories import PostFactory


@pytest.fixture
def post():
    """Live, with two versions: its title was changed."""
    post = PostFactory(live=True, title="Frist title", body="<p>One two three</p>")
    keep(post)
    post.title = "First title"
    post.save()
    return post
