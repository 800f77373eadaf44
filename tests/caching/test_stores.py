from lscb_site.caching.addresses import Address
from lscb_site.caching.responses import CachedPage, Response
from lscb_site.caching.stores import MemoryStore, SharedStore

KILO = 1024


def page(size=KILO, version=1, text=b"x"):
    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "image/webp"), ("Cache-Control", "public")])
        return [text * size]

    return CachedPage(Response(application, {}), version, ends=0)


def at(path, query=""):
    return Address(False, "testserver", path, query)


def test_what_was_not_asked_for_longest_makes_room():
    memory = MemoryStore(limit=100 * KILO)  # of which 50 are for pages without a query
    for name in "abc":
        memory.put(at(name), page(10 * KILO))
    memory.get(at("a"))
    memory.put(at("d"), page(10 * KILO))
    assert [name for name in "abcd" if memory.get(at(name))] == ["a", "c", "d"]


def test_pages_with_a_query_never_drive_out_those_without():
    memory = MemoryStore(limit=100 * KILO)
    memory.put(at("/"), page(10 * KILO))
    for number in range(100):
        memory.put(at("/news/", f"page={number}"), page(10 * KILO))
    assert memory.get(at("/"))
    assert sum(memory.get(at("/news/", f"page={number}")) is not None for number in range(100)) == 3


def test_a_page_larger_than_all_is_not_kept():
    memory = MemoryStore(limit=10 * KILO)
    memory.put(at("/"), page(20 * KILO))
    assert memory.get(at("/")) is None


def test_replacing_a_page_takes_no_more_room():
    memory = MemoryStore(limit=40 * KILO)
    memory.put(at("b"), page())
    for version in range(100):
        memory.put(at("a"), page(version=version))
    assert memory.get(at("b"))


def test_a_late_rendering_does_not_take_the_place_of_a_newer_one():
    memory = MemoryStore(limit=40 * KILO)
    memory.put(at("a"), page(version=2, text=b"new"))
    memory.put(at("a"), page(version=1, text=b"old"))
    assert memory.get(at("a")).version == 2


class Broken:
    asked = 0

    def get(self, key):
        self.asked += 1
        raise ConnectionError


def test_a_shared_cache_that_fails_is_left_alone_for_a_while():
    broken = Broken()
    shared = SharedStore(broken, "mark")
    assert [shared.get(at("a")) for _ in range(5)] == [None] * 5
    assert broken.asked == 1
