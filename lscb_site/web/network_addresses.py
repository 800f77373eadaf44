"""Where a request came from, for whoever counts: wrong passwords, sign-ins, letters that somebody asked for."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The reader's address, as it is counted: whoever has one address of a network of IPv6 has them all."""
    address = ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - it is compared, and not bound
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(ip_network((address, 64), strict=False).network_address)
    return str(address)
