"""The clock lets go what has been kept long enough."""

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.utils import timezone

from lscb_site.audit.acts import Act
from lscb_site.audit.models import Entry
from lscb_site.audit.recording import record

pytestmark = pytest.mark.django_db


def test_once_a_day_the_clock_deletes_what_is_older_than_the_period(monkeypatch):
    monkeypatch.setattr("lscb_site.operations.management.commands.clock.close_old_connections", lambda: None)
    kept = record(Act.SIGNED_IN)
    Entry.objects.create(act=Act.SIGNED_IN.value, at=timezone.now() - relativedelta(months=25))
    call_command("clock", beats=1)
    assert list(Entry.objects.all()) == [kept]
