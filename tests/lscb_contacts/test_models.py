from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.factories import AuthorityFactory, ContactPointFactory, HelplineFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "make",
    [
        lambda: ContactPointFactory(phone="", email="", web=""),
        lambda: ContactPointFactory(confirmed_on=date(2026, 3, 3), confirmed_by=""),
        lambda: ContactPointFactory(confirmed_on=None, confirmed_by="MASH manager"),
        lambda: AuthorityFactory(gss_code="E10000001"),
        lambda: [AuthorityFactory(column=1, row=1) for _ in range(2)],
    ],
    ids=["no way to reach it", "confirmed by nobody", "confirmed on no day", "outside London", "two on a tile"],
)
def test_the_database_refuses(make):
    with pytest.raises(IntegrityError):
        make()


@pytest.mark.parametrize("number", ["020 7946", "not a number", "0207 946 00001"])
def test_an_impossible_number_is_refused(number):
    with pytest.raises(ValidationError) as refusal:
        HelplineFactory.build(phone=number).full_clean()

    assert "phone" in refusal.value.message_dict
