"""What a real mail server was given: aiosmtpd hands it on."""

import re
import time
from email import message_from_bytes, policy


class Letterbox:
    """What a mail server was given."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"

    def newest(self, to, after=0):
        """The newest letter to somebody, waited for. `after` is how many had come before."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            found = [each for each in self.letters if each["To"] == to]
            if len(found) > after:
                return found[-1].get_content()
            time.sleep(0.2)
        raise AssertionError(f"No letter to {to} came.")

    def link(self, to, after=0):
        return re.search(r"http://localhost:\d+/admin/\S+", self.newest(to, after))[0]
