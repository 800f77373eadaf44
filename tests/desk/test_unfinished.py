"""Whose a draft is: who wrote on it last, or was given it."""

import pytest

from lscb_site.accounts.standing import close_account
from lscb_site.desk.leaving import Belongings
from lscb_site.desk.unfinished import drafts_of
from lscb_site.versions.contents import contents
from lscb_site.versions.drafting import write_draft
from tests.desk.leaving import titles_of, written_by
from tests.factories import (
    EditorFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db


def test_a_draft_is_whose_who_wrote_on_it_last(administrator, leaver, successor):
    post = written_by(leaver, PostFactory())
    assert [draft.item for draft in drafts_of({leaver.pk})] == [post]
    Belongings(leaver).hand_to(successor, administrator)
    assert [draft.was_handed_over for draft in drafts_of({successor.pk})] == [True]
    written_by(successor, post)
    assert [draft.was_handed_over for draft in drafts_of({successor.pk})] == [False]
    written_by(administrator, post)
    assert drafts_of({leaver.pk, successor.pk}) == []


def test_what_is_live_is_nobodys_draft_and_comes_back_to_none(administrator, leaver, successor):
    post = written_by(leaver, PostFactory())
    Belongings(leaver).hand_to(successor, administrator)
    post.publish()
    assert drafts_of({leaver.pk, successor.pk}) == []
    write_draft(post, contents(post), administrator)
    assert drafts_of({leaver.pk, successor.pk}) == []


def test_a_draft_can_be_handed_on_by_whoever_leaves_next(administrator, leaver, successor):
    written_by(leaver, PostFactory(title="Launch"))
    third = EditorFactory()
    Belongings(leaver).hand_to(successor, administrator)
    close_account(leaver, administrator)
    Belongings(successor).hand_to(third, administrator)
    assert titles_of(third) == {"Launch"}
