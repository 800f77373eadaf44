"""The whole entry is guarded: each field, by every way in, waits for a second person or ends the confirmation."""

from datetime import time

import pytest

from lscb_contacts.confirming.corrections import NotAccepted, accept, reject
from lscb_contacts.confirming.links import address_of
from lscb_contacts.confirming.values import Field, entry_of
from lscb_contacts.guarded import ENTRY
from lscb_contacts.models import ContactPoint, OpeningHours, ProposedChange
from tests.editing.browser_form import untouched
from tests.factories import AuthorityFactory, BoardFactory, ConfirmationRequestFactory
from tests.lscb_contacts.entries import (
    AS_PROPOSED,
    NEW,
    NEW_LINES,
    as_it_stands,
    by_file,
    by_form,
    by_inline,
    point_of,
    waiting,
)
from tests.lscb_contacts.test_exchange import as_csv, dry_run, wrong

pytestmark = pytest.mark.django_db


def test_the_fields_of_a_change_are_the_whole_entry():
    assert set(Field.values) == {*ENTRY, "lines", "hours"}
    every = {field.name for field in ContactPoint._meta.concrete_fields}
    assert every - set(ENTRY) == {
        *("id", "position", "confirmed_on", "confirmed_by"),
        *("source", "source_as_of", "source_note", "hours_source", "hours_source_as_of", "check_first"),
    }


@pytest.mark.parametrize("way", [by_form, by_inline, by_file])
def test_a_doubt_is_told_to_readers_at_once_and_leaves_the_confirmation(editor, editor_client, point, way):
    before = as_it_stands(point)
    way(editor_client, point, check_first="yes")
    assert ContactPoint.objects.get(pk=point.pk).check_first
    assert (as_it_stands(point), waiting(point)) == (before, [])


# Every field, by every way in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [by_form, by_inline, by_file])
def test_what_an_editor_changes_waits_and_readers_see_what_they_saw(editor, editor_client, point, way):
    before = as_it_stands(point)
    for name, typed in NEW.items():
        answer = way(editor_client, point, **{name: typed})
        assert answer.status_code == 200, name
        assert as_it_stands(point) == before, name
        assert waiting(point) == [{name: AS_PROPOSED[name]}]
        change = point.proposed_changes.waiting().get()
        with pytest.raises(NotAccepted):
            accept(change, editor)
        reject(change, editor)


def test_so_do_its_owner_and_its_lines_of_hours(editor_client, point, camden):
    before, board = as_it_stands(point), BoardFactory(authorities=[camden])
    line = {"opening_hours-0-opens": "08:00", "opening_hours-0-closes": "18:00"}
    for typed, expected in [
        ({"authority": camden.pk}, {"authority": str(camden.pk)}),
        ({"authority": "", "board": board.pk}, {"authority": "", "board": str(board.pk)}),
        (line, {"lines": NEW_LINES}),
        ({"opening_hours-0-DELETE": "on"}, {"lines": ""}),
    ]:
        by_form(editor_client, point, **typed)
        assert as_it_stands(point) == before
        assert waiting(point) == [expected]
        point.proposed_changes.all().delete()


def test_a_file_gives_no_entry_another_owner(editor_client, point, camden):
    page = dry_run(editor_client, as_csv(["id", "authority"], [point.pk, "camden"]))
    assert "belongs to brent" in wrong(page)[0]


def test_a_borough_that_corrects_its_entry_is_believed_at_once_that_it_is_wrong(client, point):
    words = {name: value for name, value in NEW.items() if name in ("name", "phone", "phone_note", "email", "web")}
    for name, typed in (words | {"hours": "Monday to Friday, 8am to 6pm"}).items():
        asked = ConfirmationRequestFactory(authority=point.authority)
        form = untouched(client.get(f"{address_of(asked)}changes/"), role="MASH manager", **{f"form-0-{name}": typed})
        assert client.post(f"{address_of(asked)}changes/", form).status_code == 200
        assert waiting(point) == [{name: AS_PROPOSED.get(name, typed)}]
        stored = ContactPoint.objects.get(pk=point.pk)
        assert (entry_of(stored), stored.is_confirmed) == (entry_of(point), False), name
        point.proposed_changes.all().delete()
        ContactPoint.objects.filter(pk=point.pk).update(confirmed_on="2026-11-01", confirmed_by="MASH manager")


def test_with_one_pair_of_eyes_it_is_live_at_once_and_not_confirmed(editor_client, point, camden, settings):
    settings.DIRECTORY_FOUR_EYES = False
    line = {"opening_hours-0-opens": "08:00", "opening_hours-0-closes": "18:00"}
    for typed in [*({name: value} for name, value in NEW.items()), {"authority": camden.pk}, line]:
        ContactPoint.objects.filter(pk=point.pk).update(confirmed_on="2026-11-01", confirmed_by="MASH manager")
        answer = by_form(editor_client, point, **typed)
        assert "it is not shown as confirmed any more" in answer.text, typed
        assert not ContactPoint.objects.get(pk=point.pk).is_confirmed, typed
    assert not ProposedChange.objects.exists()
    entry, lines, *_ = as_it_stands(point)
    assert (entry | AS_PROPOSED | {"authority": str(camden.pk)}, lines) == (entry, NEW_LINES)
    by_form(editor_client, point, name="Desk", confirmed_on="2026-11-20", confirmed_by="Desk manager")
    assert ContactPoint.objects.get(pk=point.pk).confirmed_by == "Desk manager"


def test_writes_past_the_forms_end_a_confirmation_too(point):
    def rename(each):
        each.name = "By hand"
        ContactPoint.objects.bulk_update([each], ["name"])

    others = point_of(AuthorityFactory(), name="Another")
    for write in [
        lambda: ContactPoint.objects.filter(pk=point.pk).update(purpose="lado"),
        lambda: ContactPoint.objects.filter(pk=point.pk).update(authority_id=others.authority_id),
        lambda: rename(ContactPoint.objects.get(pk=point.pk)),
        lambda: point.opening_hours.update(closes=time(18)),
        lambda: point.opening_hours.get().save(),
        lambda: point.opening_hours.get().delete(),
        lambda: OpeningHours.objects.bulk_create(
            [OpeningHours(contact_point=point, opens=time(9), closes=time(17), last_day=2)]
        ),
        lambda: point.opening_hours.update(contact_point=others),
        lambda: others.opening_hours.filter(last_day=2).delete(),
    ]:
        for each in (point, others):
            each.refresh_from_db()
            each.confirm("2026-11-01", "MASH manager")
            each.save()
        write()
        ended = ContactPoint.objects.filter(confirmed_on=None, confirmed_by="")
        assert ended.exists()
    ContactPoint.objects.update(confirmed_on="2026-11-01", confirmed_by="MASH manager")
    ContactPoint.objects.update(position=3, source="The council")
    assert not ContactPoint.objects.filter(confirmed_on=None).exists()
