"""The rule is the database's: raw SQL on either database, on tables that migrations made."""

from datetime import datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from lscb_site.audit import append_only
from lscb_site.audit.acts import Act
from lscb_site.audit.models import Entry, KeptFor, forget_old
from lscb_site.audit.recording import record

pytestmark = pytest.mark.django_db


def sql(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def old(**ago):
    return Entry.objects.create(act=Act.SIGNED_OUT.value, at=timezone.now() - relativedelta(**ago))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET detail = 'another'",
        "UPDATE audit_entry SET at = '2001-01-01'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE act = 'signed_in'",
    ],
)
def test_no_statement_changes_or_deletes_what_is_recorded(statement):
    entry = record(Act.SIGNED_IN, detail="passkey")
    with pytest.raises(IntegrityError, match="append-only"):
        sql(statement)
    assert Entry.objects.get().detail == "passkey"
    assert Entry.objects.get().at == entry.at


def test_nor_does_any_queryset_or_model():
    entry = record(Act.SIGNED_IN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.update(detail="another")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.all().delete()
    entry.detail = "another"
    with pytest.raises(TypeError, match="cannot be changed"):
        entry.save()
    with pytest.raises(TypeError, match="cannot be deleted"):
        entry.delete()


@pytest.mark.skipif("not connection.vendor == 'postgresql'", reason="SQLite has no TRUNCATE")
def test_the_table_is_not_emptied_at_once():
    record(Act.SIGNED_IN)
    connection.check_constraints()  # the keys of what was added wait otherwise, and are a reason of their own
    with pytest.raises(IntegrityError, match="append-only"):
        sql("TRUNCATE audit_entry")
    assert Entry.objects.count() == 1


def test_what_is_older_than_the_period_goes_and_what_is_not_stays():
    kept = [record(Act.SIGNED_IN).pk, old(months=23, days=27).pk, old(months=24, hours=12).pk]
    old(months=24, days=1, hours=12)
    assert forget_old() == 1
    assert set(Entry.objects.values_list("pk", flat=True)) == set(kept)


@pytest.mark.parametrize(("months", "gone"), [(6, 2), (12, 1), (120, 0)])
def test_the_period_is_the_one_that_was_set(months, gone):
    KeptFor(months=months).save()
    old(months=7)
    old(months=13)
    assert forget_old() == gone


def test_a_period_that_was_set_protects_in_the_database_too():
    KeptFor(months=36).save()
    old(months=30)
    with pytest.raises(IntegrityError, match="append-only"):
        sql("DELETE FROM audit_entry")


@pytest.mark.parametrize("months", [0, 5, 121])
def test_no_period_outside_its_bounds_is_stored(months):
    with pytest.raises(IntegrityError):
        KeptFor(months=months).save()


@pytest.mark.parametrize("day", ["2028-02-29", "2027-03-31", "2027-10-31", "2027-12-31"])
def test_the_database_never_refuses_what_the_clock_deletes(day):
    """By either way to count months: those of Python stop at the end of a month, those of SQLite run over it."""
    for months in range(6, 25):
        now = timezone.make_aware(datetime.fromisoformat(day))
        mine = now - relativedelta(months=months) - timedelta(days=1)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT %s::timestamptz - make_interval(months => %s)", [now, months])
                (theirs,) = cursor.fetchone()
            else:
                cursor.execute("SELECT datetime(%s, %s)", [f"{now:%Y-%m-%d %H:%M:%S}", f"-{months} months"])
                theirs = timezone.make_aware(datetime.fromisoformat(cursor.fetchone()[0]))
        assert mine <= theirs


def test_the_rule_is_made_again_by_every_migrate():
    append_only.lift("default")
    record(Act.SIGNED_IN)
    call_command("migrate", verbosity=0)
    with pytest.raises(IntegrityError):
        sql("DELETE FROM audit_entry")


@pytest.mark.django_db(transaction=True)
class TestFlushing:
    """Of this suite: what one test commits, the next does not find, and finds the rule."""

    @pytest.mark.parametrize("turn", [1, 2])
    def test_each_test_begins_with_nothing_and_under_the_rule(self, turn):
        assert Entry.objects.count() == 0
        record(Act.SIGNED_IN)
        with pytest.raises(IntegrityError):
            sql("UPDATE audit_entry SET detail = 'another'")
