import pytest

from tests.factories import AuthorityFactory
from tests.lscb_contacts.entries import point_of


@pytest.fixture
def camden():
    return AuthorityFactory(short_name="Camden", slug="camden", council_url="https://www.camden.gov.uk/")


@pytest.fixture
def point():
    return point_of(AuthorityFactory(short_name="Brent", slug="brent", council_url="https://www.brent.gov.uk/"))
