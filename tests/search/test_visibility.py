from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from lscb_site.search.models import SearchItem
from lscb_site.search.visibility import COLUMNS, current_among, shown_sql
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


MOMENTS = [datetime(1970, 1, 1, tzinfo=UTC), datetime(2015, 3, 18, 12, 30, 15, 99, tzinfo=UTC)]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_query_made_once_is_the_rules_own_at_every_moment(moment):
    rule = SearchItem.objects.shown(moment).order_by().values_list(*COLUMNS)
    assert shown_sql(moment) == rule.query.sql_with_params()


def test_each_moment_has_its_own_answer():
    PostFactory(live=True, title="Winter notice", publish_until=timezone.now() + timedelta(days=2))
    key = SearchItem.objects.get(title="Winter notice").pk
    answers = [list(current_among([key], timezone.now() + timedelta(days=days))) for days in (0, 1, 3, 1)]
    assert answers == [[key], [key], [], [key]]
