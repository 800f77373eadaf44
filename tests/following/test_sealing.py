"""An address lies in the database sealed, and is found by a digest that nobody can make without the key."""

import hashlib

import pytest

from lscb_site.following import sealing

ADDRESS = "jane.doe@example.org"


@pytest.fixture(autouse=True)
def keys(settings):
    settings.FOLLOWERS_KEYS = ["first"]


def test_what_is_sealed_opens_and_says_nothing():
    sealed = sealing.seal(ADDRESS)
    assert sealing.unseal(sealed) == ADDRESS
    assert "jane" not in sealed
    assert sealed != sealing.seal(ADDRESS)  # who has two rows cannot tell whether they hold one address


def test_a_digest_is_the_same_however_the_letters_are_written():
    assert sealing.digest(ADDRESS) == sealing.digest("Jane.Doe@EXAMPLE.org")
    assert sealing.digest(ADDRESS) != sealing.digest("jane.do@example.org")


def test_a_digest_needs_the_key(settings):
    digest = sealing.digest(ADDRESS)
    assert digest != hashlib.sha256(ADDRESS.encode()).hexdigest()
    settings.FOLLOWERS_KEYS = ["another"]
    assert sealing.digest(ADDRESS) != digest


def test_a_place_is_counted_apart_from_addresses():
    assert sealing.digest_of_sender("198.51.100.7") != sealing.digest("198.51.100.7")
    assert len(sealing.digest_of_sender("198.51.100.7")) == 64


def test_a_key_can_be_exchanged(settings):
    sealed, digest = sealing.seal(ADDRESS), sealing.digest(ADDRESS)
    settings.FOLLOWERS_KEYS = ["new", "first"]
    assert sealing.unseal(sealed) == ADDRESS
    assert sealing.digests(ADDRESS) == [sealing.digest(ADDRESS), digest]
    assert sealing.digest(ADDRESS) != digest
    resealed = sealing.seal(ADDRESS)
    settings.FOLLOWERS_KEYS = ["new"]
    assert sealing.unseal(resealed) == ADDRESS


@pytest.mark.parametrize("sealed", ["", "nonsense", "gAAAAAB"])
def test_what_is_damaged_or_of_a_lost_key_is_told(settings, sealed):
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed)
    of_a_lost_key = sealing.seal(ADDRESS)
    settings.FOLLOWERS_KEYS = ["new"]
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(of_a_lost_key)


def test_without_keys_of_its_own_the_sites_key_does_it(settings):
    settings.FOLLOWERS_KEYS = []
    sealed, before = sealing.seal(ADDRESS), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one", [before]
    assert sealing.unseal(sealed) == ADDRESS
    assert len(sealing.digests(ADDRESS)) == 2
