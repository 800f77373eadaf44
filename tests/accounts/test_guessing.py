"""Who guesses passwords is stopped, and nobody else with them."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from lscb_site.accounts.guessing import ADDRESS_LIMIT, BETWEEN, NAME_LIMIT
from tests.factories import EditorFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db

DESK, HOME, STRANGER = "192.0.2.1", "192.0.2.2", "198.51.100.7"


@pytest.fixture
def sign_in(client):
    def post(name, password=PASSWORD, place=DESK):
        return client.post("/admin/login/?next=/admin/", {"login": name, "password": password}, REMOTE_ADDR=place)

    return post


@pytest.fixture
def guess(sign_in):
    def several(name, times, place):
        return [sign_in(name, "a guess", place).status_code for _ in range(times)]

    return several


@pytest.fixture
def anna():
    return EditorFactory(username="anna")


def test_a_strangers_guesses_lock_the_name_for_the_stranger_alone(anna, sign_in, guess):
    assert guess("anna", 6, STRANGER) == [200, 200, 200, 200, 429, 429]
    assert sign_in("anna", place=STRANGER).status_code == 429
    assert sign_in("anna", place=DESK).status_code == 302


def test_an_address_that_tries_many_names_is_refused_for_every_name(anna, sign_in, guess):
    statuses = [guess(f"name {number}", 1, STRANGER)[0] for number in range(ADDRESS_LIMIT)]
    assert statuses[:-1] == [200] * (ADDRESS_LIMIT - 1)
    refused = sign_in("anna", place=STRANGER)
    assert refused.status_code == 429
    assert "many wrong attempts from this place" in refused.text
    assert refused.headers["Retry-After"] == "3600"
    assert sign_in("anna", place=DESK).status_code == 302


def test_whoever_has_one_address_of_an_ipv6_network_has_them_all(anna, sign_in, guess):
    for number in range(ADDRESS_LIMIT):
        guess(f"name {number}", 1, f"2001:db8:0:1::{number + 1:x}")
    assert sign_in("anna", place="2001:db8:0:1::ffff").status_code == 429
    assert sign_in("anna", place="2001:db8:0:2::1").status_code == 302


def test_many_addresses_that_try_one_name_wait_between_two_tries(anna, sign_in, guess):
    for number in range(NAME_LIMIT):
        guess("anna", 1, f"198.51.100.{number + 1}")
    refused = sign_in("anna", place=HOME)
    assert refused.status_code == 429
    assert "Please wait half a minute" in refused.text
    assert 0 < int(refused.headers["Retry-After"]) <= BETWEEN.total_seconds()
    # What is refused does not count: the wait ends, whoever goes on guessing meanwhile.
    with time_machine.travel(timezone.now() + BETWEEN / 2):
        assert sign_in("anna", "a guess", "198.51.100.99").status_code == 429
    with time_machine.travel(timezone.now() + BETWEEN + timedelta(seconds=1)):
        assert sign_in("anna", place=HOME).status_code == 302


def test_a_name_is_the_same_however_it_is_written(anna, sign_in, guess):
    for number in range(NAME_LIMIT):
        guess("anna", 1, f"198.51.100.{number + 1}")
    for name in (" anna", "anna\t", "\N{FULLWIDTH LATIN SMALL LETTER A}nna"):
        assert sign_in(name, "a guess", HOME).status_code == 429


def test_a_place_where_the_name_has_signed_in_before_does_not_wait(client, anna, sign_in, guess):
    assert sign_in("anna", place=DESK).status_code == 302
    client.cookies.clear()
    for number in range(NAME_LIMIT):
        guess("anna", 1, f"198.51.100.{number + 1}")
    assert sign_in("anna", place=HOME).status_code == 429
    assert sign_in("anna", place=DESK).status_code == 302


def test_all_of_it_ends_after_an_hour(anna, sign_in, guess):
    for number in range(ADDRESS_LIMIT):
        guess(f"name {number}", 1, STRANGER)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert sign_in("anna", place=STRANGER).status_code == 302


@pytest.mark.parametrize("name", ["", "\x00", "é" * 300, "anna' --"])
def test_whatever_name_is_tried_it_is_answered(sign_in, name):
    assert sign_in(name, "a guess").status_code in (200, 400, 429)
