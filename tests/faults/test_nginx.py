"""The nginx that is shipped, as it is shipped, before a server that answers one request at a time."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from lscb_site.web.private_links import HEADERS
from lscb_site.web.protection import PROTECTION
from tests.running_site import TOP, free_port

SHIPPED = TOP / "docs" / "nginx" / "nginx.conf"
TOKEN = "7.Y4VWssWgYLOpmJti8kqz6oDFRcDTx76rzHZ7H0XQY2M"
SECRETS = ["secretwords", "SE1", "7PB", TOKEN, TOKEN.replace("Y", "%59")]

pytestmark = pytest.mark.skipif(
    not shutil.which("nginx"), reason="Left out: nginx. Debian has it: apt install nginx-light"
)


# What the portal says of a file that it leaves to nginx: here one below a link to a preview.
HANDED_ON = {
    "X-Accel-Redirect": "/protected/paper.pdf",
    "Content-Type": "application/pdf",
    "Content-Disposition": 'inline; filename="paper.pdf"',
    "Link": '<https://www.example.org/resources/paper/>; rel="canonical"',
    **PROTECTION,
    **HEADERS,
}


class Echo(BaseHTTPRequestHandler):
    """Answers with the headers that came."""

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = str(self.headers).encode()
        self.send_response(200)
        for name, value in HANDED_ON.items() if self.path.endswith("paper.pdf") else ():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Asked", self.path)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *args):
        pass


class BreaksOff(BaseHTTPRequestHandler):
    """Reads a request and leaves without an answer, as a process that is killed does."""

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.seen.append(self.command)
        self.close_connection = True

    do_POST = do_GET

    def log_message(self, *args):
        pass


class Front:
    """A running nginx, with what an operator replaces replaced by what a test has."""

    def __init__(self, folder):
        self.folder, self.plain, self.secure, self.upstream = folder, free_port(), free_port(), free_port()
        self.leading_on, self.other = free_port(), free_port()  # of the second web process, which mostly is away
        text = re.sub(r"include (portal/.+);", lambda part: (SHIPPED.parent / part[1]).read_text(), SHIPPED.read_text())
        for shipped, ours in {
            "user www-data portal;": "user root;" if os.getuid() == 0 else "",  # whose folder the test's is
            "/run/nginx.pid": f"{folder}/nginx.pid",
            "/var/log/nginx/": f"{folder}/",
            "    listen [::]:443 ssl http2;": f"    listen 127.0.0.1:{self.plain};",
            "listen 443 ssl http2": f"listen 127.0.0.1:{self.secure} ssl http2",
            "    listen [::]:80;": "",
            "listen 80": f"listen 127.0.0.1:{self.leading_on}",
            "/etc/ssl/portal/fullchain.pem": f"{folder}/cert.pem",
            "/etc/ssl/portal/privkey.pem": f"{folder}/key.pem",
            "/srv/portal/site": str(TOP),
            "/srv/portal/data": str(folder),
            "/var/lib/portal-acme": f"{folder}/acme",
            "unix:/run/portal/web1.sock": f"127.0.0.1:{self.upstream}",
            "unix:/run/portal/web2.sock": f"127.0.0.1:{self.other}",
        }.items():
            assert shipped in text
            text = text.replace(shipped, ours)
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        self.file = folder / "nginx.conf"
        self.file.write_text(text.replace("http {", f"http {{ {temporary}"))
        subprocess.run(
            [
                *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
                *("-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-subj", "/CN=localhost"),
            ],
            check=True,
            capture_output=True,
        )

    def start(self):
        self.process = subprocess.Popen(["nginx", "-c", self.file, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.plain)).close()
                return
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.02)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)

    def ask(self, path, method="GET", body=None, line=None, **headers):
        line = line or HTTPConnection("127.0.0.1", self.plain, timeout=20)
        line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        return answer.status, answer.headers, text

    def send(self, raw: bytes) -> str:
        with socket.create_connection(("127.0.0.1", self.plain), timeout=20) as line:
            line.sendall(raw)
            return line.makefile("rb").read().decode()


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    front = Front(tmp_path_factory.mktemp("nginx"))
    front.start()
    yield front
    front.stop()


@contextmanager
def answering(port, handler):
    server = HTTPServer(("127.0.0.1", port), handler)
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def backend(front):
    """One thread that answers one request after another: whoever holds it up, holds up everybody."""
    with answering(front.upstream, Echo) as server:
        yield server


def test_nginx_accepts_the_file_and_answers_by_tls(front, backend):
    tested = subprocess.run(["nginx", "-t", "-c", front.file], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr
    trusting = ssl.create_default_context(cafile=front.folder / "cert.pem")
    line = HTTPSConnection("localhost", front.secure, context=trusting, timeout=20)
    assert "X-Forwarded-Proto: https" in front.ask("/", line=line)[2]


def test_three_hundred_who_never_finish_hold_up_nobody(front, backend):
    with ExitStack() as slow:
        for number in range(300):
            line = slow.enter_context(socket.create_connection(("127.0.0.1", front.plain)))
            if number % 2:
                line.sendall(b"GET / HTTP/1.1\r\nHost: local")
            else:
                line.sendall(b"POST /contacts/find/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\npost")
        began = time.monotonic()
        assert front.ask("/")[0] == 200
        assert time.monotonic() - began < 1


def test_what_a_reader_claims_of_himself_reaches_nobody(front, backend):
    claimed = {"X_Forwarded_For": "192.0.2.1, 192.0.2.2", "X_Forwarded_Proto": "https", "Host": "www.example.org"}
    seen = front.ask("/", **claimed)[2]
    assert "X-Forwarded-For: 127.0.0.1" in seen
    assert "X-Forwarded-Proto: http\n" in seen
    assert "Host: www.example.org" in seen
    assert "192.0.2" not in seen


@pytest.mark.parametrize("address", ["/metrics", "//metrics", "/%6detrics", "/metrics?a=b"])
def test_nobody_from_outside_asks_for_figures(front, backend, address):
    assert front.ask(address, Authorization="Bearer ours")[1]["Asked"].startswith("/metrics/")


@pytest.mark.parametrize("asked", [{}, {"Range": "bytes=0-3"}])
def test_a_file_that_nginx_sends_has_what_the_portal_says_of_it(front, backend, asked):
    (front.folder / "paper.pdf").write_text("%PDF-1.7 paper")
    status, headers, text = front.ask(f"/shared/{TOKEN}/resources/files/{20 * 'a'}/paper.pdf", **asked)
    assert (status, text) == ((206, "%PDF") if asked else (200, "%PDF-1.7 paper"))
    for name, value in HANDED_ON.items():
        assert headers[name] == (None if name == "X-Accel-Redirect" else value)
    assert front.ask("/protected/paper.pdf")[0] == 404
    logs = "".join(log.read_text() for log in front.folder.glob("*.log"))
    assert "GET /shared/(key) 20" in logs
    assert TOKEN not in logs


def test_with_one_web_process_away_the_other_gets_all_forms_too(front, backend):
    assert {front.ask("/news/")[0] for _ in range(6)} == {200}
    assert {front.ask("/contacts/find/", "POST", "postcode=SE1+7PB")[0] for _ in range(6)} == {200}


def test_a_form_that_was_sent_is_never_sent_again_and_a_page_is(front, backend):
    with answering(front.other, BreaksOff) as broken:
        assert {front.ask("/news/")[0] for _ in range(4)} == {200}
        assert "GET" in broken.seen
        answers = sorted(front.ask("/contacts/find/", "POST", "postcode=SE1+7PB")[0] for _ in range(4))
        assert answers == [200, 200, 502, 502]
        assert broken.seen.count("POST") == 2


def test_who_asks_for_a_certificate_proves_the_name_and_others_are_led_on(front):
    (front.folder / "acme" / ".well-known" / "acme-challenge").mkdir(parents=True)
    (front.folder / "acme" / ".well-known" / "acme-challenge" / "token").write_text("token.thumbprint")
    asked = "/.well-known/acme-challenge/token"
    assert front.ask(asked, line=HTTPConnection("127.0.0.1", front.leading_on))[::2] == (200, "token.thumbprint")
    led = front.ask("/news/?kind=news", line=HTTPConnection("127.0.0.1", front.leading_on), Host="www.example.org")
    assert (led[0], led[1]["Location"]) == (301, "https://www.example.org/news/?kind=news")


def test_only_editors_send_much(front, backend):
    megabytes = b"x" * 2 * 1024 * 1024
    assert front.ask("/contacts/find/", "POST", megabytes)[0] == 413
    assert front.ask("/admin/resources/edition/add/", "POST", megabytes)[0] == 200


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"x" * 9000 + b"\r\n\r\n", 400),
        (b"secretwords\r\n\r\n", 400),
        (b"GET /search/?q=secretwords SE1 7PB HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400),
    ],
)
def test_what_nginx_refuses_has_the_sites_words(front, backend, raw, status):
    said = front.send(raw)
    assert said.startswith(f"HTTP/1.1 {status} ")
    assert "We could not read that request" in said
    assert "tel:999" in said
    assert "0808&nbsp;800&nbsp;5000" in said
    for name, value in PROTECTION.items():
        assert f"{name}: {value}" in said


def test_without_the_portal_there_are_words_and_no_log_says_what_was_asked(front):
    for path in (
        "/search/?q=secretwords+SE1+7PB",
        f"/contacts/confirm/{TOKEN}/",
        f"/contacts//confirm/{TOKEN}/changes/",
        f"/follow/confirm/{TOKEN}/",
        f"/follow/mine/{TOKEN}/data/",
        f"/follow//stop/{TOKEN}",
        "/follow/mine/secretwords/",
        "/Follow/Stop/secretwords",
        "/follow/confirm/secretwords/",
        f"/shared/{TOKEN}/",
        f"//shared/{TOKEN}/news/",
        f"/share/{TOKEN}x/",
        f"/{TOKEN}",
        f"/resources/files/{20 * 'a'}/secretwords.pdf",
        "/admin/resources/files/7/copy/secretwords/",
        f"/resources/files/{20 * 'a'}/text/",
        f"/contacts/%63onfirm/{TOKEN.replace('Y', '%59')}/",
        f"/contacts/{'%63'}onfirm/{TOKEN}/new-link/",
        "/search/%3Fq=secretwords",
    ):
        status, headers, text = front.ask(path)
        assert status == 502
        assert "does not answer at the moment" in text
        assert headers["Cache-Control"] == "no-store"
    assert front.ask("/contacts/find/", "POST", "postcode=SE1+7PB")[0] == 502
    assert front.ask("/sorry/plain.css")[1]["Content-Type"] == "text/css"
    front.send(b"GET /search/?q=secretwords SE1 7PB\r\n\r\n")
    logs = "".join(log.read_text() for log in front.folder.glob("*.log"))
    assert "GET /search/ 502 502" in logs
    assert "GET /follow/confirm/(key) 502 502" in logs
    assert f"GET /resources/files/{20 * 'a'}/text/ 502 502" in logs
    assert [secret for secret in SECRETS if secret in logs] == []
