"""A mail server in a process of its own, which writes down whom each letter was for and what it is called:
`python -m tests.following.mail_server FILE SECONDS`, where SECONDS is what each letter takes. It prints its port."""

import asyncio
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP

from tests.running_site import TOP


class TakesAll:
    def __init__(self, record, seconds):
        self.record, self.seconds = record, seconds

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.seconds)
        name = message_from_bytes(envelope.content)["Message-ID"]
        for address in envelope.rcpt_tos:
            self.record.write(f"{address} {name}\n")
        self.record.flush()
        return "250 Taken"


async def serve(record, seconds):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(TakesAll(record, seconds), loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 (its starter reads it)
    await server.serve_forever()


class Letterbox:
    """What a running server was given."""

    def __init__(self, record: Path, port: int):
        self.record, self.port = record, port

    def taken(self) -> Counter[tuple[str, str]]:
        """How often each letter to each address came: those that are whole in the record."""
        whole, _, _ = self.record.read_text().rpartition("\n")
        return Counter(tuple(line.split()) for line in whole.splitlines())


@contextmanager
def mail_server(folder: Path, seconds_for_each: float = 0):
    record = folder / "letters.txt"
    record.touch()
    command = [sys.executable, "-m", "tests.following.mail_server", str(record), str(seconds_for_each)]
    process = subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True)
    try:
        yield Letterbox(record, int(process.stdout.readline()))
    finally:
        process.kill()
        process.communicate()


if __name__ == "__main__":
    with Path(sys.argv[1]).open("a") as record:
        asyncio.run(serve(record, float(sys.argv[2])))
