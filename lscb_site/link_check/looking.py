"""Looks at links, a portion at a time: those of this site in the database, those of others over the network.

At most one request a second goes to one host, and a few hosts are asked at once. Whatever is found is written down as
it comes, so what is stopped goes on where it was. Where nothing outside answers there is no network: then nothing is
said of any link.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lscb_site.link_check.asking import Answer, ask
from lscb_site.link_check.models import CheckedLink, LinkState
from lscb_site.link_check.network import Network
from lscb_site.link_check.own_links import state_of

logger = logging.getLogger(__name__)

PORTION = 60  # links, which are looked at in a minute or two
AT_ONCE = 4  # hosts
BETWEEN = 1.0  # seconds between two requests to one host
MOST_SILENT = 3  # links of one host in a row, after which the others wait for the next portion
WITNESSES = 3  # links that worked, asked where nothing answers
WITHOUT_NETWORK = timedelta(hours=1)  # until the next try


class Pace:
    """At most one request a second to one host, whoever asks."""

    def __init__(self, now: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        self.now, self.sleep = now, sleep
        self.next: dict[str, float] = {}
        self.lock = Lock()

    def wait_for(self, host: str) -> None:
        with self.lock:
            turn = max(self.now(), self.next.get(host, 0.0))
            self.next[host] = turn + BETWEEN
        if (left := turn - self.now()) > 0:
            self.sleep(left)


@dataclass(frozen=True)
class Outcome:
    """Of one portion. Without a network `looked_at` is 0."""

    looked_at: int = 0
    no_network: bool = False


def look_at_own() -> int:
    """Every link of this site, asked in the database; answers how many there are."""
    return look_at_these_here(CheckedLink.objects.filter(is_own=True))


def look_at_these_here(links: Iterable[CheckedLink]) -> int:
    """Those of them that lead to this site."""
    own = [link for link in links if link.is_own]
    for link in own:
        write(link, Answer(state_of(link.address)), timezone.now())
    return len(own)


def look_at_portion() -> Outcome:
    """Those of other sites that have waited longest."""
    return look_at(CheckedLink.objects.due(timezone.now())[:PORTION])


def look_at(links: Iterable[CheckedLink], network: Network | None = None, pace: Pace | None = None) -> Outcome:
    """These links of other sites, now. Does nothing where the settings switch it off."""
    links = [link for link in links if not link.is_own]
    if not settings.LINK_CHECK or not links:
        return Outcome()
    network, pace = network or Network(), pace or Pace()
    waiting: list[tuple[CheckedLink, Answer]] = []
    is_there, written = False, 0
    for link, answer in answers(links, network, pace):
        is_there = is_there or answer.reached
        waiting.append((link, answer))
        if is_there or answer.state == LinkState.NOT_LOOKED_AT:
            written += write_all(waiting)
    if waiting and somebody_answers(network, pace):
        written += write_all(waiting)
    if not waiting:
        return Outcome(written)
    CheckedLink.objects.filter(pk__in=[link.pk for link, _ in waiting]).update(try_at=timezone.now() + WITHOUT_NETWORK)
    logger.warning("Links could not be looked at: nothing outside answers, so there seems to be no network.")
    return Outcome(written, no_network=True)


def somebody_answers(network: Network, pace: Pace) -> bool:
    """Whether one of those that answered last is reached now: then it is the others that are at fault."""
    witnesses = CheckedLink.objects.filter(is_own=False, state=LinkState.WORKS).order_by("-worked_at")[:WITNESSES]
    return any(ask(link.address, network, pace.wait_for).reached for link in witnesses)


def write_all(waiting: list[tuple[CheckedLink, Answer]]) -> int:
    now, count = timezone.now(), len(waiting)
    for link, answer in waiting:
        write(link, answer, now)
    waiting.clear()
    return count


def write(link: CheckedLink, answer: Answer, now: datetime) -> None:
    before = (link.state, link.moved_to, link.failures)
    link.note(answer.state, now, moved_to=answer.moved_to, not_before=answer.not_before)
    if link.is_own and before == (link.state, link.moved_to, link.failures):
        return  # known already: nothing is written, night after night
    with transaction.atomic():
        # It was fetched a minute or two ago: an editor may have said since that it is right, or taken it out.
        stored = CheckedLink.objects.select_for_update().filter(pk=link.pk).first()
        if stored:
            stored.note(answer.state, now, moved_to=answer.moved_to, not_before=answer.not_before)
            stored.save()


def answers(links: list[CheckedLink], network: Network, pace: Pace) -> Iterator[tuple[CheckedLink, Answer]]:
    """Host by host, a few at a time, as they come. No thread but this one asks the database."""
    hosts = defaultdict(list)
    for link in links:
        hosts[host_of(link.address)].append(link)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(ask_in_turn, some, network, pace) for some in hosts.values()]
        for done in as_completed(asked):
            yield from done.result()


def ask_in_turn(links: list[CheckedLink], network: Network, pace: Pace) -> list[tuple[CheckedLink, Answer]]:
    found: list[tuple[CheckedLink, Answer]] = []
    for link in links:
        found.append((link, ask(link.address, network, pace.wait_for)))
        if len(found) >= MOST_SILENT and all(each.state == LinkState.NO_ANSWER for _, each in found[-MOST_SILENT:]):
            break
    return found


def host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
