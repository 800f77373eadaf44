"""What happens to who waits at the socket of a web process that leaves."""

import selectors
import socket
from contextlib import ExitStack

import pytest

from lscb_site.operations.web_worker import Worker


class Leaving(Worker):
    """With a listening socket and nothing else of gunicorn around it; `taken` is who was let in."""

    def __init__(self, listener):
        self.sockets, self.alive, self.taken = [listener], False, []
        self.poller, self._accepting = selectors.DefaultSelector(), True
        self.poller.register(listener, selectors.EVENT_READ)

    def accept(self, listener):
        self.taken.append(listener.accept()[0])


@pytest.fixture
def made():
    with ExitStack() as stack:
        yield stack.enter_context


@pytest.mark.parametrize(("family", "taken"), [(socket.AF_UNIX, 3), (socket.AF_INET, 0)])
def test_who_waits_at_a_socket_in_the_file_system_is_taken_along(tmp_path, made, family, taken):
    listener = made(socket.socket(family))
    listener.bind(str(tmp_path / "web.sock") if family == socket.AF_UNIX else ("127.0.0.1", 0))
    listener.listen()
    for _ in range(3):
        made(socket.socket(family)).connect(listener.getsockname())
    worker = Leaving(listener)
    worker.set_accept_enabled(False)
    made(worker.poller)
    assert len([made(line) for line in worker.taken]) == taken
    assert not worker.poller.get_map()


def test_one_that_has_too_many_takes_no_more(tmp_path, made):
    listener = made(socket.socket(socket.AF_UNIX))
    listener.bind(str(tmp_path / "web.sock"))
    listener.listen()
    made(socket.socket(socket.AF_UNIX)).connect(listener.getsockname())
    worker = Leaving(listener)
    made(worker.poller)
    worker.alive = True
    worker.set_accept_enabled(False)
    assert worker.taken == []
