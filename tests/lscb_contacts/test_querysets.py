import pytest

from lscb_contacts.models import Authority
from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def london():
    ealing, hackney, city = (AuthorityFactory(short_name=name) for name in ("Ealing", "Hackney", "City of London"))
    ContactPointFactory(authority=ealing, name="ECIRS")
    BoardFactory(name="City and Hackney Safeguarding Children Board", authorities=[city, hackney], live=True)
    BoardFactory(name="Ealing Secret Partnership", authorities=[ealing])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", {"Ealing", "Hackney", "City of London"}),
        ("eal", {"Ealing"}),
        ("ecirs", {"Ealing"}),
        ("city and hackney", {"Hackney", "City of London"}),
        ("london ealing", {"Ealing"}),
        ("secret", set()),
        ("   ", {"Ealing", "Hackney", "City of London"}),
        ("%", set()),
    ],
)
def test_matching_finds_by_name_board_and_front_door(london, text, names):
    assert {authority.short_name for authority in Authority.objects.matching(text)} == names


def test_confirmation_counts_only_telephone_numbers():
    authority = AuthorityFactory()
    ContactPointFactory(authority=authority)
    ContactPointFactory(authority=authority, confirmed=True)
    ContactPointFactory(authority=authority, phone="", web="https://www.example.gov.uk/", confirmed=True)

    (found,) = Authority.objects.with_confirmation()

    assert (found.numbers, found.confirmed_numbers) == (2, 1)
