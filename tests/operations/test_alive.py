import os
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler
from socketserver import UnixStreamServer

import pytest

from lscb_site.operations import alive
from lscb_site.operations.heartbeats import beat
from lscb_site.operations.models import Heartbeat


class Health(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(self.server.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def web(tmp_path, monkeypatch):
    """A web process that listens at a socket in the file system."""
    monkeypatch.setenv("HOST", "unix")
    monkeypatch.setenv("PORT", str(tmp_path / "web.sock"))
    with UnixStreamServer(str(tmp_path / "web.sock"), Health) as server:
        server.status = 200
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_web_process_that_answers_is_alive(web):
    assert alive.trouble() is None


def test_one_that_answers_badly_is_not(web):
    web.status = 500
    assert alive.trouble() == "It answers 500."


def test_one_that_is_away_is_not(tmp_path, monkeypatch):
    monkeypatch.setenv("HOST", "unix")
    monkeypatch.setenv("PORT", str(tmp_path / "nowhere.sock"))
    assert alive.trouble() == "It does not answer: FileNotFoundError."


def test_one_that_takes_connections_and_never_answers_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr(alive, "PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("HOST", "127.0.0.1")
        monkeypatch.setenv("PORT", str(silent.getsockname()[1]))
        assert alive.trouble() == "It does not answer: TimeoutError."


@pytest.mark.django_db
def test_a_beat_touches_the_file_and_an_old_file_is_trouble(tmp_path, monkeypatch):
    file = tmp_path / "heartbeat"
    monkeypatch.setenv("HEARTBEAT_FILE", str(file))
    assert alive.trouble() == "The file of heartbeats cannot be read: No such file or directory."
    beat(Heartbeat.Process.WORKER)
    assert alive.trouble() is None
    os.utime(file, (time.time() - 500,) * 2)
    assert alive.trouble() == "It was not heard of for 500 seconds."


@pytest.mark.django_db
def test_a_file_that_cannot_be_touched_stops_no_work(tmp_path, monkeypatch):
    monkeypatch.setenv("HEARTBEAT_FILE", str(tmp_path / "nowhere" / "heartbeat"))
    beat(Heartbeat.Process.CLOCK)
    assert Heartbeat.objects.filter(process="clock").exists()
