"""What somebody leaves, and whose it is then."""

import pytest

from lscb_site.desk.leaving import Belongings
from lscb_site.reviews.models import Review
from tests.factories import (
    EditorFactory,
    LiveDocumentFactory,
)
from tests.reviews.reviewing import looked_after

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("owner", "deputy", "then"),
    [
        ("leaver", None, ("successor", None)),
        ("leaver", "successor", ("successor", None)),
        ("leaver", "colleague", ("successor", "colleague")),
        ("colleague", "leaver", ("colleague", "successor")),
        ("successor", "leaver", ("successor", None)),
        (None, "leaver", (None, "successor")),
    ],
)
def test_nobody_becomes_both_owner_and_deputy(administrator, leaver, successor, owner, deputy, then):
    people = {"leaver": leaver, "successor": successor, "colleague": EditorFactory(), None: None}
    looked_after(LiveDocumentFactory(), owner=people[owner], deputy=people[deputy])
    Belongings(leaver).hand_to(successor, administrator)
    review = Review.objects.get()
    assert (review.owner, review.deputy) == tuple(people[name] for name in then)
