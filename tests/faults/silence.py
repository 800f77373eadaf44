"""What stands between the portal and what it asks in these tests, and can fall silent as a network does."""

import contextlib
import socket
import threading


class Relay:
    """A TCP relay on a port of its own. Silent, it accepts, takes what comes and passes nothing on; cut, it is gone."""

    def __init__(self, host: str, port: int, at: str = "127.0.0.1"):
        self.to = host, port
        self.is_silent = self.is_cut = False
        self.accepted = 0
        self.ends = []
        self.listener = socket.create_server((at, 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                if self.is_cut:
                    near.close()
                    continue
                self.accepted += 1
                far = socket.create_connection(self.to)
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self.pass_on, args=(one, other), daemon=True).start()

    def pass_on(self, one, other):
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                if not self.is_silent:
                    other.sendall(data)
        for end in (one, other):
            hang_up(end)

    def cut(self):
        self.is_cut = True
        self.drop()

    def restore(self):
        """As after a network's fault: what was open is of no use any more."""
        self.is_silent = self.is_cut = False
        self.drop()

    def drop(self):
        ends, self.ends = self.ends, []
        for end in ends:
            hang_up(end)

    def close(self):
        self.listener.close()
        self.drop()


def hang_up(end):
    """Also for the thread that waits for something to come: closing alone would leave it waiting."""
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
