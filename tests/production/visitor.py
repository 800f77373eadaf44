"""Asks a running portal by TLS, as readers and editors do."""

import http.client
import re
import socket
import ssl
import threading
import time
from contextlib import suppress
from html import unescape

HOST = "portal.example.org"
EDGE = "----edge"
MULTIPART = f"multipart/form-data; boundary={EDGE}"


def multipart(fields: dict, files) -> bytes:
    """The body of a form. `files`: the field, the name, the bytes and the type of each."""
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, filename, content, kind in files:
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join([*parts, f"--{EDGE}--\r\n".encode()])


class Visitor:
    """With a session when it signs in. `ask` answers (status, headers, body) and 0 where there was no answer."""

    def __init__(self, port: int, certificate):
        self.port, self.cookies = port, {}
        self.trusting = ssl.create_default_context(cafile=certificate)

    def line(self, timeout=30):
        line = http.client.HTTPSConnection(HOST, self.port, timeout=timeout, context=self.trusting)
        line.sock = self.trusting.wrap_socket(
            socket.create_connection(("127.0.0.1", self.port), timeout), server_hostname=HOST
        )
        return line

    def ask(self, path, method="GET", body=None, timeout=30, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()} | {"Host": HOST}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            line = self.line(timeout)
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read()
            line.close()
        except (OSError, http.client.HTTPException):
            return 0, {}, b""
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers, text

    def send(self, path, fields, files=(), page=""):
        """A form of the page at `page`, or at `path` itself, with what it hides in it: (status, headers, body)."""
        page = self.ask(page or path)[2].decode()
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        fields = {name: unescape(value) for name, value in hidden} | fields
        form = multipart(fields, [(*file, "application/pdf") for file in files])
        referer = f"https://{HOST}{path}"
        return self.ask(path, "POST", form, Content_Type=MULTIPART, Referer=referer, Origin=f"https://{HOST}")


class Loop:
    """Asks again and again in threads while something happens: `wrong` is what was not answered as it should be."""

    def __init__(self, ask, threads=2, pause=0.1):
        self.ask, self.pause, self.done, self.wrong, self.longest = ask, pause, 0, [], 0.0
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.go_on) for _ in range(threads)]

    def go_on(self):
        while not self.stopping.is_set():
            began = time.monotonic()
            status = self.ask()
            self.longest = max(self.longest, time.monotonic() - began)
            self.done += 1
            if not 200 <= status < 400:
                self.wrong.append((round(began, 2), status))
            time.sleep(self.pause)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *problem):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    @property
    def seconds_without(self):
        """From the first to the last answer that was not as it should be."""
        return round(max(at for at, _ in self.wrong) - min(at for at, _ in self.wrong), 2) if self.wrong else 0


def slow_clients(visitor, number):
    """That many connections that send half of a request and nothing more."""
    lines = []
    for _ in range(number):
        with suppress(OSError):
            line = visitor.line()
            line.sock.sendall(b"GET / HTTP/1.1\r\nHost: portal.example.org\r\nX-Slow: ")
            lines.append(line)
    return lines
