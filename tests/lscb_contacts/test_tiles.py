import pytest

from lscb_contacts.models import Authority
from lscb_contacts.templatetags.tiles import LETTERS, letters, tile_state
from tests.factories import AuthorityFactory, ContactPointFactory

pytestmark = pytest.mark.django_db


def counted(authority):
    return Authority.objects.with_confirmation().get(pk=authority.pk)


def test_each_of_the_33_authorities_has_its_own_letters():
    assert len(set(LETTERS.values())) == len(LETTERS) == 33


def test_letters_of_a_known_and_of_a_new_authority():
    assert letters(Authority(gss_code="E09000007", short_name="Camden")) == "CAM"
    assert letters(Authority(gss_code="E09000099", short_name="Thamesmead")) == "THA"


def test_a_tile_is_confirmed_only_when_every_number_is():
    authority = AuthorityFactory()
    assert tile_state(counted(authority)) == "none"
    ContactPointFactory(authority=authority, confirmed=True)
    assert tile_state(counted(authority)) == "confirmed"
    ContactPointFactory(authority=authority)
    assert tile_state(counted(authority)) == "unconfirmed"
