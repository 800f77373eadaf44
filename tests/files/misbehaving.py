"""Functions for the child process that go wrong in every way a parser can."""

import os
import subprocess
import sys
import time


def echo(*args):
    return list(args)


def modules():
    return sorted(sys.modules)


def environment():
    return dict(os.environ)


def spin():
    while True:
        pass


def sleep():
    time.sleep(60)


def hog():
    return len(bytearray(4 * 1024**3))


def abort():
    os.abort()


def leave():
    os._exit(3)


def fail():
    raise LookupError("secret words from the file")


def talk():
    return "x" * 5_000_000


def chatter():
    while True:
        os.write(1, b"noise" * 1000)
        print("noise" * 1000)  # noqa: T201 - the point of it


def print_then_answer():
    print("a library's banner", flush=True)  # noqa: T201 - the point of it
    return "answer"


def write_much():
    with open("/dev/shm/lscb-too-much" if os.path.isdir("/dev/shm") else "/tmp/lscb-too-much", "wb") as file:
        os.unlink(file.name)
        file.write(bytes(10_000_000))
        file.flush()


def leave_a_child_behind():
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], stdout=subprocess.DEVNULL).pid


def unjsonable():
    return {1, 2}
