"""Asks another site what is at an address, as a polite stranger: the head first, no body, nothing kept."""

import io
import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, parse_headers
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from lscb_site.link_check.models import LONGEST, LinkState
from lscb_site.link_check.network import (
    ALTOGETHER,
    MOST_BYTES,
    PORTS,
    WHOLE_WAY,
    Bounded,
    Network,
    Private,
    TooMuch,
)

MOST_STEPS = 5  # of being led on
MOST_BEFORE = 3  # answers “wait, there is more” (1xx)
STATUS_LINE = re.compile(rb"HTTP/1\.[01] (\d{3})(?: |\r|\n)")
FOR_GOOD, FOR_NOW = (301, 308), (302, 303, 307)
WANTS_ANOTHER_TIME = (429, 503)
NOT_THERE = (404, 410)
NOT_HEAD = (405, 501)


class NoHTTP(Exception):
    """What answered does not speak HTTP, or not to the end."""


@dataclass(frozen=True)
class Answer:
    """What was found. `reached`: something outside answered at all, so that there is a network."""

    state: LinkState
    reached: bool = True
    moved_to: str = ""
    not_before: timedelta | None = None  # Retry-After


def ask(address: str, network: Network, wait_for: Callable[[str], None] = lambda host: None) -> Answer:
    """What readers of `address` find, within `WHOLE_WAY`. `wait_for` is called with the name of each host before it is
    asked, and may take its time."""
    now, for_good, left = address, True, Clock(WHOLE_WAY)
    for _ in range(MOST_STEPS + 1):
        target = target_of(now)
        if target is None:
            return Answer(LinkState.NOT_LOOKED_AT, reached=False)
        try:
            status, headers = ask_once(target, network, wait_for, left)
        except Private:
            return Answer(LinkState.PRIVATE)
        except ssl.SSLCertVerificationError:
            return Answer(LinkState.CERTIFICATE)
        except (TooMuch, NoHTTP, HTTPException, ValueError, ConnectionError):
            return Answer(LinkState.NO_ANSWER)
        except OSError:  # no address, no connection, or no time left; whoever led on has been reached
            return Answer(LinkState.NO_ANSWER, reached=now != address)
        onward = headers.get("Location", "")
        if status in (*FOR_GOOD, *FOR_NOW) and onward:
            for_good = for_good and status in FOR_GOOD
            try:
                now = iri_to_uri(urljoin(now, onward.strip()))
            except ValueError:
                return Answer(LinkState.NO_ANSWER)
            continue
        moved_to = now if now != address and for_good and len(now) <= LONGEST else ""
        return Answer(state_of(status, moved_to), moved_to=moved_to, not_before=retry_after(status, headers))
    return Answer(LinkState.NO_ANSWER)


def state_of(status: int, moved_to: str) -> LinkState:
    if 200 <= status < 300:
        return LinkState.MOVED if moved_to else LinkState.WORKS
    if status in NOT_THERE:
        return LinkState.GONE
    return LinkState.REFUSES if 400 <= status < 500 else LinkState.NO_ANSWER


@dataclass(frozen=True)
class Target:
    scheme: str
    host: str  # as a resolver and a certificate have it
    path: str  # with its query


def target_of(address: str) -> Target | None:
    """What is asked of whom; None for what is looked at nowhere: another port, a name and a password, half a host."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or "@" in parts.netloc or port not in (None, PORTS[parts.scheme]):
        return None
    host = name_of_host(parts.hostname or "")
    path = parts.path or "/"
    return Target(parts.scheme, host, f"{path}?{parts.query}" if parts.query else path) if host else None


def name_of_host(host: str) -> str:
    try:
        ip_address(host)
    except ValueError:
        try:
            return host.encode("idna").decode()
        except UnicodeError:
            return ""
    return host


class Clock:
    """The seconds that are left. It runs while somebody is asked."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    @contextmanager
    def running(self) -> Iterator[float]:
        """Gives the moment of the monotonic clock at which it runs out. Raises TimeoutError where it has."""
        if self.left <= 0:
            raise TimeoutError
        began = time.monotonic()
        try:
            yield began + self.left
        finally:
            self.left -= time.monotonic() - began


def ask_once(target: Target, network: Network, wait_for: Callable[[str], None], left: Clock) -> tuple[int, Message]:
    """HEAD; where the site answers that with an error, GET: many do not know HEAD, or answer it wrongly."""
    status, headers = 0, Message()
    for method in ("HEAD", "GET"):
        wait_for(target.host)
        with left.running() as until:
            status, headers = exchange(method, target, network, until)
        if status < 400 or status in WANTS_ANOTHER_TIME:
            break
    # Who forbids both ways of asking is there.
    return (403 if status in NOT_HEAD else status), headers


def exchange(method: str, target: Target, network: Network, until: float) -> tuple[int, Message]:
    connection = network.connect(target.scheme, target.host)
    with connection:
        until = min(until, time.monotonic() + ALTOGETHER)
        connection.sendall(request(method, target))
        stream = io.BufferedReader(Bounded(connection, until))
        for _ in range(MOST_BEFORE + 1):
            found = STATUS_LINE.match(stream.readline(MOST_BYTES))
            if found is None:
                raise NoHTTP
            headers = parse_headers(stream)
            if int(found[1]) >= 200:
                return int(found[1]), headers
    raise NoHTTP


def request(method: str, target: Target) -> bytes:
    host = f"[{target.host}]" if ":" in target.host else target.host
    lines = [
        f"{method} {iri_to_uri(target.path)} HTTP/1.1",
        f"Host: {host}",
        f"User-Agent: {settings.SITE_SHORT_NAME} link check (+{settings.SITE_ADDRESS})",
        "Accept: */*",
        "Connection: close",
        "\r\n",
    ]
    return "\r\n".join(lines).encode("ascii")


def retry_after(status: int, headers: Message) -> timedelta | None:
    """How long the site asks to be left alone; None where it does not."""
    said = (headers.get("Retry-After") or "").strip()
    if status not in WANTS_ANOTHER_TIME or not said:
        return None
    if said.isdecimal():
        return timedelta(seconds=int(said[:9]))
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    return moment - datetime.now(UTC) if moment.tzinfo else None
