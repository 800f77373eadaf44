import pytest

from lscb_contacts.models import Authority
from lscb_contacts.tiles import LETTERS, letters_of, tile_of
from tests.factories import AuthorityFactory

pytestmark = pytest.mark.django_db


def test_each_of_the_33_authorities_has_its_own_letters():
    assert len(set(LETTERS.values())) == len(LETTERS) == 33


def test_letters_of_a_known_and_of_a_new_authority():
    assert letters_of(Authority(gss_code="E09000007", short_name="Camden")) == "CAM"
    assert letters_of(Authority(gss_code="E09000099", short_name="Thamesmead")) == "THA"


def test_a_tile_says_in_words_what_its_colour_says():
    tile = tile_of(AuthorityFactory(slug="camden", short_name="Camden", column=4, row=3))
    assert (tile.place, tile.address, tile.name) == ("col-4 row-3", "/contacts/camden/", "Camden")
    assert (tile.state, tile.words) == ("none", "no number known")
