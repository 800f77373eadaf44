"""Where pages are kept: in this process's memory, and in Redis for the other processes where one is named."""

import hashlib
import logging
import time
from collections import OrderedDict
from threading import Lock
from typing import Any

from django.core.cache import BaseCache

from lscb_site.caching.addresses import Address
from lscb_site.caching.responses import CachedPage

logger = logging.getLogger(__name__)

A_DAY = 24 * 60 * 60  # seconds for which a page is kept as the last known copy
PAUSE = 5  # seconds without asking a Redis that failed


class MemoryStore:
    """The last copy of each page, of whatever version; those not asked for longest go first.

    Pages with a query have a half of their own: anybody can think of more of them than fit, and must not drive out
    the others with it.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit // 2  # bytes of each half
        self.halves: dict[bool, tuple[OrderedDict[Address, CachedPage], list[int]]] = {
            False: (OrderedDict(), [0]),
            True: (OrderedDict(), [0]),
        }
        self.lock = Lock()

    def get(self, address: Address) -> CachedPage | None:
        pages, _ = self.halves[bool(address.query)]
        with self.lock:
            page = pages.get(address)
            if page is not None:
                pages.move_to_end(address)
        return page

    def put(self, address: Address, page: CachedPage) -> None:
        """Keep it, unless a later version's is there: a rendering can end after one that began later."""
        pages, used = self.halves[bool(address.query)]
        with self.lock:
            there = pages.get(address)
            if page.size > self.limit or (there and there.version > page.version):
                return
            used[0] += page.size - (there.size if there else 0)
            pages[address] = page
            pages.move_to_end(address)
            while used[0] > self.limit:
                _, oldest = pages.popitem(last=False)
                used[0] -= oldest.size

    def forget(self, address: Address) -> None:
        """Of what is not for everybody any more, such as a page that was withdrawn, no last copy stays."""
        pages, used = self.halves[bool(address.query)]
        with self.lock:
            if there := pages.pop(address, None):
                used[0] -= there.size

    def clear(self) -> None:
        with self.lock:
            for pages, used in self.halves.values():
                pages.clear()
                used[0] = 0


class SharedStore:
    """The same in a cache of Django's that other processes use too. One that fails is left alone for a while."""

    def __init__(self, cache: BaseCache, mark: str) -> None:
        self.cache = cache
        self.mark = mark  # of the program that makes the pages: a newer one makes others
        self.away_until = 0.0

    def get(self, address: Address) -> CachedPage | None:
        page: CachedPage | None = self.ask("get", self.key(address))
        return page

    def put(self, address: Address, page: CachedPage) -> None:
        # A late rendering may take the place of a newer one: who finds it there sees its version, and makes another.
        self.ask("set", self.key(address), page, A_DAY)

    def forget(self, address: Address) -> None:
        self.ask("delete", self.key(address))

    def key(self, address: Address) -> str:
        return f"{self.mark}:{hashlib.sha256(repr(address).encode()).hexdigest()}"

    def ask(self, method: str, *arguments: Any) -> Any:
        if time.monotonic() < self.away_until:
            return None
        try:
            return getattr(self.cache, method)(*arguments)
        except Exception as problem:  # whatever it is, the page can be made without it
            logger.error("The shared cache does not answer (%s); pages are made without it.", type(problem).__name__)
            self.away_until = time.monotonic() + PAUSE
            return None
