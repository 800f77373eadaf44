"""Other sites, as the link check meets them: real sockets on this machine, under names and addresses of our choice."""

import socket
import threading
from contextlib import contextmanager

from lscb_site.link_check.network import Network, NoAddress

TLS = b"\x16"  # with which somebody begins to speak it
PUBLIC = "93.184.215.14"


class Sites(Network):
    """Names lead to the addresses in `names`, and every public address to one small server.

    `answers` has the bytes for each “METHOD host/path”, and “METHOD *” for whatever else; `asked` what came, in order.
    """

    def __init__(self, port):
        self.port = port
        self.names, self.answers, self.asked, self.opened = {}, {}, [], []

    def look_up(self, host, port):
        found = self.names.get(host, [PUBLIC])
        if isinstance(found, Exception):
            raise NoAddress(host) from found
        return super().look_up(host, port) if found == "really" else found

    def open(self, address, port):
        self.opened.append((address, port))
        return socket.create_connection(("127.0.0.1", self.port), timeout=2)

    def answer_to(self, head):
        lines = head.decode("ascii").split("\r\n")
        method, path, _ = lines[0].split(" ")
        host = next(line[6:] for line in lines if line.startswith("Host: "))
        self.asked.append(f"{method} {host}{path}")
        found = self.answers.get(self.asked[-1], self.answers.get(f"{method} *", b"HTTP/1.1 200 OK\r\n\r\n"))
        return found.pop(0) if isinstance(found, list) else found


def status(number, **headers):
    lines = [f"HTTP/1.1 {number} Whatever", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


@contextmanager
def running_sites():
    """The server, for as long as somebody asks."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        sites = Sites(listening.getsockname()[1])

        def serve():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    head = b""
                    while head[:1] != TLS and b"\r\n\r\n" not in head and (more := connection.recv(4096)):
                        head += more
                    if b"HTTP/" in head:
                        connection.sendall(sites.answer_to(head))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield sites
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(2)
