"""The shares of London's outward codes, as they come with the site."""

from decimal import Decimal

import pytest
from django.db import transaction

from lscb_contacts.models import OutcodeShare, PostcodeEdition
from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.outcodes import load_outcodes
from lscb_site.content.loading.reading import ContentProblem
from lscb_site.content.loading.sequence import CONTENT
from tests.content.starting_content import table
from tests.factories import AuthorityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def merton():
    return AuthorityFactory(gss_code="E09000024")


def test_shares_are_loaded_with_what_lies_outside_london(loaded_site):
    assert set(OutcodeShare.objects.values_list("outcode", flat=True)) == {row["outcode"] for row in table("outcodes")}
    told = [
        (share.authority and share.authority.slug, share.share) for share in OutcodeShare.objects.filter(outcode="CR5")
    ]
    assert told == [("croydon", Decimal("73.8")), (None, Decimal("20.7")), ("sutton", Decimal("5.5"))]
    assert PostcodeEdition.objects.get().postcodes == 0


def test_shares_of_an_outward_code_make_a_hundred(loaded_site):
    totals = {}
    for share in OutcodeShare.objects.all():
        totals[share.outcode] = totals.get(share.outcode, 0) + share.share
    assert {outcode: total for outcode, total in totals.items() if abs(total - 100) > Decimal("0.3")} == {}


def test_a_table_that_was_imported_is_left_alone(merton):
    PostcodeEdition.objects.create(source="NSPL", loaded_at="2026-05-20T00:00Z", postcodes=180_000)
    OutcodeShare.objects.create(outcode="CR4", authority=merton, share=99)
    load_outcodes(CONTENT, Ledger())
    assert OutcodeShare.objects.get().share == 99


@pytest.mark.parametrize("shares", ["95.1", "95.1;4.5;x;0.1"], ids=["too few", "no number"])
def test_shares_that_do_not_fit_their_codes_stop_the_loading(texts, merton, shares):
    file = texts / "outcodes.csv"
    file.write_text(file.read_text().replace("95.1;4.5;0.2;0.1", shares))
    with pytest.raises(ContentProblem, match=r"outcodes\.csv, line \d+, shares_pct"), transaction.atomic():
        load_outcodes(texts, Ledger())
