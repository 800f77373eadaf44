import io
import socket
import struct
import threading

import pytest
from django.core.exceptions import ValidationError

from lscb_site.files import scanning
from lscb_site.files.inspection import NotScanned, Refused, inspect
from tests.samples import documents

HARMFUL = b"harmful bytes"


class Daemon:
    """clamd as far as INSTREAM goes: it knows one harmful file, and has a limit on size."""

    def __init__(self, listener, limit=10**6, answers=True):
        self.limit, self.answers, self.received = limit, answers, []
        self.listener = listener
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                self._answer(connection)

    def _answer(self, connection):
        stream = connection.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!L", stream.read(4))[0]:
            data += stream.read(size)
            if len(data) > self.limit:
                connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.received.append(data)
        if self.answers:
            connection.sendall(b"stream: Test.Sample FOUND\0" if HARMFUL in data else b"stream: OK\0")


@pytest.fixture
def unix(tmp_path):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "clamd"))
    listener.listen()
    yield listener, f"unix:{tmp_path / 'clamd'}"
    listener.close()


@pytest.fixture
def tcp():
    listener = socket.create_server(("127.0.0.1", 0))
    yield listener, f"tcp:127.0.0.1:{listener.getsockname()[1]}"
    listener.close()


@pytest.mark.parametrize("place", ["unix", "tcp"])
def test_the_daemon_s_word_is_taken(place, request):
    listener, address = request.getfixturevalue(place)
    daemon = Daemon(listener)
    data = bytes(200_000)
    assert scanning.is_infected(io.BytesIO(data), address) is False
    assert scanning.is_infected(io.BytesIO(data + HARMFUL), address) is True
    assert daemon.received == [data, data + HARMFUL]


def test_a_daemon_that_refuses_to_look_gave_no_verdict(unix):
    listener, address = unix
    Daemon(listener, limit=100_000)
    with pytest.raises(scanning.Unreachable):
        scanning.is_infected(io.BytesIO(bytes(5_000_000)), address)


def test_a_daemon_that_hangs_up_gave_no_verdict(unix):
    listener, address = unix
    Daemon(listener, answers=False)
    with pytest.raises(scanning.Unreachable, match="answered ''"):
        scanning.is_infected(io.BytesIO(b"x"), address)


def test_a_daemon_that_says_nothing_is_not_waited_for_for_ever(unix, monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS", 0.2)
    with pytest.raises(scanning.Unreachable, match="timed out"):
        scanning.is_infected(io.BytesIO(b"x"), unix[1])


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd", "tcp:127.0.0.1:1", "tcp:clamd", "clamd.sock", "tcp::3310"])
def test_nobody_there_and_a_wrong_address_are_no_verdict(address):
    with pytest.raises(scanning.Unreachable):
        scanning.is_infected(io.BytesIO(b"x"), address)


def upload():
    document = documents.new_pdf()
    document.docinfo["/Subject"] = HARMFUL.decode()
    return io.BytesIO(documents.saved(document, compress_streams=False))


def test_an_upload_known_as_harmful_is_refused(unix, settings):
    settings.FILES_CLAMD = unix[1]
    Daemon(unix[0])
    with pytest.raises(Refused) as raised:
        inspect(upload(), "a.pdf", max_bytes=10**6)
    assert raised.value.code == "infected"
    assert inspect(io.BytesIO(documents.pdf()), "a.pdf", max_bytes=10**6)


def test_an_upload_waits_with_a_sentence_when_the_scanner_is_away(settings, tmp_path, caplog):
    settings.FILES_CLAMD = f"unix:{tmp_path}/nobody"
    file = io.BytesIO(documents.pdf())
    with pytest.raises(NotScanned) as raised:
        inspect(file, "a.pdf", max_bytes=10**6)
    assert isinstance(raised.value, ValidationError)
    assert raised.value.messages == [
        "The virus scanner does not answer, so nothing was kept. Choose this file again in a few minutes."
    ]
    assert "clamd at unix:" in caplog.text
    assert file.tell() == 0
