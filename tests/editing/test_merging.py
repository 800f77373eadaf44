"""Rows of inlines, which two people add, change and delete."""

from datetime import date

import pytest

from lscb_contacts.confirming.corrections import accept
from lscb_contacts.models import ContactPoint, ProposedChange
from lscb_site.web.addresses import admin_address
from news.models import Paper
from tests.editing.browser_form import the_form_again, untouched
from tests.factories import (
    ContactPointFactory,
    DocumentFactory,
    EditorFactory,
    PaperFactory,
    PostFactory,
    ProposedChangeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return PostFactory()


def test_rows_that_the_other_added_deleted_and_changed(editor_client, post):
    kept, gone = PaperFactory(post=post, label="Kept", position=1), PaperFactory(post=post, label="Gone", position=2)
    address = admin_address(post)
    form = untouched(editor_client.get(address))
    new = DocumentFactory()
    form |= {"papers-1-label": "My words", "papers-TOTAL_FORMS": "3", "papers-2-document": str(new.pk)}
    form |= {"papers-2-position": "9", "papers-2-label": "My new row"}
    kept.label, added = "Anna's label", PaperFactory(post=post, label="Added", position=3)
    kept.save()
    gone.delete()
    answer = editor_client.post(address, form)
    told = the_form_again(answer).differences
    assert any("My words" in each.mine and "deleted" in each.outcome for each in told)
    assert any("Added" in each.theirs for each in told)
    assert editor_client.post(address, untouched(answer)).status_code == 302
    assert list(Paper.objects.filter(post=post).order_by("position").values_list("label", flat=True)) == [
        "Anna's label",
        "Added",
        "My new row",
    ]
    assert added.pk in post.papers.values_list("pk", flat=True)


@pytest.mark.parametrize(("choice", "left"), [("mine", 0), ("theirs", 1)])
def test_a_row_that_one_deletes_and_the_other_changes(editor_client, post, choice, left):
    paper = PaperFactory(post=post, label="As it was")
    address = admin_address(post)
    form = untouched(editor_client.get(address), **{"papers-0-DELETE": "on"})
    Paper.objects.filter(pk=paper.pk).update(label="Put right")
    answer = editor_client.post(address, form)
    (asked,) = the_form_again(answer).differences
    editor_client.post(address, untouched(answer, **{f"_choice-{asked.name}": choice}))
    assert post.papers.count() == left


def test_a_stale_form_that_adds_hours_leaves_the_new_number_and_its_confirmation(editor_client):
    """The fault that this room was built for: it ended a confirmation and proposed the old number again."""
    point = ContactPointFactory(phone="020 7946 0000", authority__council_url="https://www.brent.gov.uk/")
    pages = {
        admin_address(point): {
            "opening_hours-TOTAL_FORMS": "1",
            "opening_hours-0-first_day": "1",
            "opening_hours-0-last_day": "5",
            "opening_hours-0-opens": "09:00",
            "opening_hours-0-closes": "17:00",
            "opening_hours-0-bank_holidays": "no",
        },
        admin_address(point.authority): {"contact_points-0-note": "Ask for the duty worker."},
    }
    for number, (address, typed) in enumerate(pages.items()):
        mine = untouched(editor_client.get(address)) | typed
        change = ProposedChangeFactory(
            contact_point=point,
            after={"phone": f"+4420794609{number}9"},
            confirmed_on=date(2026, 11, 20 + number),
            confirmed_by="MASH manager",
        )
        accept(change, EditorFactory())
        answer = editor_client.post(address, mine)
        assert not any(each.asks for each in the_form_again(answer).differences)
        assert editor_client.post(address, untouched(answer)).status_code == 302
        stored = ContactPoint.objects.get(pk=point.pk)
        assert (stored.phone.as_e164, stored.confirmed_on) == (f"+4420794609{number}9", change.confirmed_on)
    # What this form changed itself waits as ever, and nothing else does.
    waiting = [dict(each.values.values_list("field", "after")) for each in ProposedChange.objects.waiting()]
    assert waiting == [{"note": "Ask for the duty worker."}, {"lines": "1-5 09:00:00-17:00:00 no"}]
