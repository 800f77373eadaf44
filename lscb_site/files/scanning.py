"""Asks ClamAV's daemon about an upload, where one is configured (its INSTREAM command, ``man clamd``).

``FILES_CLAMD`` is empty for none, ``unix:/run/clamav/clamd.ctl`` or ``tcp:127.0.0.1:3310``.
"""

import socket
import struct
from typing import IO

CHUNK = 64 * 1024
SECONDS = 30


class Unreachable(Exception):
    """No verdict: nobody answers, or the answer is none. ``str()`` is for the operator's log, not for editors."""


def is_infected(file: IO[bytes], address: str) -> bool:
    """Whether the daemon at ``address`` knows the bytes of a seekable file as malware. Raises :class:`Unreachable`."""
    file.seek(0)
    try:
        with _connected(address) as connection:
            _send(connection, file)
            answer = _answer(connection)
    except OSError as error:
        raise Unreachable(f"clamd at {address}: {error}") from error
    if answer.endswith(" FOUND"):
        return True
    if answer.endswith(": OK"):
        return False
    raise Unreachable(f"clamd at {address} answered {answer[:200]!r}")


def _connected(address: str) -> socket.socket:
    family, _, place = address.partition(":")
    if family == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(SECONDS)
        try:
            connection.connect(place)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = place.rpartition(":")
    if family != "tcp" or not host or not port.isdigit():
        raise Unreachable(f"FILES_CLAMD is {address!r}: it must be unix:/path or tcp:host:port")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _send(connection: socket.socket, file: IO[bytes]) -> None:
    try:
        connection.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # over its size limit the daemon says so and hangs up: what it said is read next


def _answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and (piece := connection.recv(4096)):
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
