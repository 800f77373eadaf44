"""Connections to other sites, and none to anything private.

What an editor writes is an address of somebody else's choice. The name is looked up first, every address that it has is
judged, and the connection is made to the very address that was judged: a name that answers differently the second time
(DNS rebinding) leads nowhere. The same holds for every step of being led on.
"""

import io
import socket
import ssl
import time
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

PORTS = {"http": 80, "https": 443}
CONNECTING, READING, ALTOGETHER = 5.0, 10.0, 20.0  # seconds
WHOLE_WAY = 30.0  # seconds, for one address with all that it leads on to, without the waiting for a host's turn
MOST_BYTES = 64 * 1024  # of an answer's head; its body is not read
# What carries an IPv4 address inside: it is judged by rules of its own, so all of it is refused.
CARRIERS = [IPv6Network(each) for each in ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")]

# For the machinery of the internet itself; older versions of Python take parts of them for public.
PROTOCOLS = [IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24")]


class NoAddress(OSError):
    """The name leads nowhere, or nobody could be asked."""


class Private(Exception):
    """What is asked for lies in a private network, or is this machine."""


class TooMuch(Exception):
    """The answer's head has no end."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether everybody on the internet can reach it."""
    if isinstance(address, IPv6Address) and (address.scope_id or any(address in carrier for carrier in CARRIERS)):
        return False
    if isinstance(address, IPv4Address) and any(address in network for network in PROTOCOLS):
        return False
    is_site_local = isinstance(address, IPv6Address) and address.is_site_local  # what fc00::/7 was before
    return address.is_global and not (address.is_multicast or address.is_reserved or is_site_local)


@cache
def verified() -> ssl.SSLContext:
    """Whose certificates are believed: the system's authorities, for the name that was asked for."""
    return ssl.create_default_context()


class Network:
    """The internet. Tests put another in its place."""

    def look_up(self, host: str, port: int) -> list[str]:
        """The addresses of a name, as text. The system's own resolver says how long that may take."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as problem:
            raise NoAddress(host) from problem
        return list(dict.fromkeys(str(each[4][0]) for each in found))

    def open(self, address: str, port: int) -> socket.socket:
        return socket.create_connection((address, port), timeout=CONNECTING)

    def connect(self, scheme: str, host: str) -> socket.socket:
        """Raises `Private`, `NoAddress`, ssl.SSLCertVerificationError or another OSError."""
        port = PORTS[scheme]
        addresses = self.look_up(host, port)
        if not addresses:
            raise NoAddress(host)
        if not all(is_public(ip_address(each)) for each in addresses):
            raise Private(host)
        connection = self.open(addresses[0], port)
        if scheme == "http":
            return connection
        try:
            return verified().wrap_socket(connection, server_hostname=host)
        except BaseException:
            connection.close()
            raise


class Bounded(io.RawIOBase):
    """What a connection sends: no more than `MOST_BYTES`, and none of it later than `ALTOGETHER`."""

    def __init__(self, connection: socket.socket, until: float) -> None:
        self.connection, self.until, self.left = connection, until, MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if self.left <= 0:
            raise TooMuch
        self.connection.settimeout(min(left, READING))
        count = self.connection.recv_into(buffer[: min(len(buffer), self.left)])
        self.left -= count
        return count
