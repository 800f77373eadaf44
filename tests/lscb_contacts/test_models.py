import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import modelform_factory

from lscb_contacts.models import ContactPoint, OutcodeShare, Postcode
from lscb_contacts.models.telephones import charge
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    ContactPointFactory,
    HelplineFactory,
    OpeningHoursFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "make",
    [
        lambda: ContactPointFactory(phone="", email="", web=""),
        lambda: ContactPointFactory(confirmed_on=date(2026, 3, 3), confirmed_by=""),
        lambda: ContactPointFactory(confirmed_on=None, confirmed_by="MASH manager"),
        lambda: ContactPointFactory(purpose="referral_form"),
        lambda: ContactPointFactory(purpose="thresholds", email="mash@example.gov.uk"),
        lambda: AuthorityFactory(gss_code="E10000001"),
        lambda: [AuthorityFactory(column=1, row=1) for _ in range(2)],
        lambda: ContactPointFactory(authority=None),
        lambda: ContactPointFactory(board=BoardFactory()),
        lambda: OpeningHoursFactory(first_day=5, last_day=1),
        lambda: OpeningHoursFactory(first_day=0),
        lambda: OpeningHoursFactory(last_day=8),
        lambda: OpeningHoursFactory.create_batch(2, contact_point=ContactPointFactory()),
        lambda: OutcodeShare.objects.create(outcode="SE1", share=101),
        lambda: [OutcodeShare.objects.create(outcode="SE1", share=50) for _ in range(2)],
        lambda: [Postcode.objects.create(code="SE17PB", authority=AuthorityFactory()) for _ in range(2)],
    ],
    ids=[
        "no way to reach it",
        "confirmed by nobody",
        "confirmed on no day",
        "a form without its page",
        "a document without its page",
        "outside London",
        "two on a tile",
        "belongs to nobody",
        "belongs to two",
        "a week backwards",
        "no such day",
        "an eighth day",
        "hours given twice",
        "more than all",
        "two shares outside London",
        "a postcode twice",
    ],
)
def test_the_database_refuses(make):
    with pytest.raises(IntegrityError):
        make()


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("020 7946", "too short"),
        ("0207 946 00001", "too long"),
        ("not a number", "not a telephone number"),
        ("7946 0000", "lacks its area code"),
        ("01222 123456", "No number in use starts with these digits"),
        ("+999 20 7946 0000", "No country has this code|not a telephone number"),
        ("020 7946 0000" * 9, "too long|not a telephone number"),
    ],
)
def test_an_impossible_number_is_refused_with_its_reason(number, reason):
    with pytest.raises(ValidationError) as refusal:
        HelplineFactory.build(phone=number).full_clean()
    assert re.search(reason, " ".join(refusal.value.message_dict["phone"]))
    form = modelform_factory(ContactPoint, fields=["phone"])({"phone": number})
    assert re.search(reason, " ".join(form.errors["phone"]))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("0808 800 5000", "Free to call"),
        ("0800 1111", "Free to call"),
        ("020 7946 0000", "Standard rate: it counts as a call to a 01 or 02 number"),
        ("01895 556006", "Standard rate: it counts as a call to a 01 or 02 number"),
        ("0300 303 8671", "Standard rate: it counts as a call to a 01 or 02 number"),
        ("0345 600 0000", "Standard rate: it counts as a call to a 01 or 02 number"),
        ("07911 123456", "It counts as a call to a mobile"),
        ("0871 200 0000", "It costs more than a call to a 01 or 02 number"),
        ("999", "Free to call"),
        ("101", "Free to call"),
        ("116 006", "Free to call"),
        ("159", "Standard rate: it counts as a call to a 01 or 02 number"),
        ("+1 800 555 0199", ""),  # free there, and not from here
    ],
)
def test_what_a_call_costs_is_said_in_a_few_words(number, told):
    assert charge(HelplineFactory.build(phone=number).phone) == told
    assert charge("") == ""


def test_a_number_is_stored_as_it_is_dialled_from_anywhere():
    point = ContactPointFactory(phone="020 7946 0000")
    assert ContactPoint.objects.filter(phone="+442079460000").get() == point
    assert point.phone == "020 7946 0000"
    assert ContactPoint.objects.get().phone == point.phone
    assert point.phone != "020 7946 0001"


def test_a_number_that_was_written_behind_the_forms_back_is_shown_and_refused():
    point = ContactPointFactory()
    for written in ("+441222123456", "0800 MASH"):
        ContactPoint.objects.update(phone=written)
        found = ContactPoint.objects.get(pk=point.pk)
        assert found.phone.as_e164 == written
        with pytest.raises(ValidationError):
            found.full_clean()
