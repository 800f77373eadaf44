"""Where a request came from, as it is counted."""

import pytest
from django.test import RequestFactory

from lscb_site.web.network_addresses import address_of


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:0:1::7", "2001:db8:0:1::"),
        ("2001:db8:0:1:ffff::7", "2001:db8:0:1::"),
        ("2001:db8:0:2::7", "2001:db8:0:2::"),
        ("::ffff:198.51.100.7", "::ffff:c633:6407"),  # one of IPv4 in another spelling
        ("", "0.0.0.0"),  # over a socket of the machine
    ],
)
def test_a_place_is_an_address_or_a_network_of_ipv6(given, counted):
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=given)) == counted
