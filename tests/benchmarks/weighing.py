"""What a page weighs on its way to a first-time visitor, and how many requests it takes."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.benchmarks.servers import Server

FETCHED = {"stylesheet", "icon", "preload"}  # relations of a link that a browser fetches at once


class Parts(HTMLParser):
    """The addresses that a browser fetches with a page; pictures that wait until they are in view are left out."""

    def __init__(self):
        super().__init__()
        self.addresses = []

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "link" and FETCHED & set(facts.get("rel", "").split()):
            self.addresses.append(facts["href"])
        elif (tag == "script" and facts.get("src")) or (
            tag == "img" and facts.get("src") and facts.get("loading") != "lazy"
        ):
            self.addresses.append(facts["src"])


def weigh(server: Server, path: str) -> tuple[int, int]:
    """Bytes as sent, compressed where the server does it, and requests. What a part fetches itself is not followed."""
    parts = Parts()
    parts.feed(server.get(path)[2].decode())
    addresses = {urljoin(path, address) for address in parts.addresses}
    local = sorted({path} | {address for address in addresses if not urlsplit(address).netloc})
    sent = [server.get(address, {"Accept-Encoding": "br, gzip"})[2] for address in local]
    return sum(map(len, sent)), len(local)
