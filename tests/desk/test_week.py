"""What the desk says of today and this week."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from lscb_site.desk.attention.gathering import Desk
from tests.factories import PostFactory

LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db


def test_the_week_tells_what_goes_live_and_what_ends(publisher):
    now = timezone.now()
    soon = PostFactory(title="Soon", state="published", publish_from=now + timedelta(days=1))
    PostFactory(title="Later", state="published", publish_from=now + timedelta(days=8))
    PostFactory(title="Only a draft", publish_from=now + timedelta(days=1))
    ends = PostFactory(
        title="Ends", state="published", publish_from=now - timedelta(days=1), publish_until=now + timedelta(hours=1)
    )
    told = [(moment.thing.name, moment.words) for moment in Desk(publisher).this_week]
    assert told == [(str(ends), "stops being live"), (str(soon), "goes live")]


@pytest.mark.parametrize("hour", [0, 8, 23])
def test_in_a_week_at_nine_is_this_week_at_any_hour(publisher, hour):
    with time_machine.travel(datetime(2026, 11, 27, hour, 50, tzinfo=LONDON), tick=False):
        for title, moment in (("In a week", datetime(2026, 12, 4, 9)), ("The day after", datetime(2026, 12, 5))):
            PostFactory(title=title, state="published", publish_from=moment.replace(tzinfo=LONDON))
        assert [moment.thing.name for moment in Desk(publisher).this_week] == ["In a week"]
