from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb_contacts.finding.locating import locate
from lscb_contacts.finding.postcode_parsing import read_postcode
from lscb_contacts.models import Authority, OutcodeShare, Postcode
from tests.factories import AuthorityFactory

pytestmark = pytest.mark.django_db


def found(typed):
    """The candidates' names (None is outside London) with the shares that are told."""
    answer = locate(read_postcode(typed))
    return [(str(candidate.authority), candidate.in_100) for candidate in answer.candidates]


def share(outcode, **shares):
    for name, part in shares.items():
        authority = None if name == "outside" else Authority.objects.filter(slug=name).first()
        if name != "outside" and not authority:
            authority = AuthorityFactory(slug=name, short_name=name)
        OutcodeShare.objects.create(outcode=outcode, authority=authority, share=Decimal(str(part)))


def test_every_candidate_is_told_the_likeliest_first():
    share("CR4", sutton=4.5, merton=95.1, lambeth=0.2, croydon=0.1)
    assert found("cr4 1aa") == [("merton", 95), ("sutton", 4)]


def test_shares_under_one_per_cent_are_ignored():
    share("BR3", bromley=99.6, lewisham=0.3)
    assert found("BR3") == [("bromley", 99)]


def test_what_lies_outside_london_is_a_candidate_too():
    share("DA1", bexley=22.1, outside=77.9)
    assert found("DA1") == [("None", 78), ("bexley", 22)]


def test_without_a_space_what_exists_wins():
    share("SE1", southwark=86.5, lambeth=13.5)
    assert locate(read_postcode("se17")).postcode.outcode == "SE1"
    share("SE17", southwark=100)
    assert locate(read_postcode("se17")).postcode.outcode == "SE17"


def test_a_whole_postcode_of_the_full_table_has_one_exact_answer():
    share("SE1", southwark=86.5, lambeth=13.5)
    Postcode.objects.create(code="SE17PB", authority=Authority.objects.get(slug="lambeth"))
    answer = locate(read_postcode("se1 7pb"))
    assert answer.is_exact
    assert [candidate.authority.slug for candidate in answer.candidates] == ["lambeth"]


def test_a_whole_postcode_that_the_table_lacks_falls_back_on_its_first_half():
    share("SE1", southwark=86.5, lambeth=13.5)
    Postcode.objects.create(code="SE17PB", authority=Authority.objects.get(slug="lambeth"))
    answer = locate(read_postcode("SE1 7PD"))
    assert not answer.is_exact
    assert len(answer.candidates) == 2


@pytest.mark.parametrize("typed", ["M1 1AA", "BT1 1AA", "KT11", "AB10 1AB"])
def test_an_area_beyond_london_is_outside_it(typed):
    answer = locate(read_postcode(typed))
    assert answer.is_outside_london
    assert answer.candidates[0].authority is None


@pytest.mark.parametrize("typed", ["ZZ1 1ZZ", "E99 1AA", "WC9"])
def test_what_no_table_has_and_london_would_is_unknown(typed):
    assert locate(read_postcode(typed)) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("CR4", [("Merton", 95), ("Sutton", 4)]),
        ("SE19", [("Croydon", 59), ("Lambeth", 18), ("Bromley", 13), ("Southwark", 9)]),
        ("W10", [("Kensington and Chelsea", 69), ("Westminster", 25), ("Ealing", 3), ("Brent", 2)]),
        ("se1", [("Southwark", 86), ("Lambeth", 14)]),
        ("SE1 7", [("Southwark", 86), ("Lambeth", 14)]),
        ("br2 0aa", [("Bromley", 99)]),
    ],
)
def test_the_boards_own_table_tells_split_postcodes(loaded_site, typed, expected):
    assert found(typed) == expected


def test_a_whole_postcode_is_looked_up_once_and_its_first_half_never():
    Postcode.objects.create(code="SE17PB", authority=AuthorityFactory())
    with CaptureQueriesContext(connection) as captured:
        locate(read_postcode("SE1 7PB"))
    asked = [query["sql"] for query in captured.captured_queries]
    assert len([sql for sql in asked if 'FROM "lscb_contacts_postcode"' in sql]) == 1
    assert not [sql for sql in asked if "outcodeshare" in sql]


def test_the_lookup_reads_an_index():
    authority = AuthorityFactory()
    letters = "ABDEFGHJLN"
    Postcode.objects.bulk_create(
        Postcode(code=f"SE{district}{sector}{one}{two}", authority=authority)
        for district in range(1, 21)
        for sector in range(10)
        for one in letters
        for two in letters
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE lscb_contacts_postcode")
    plan = Postcode.objects.filter(code="SE17AB").order_by("code")[:1].explain()
    assert "INDEX" in plan.upper(), plan
    assert "SCAN" not in plan.upper().replace("INDEX SCAN", ""), plan
