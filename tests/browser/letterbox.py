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

    def letter(self, to, about):
        """The letter to somebody that says `about`, waited for: others may come before it and after."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            for letter in self.letters:
                if letter["To"] == to and about in letter.get_content():
                    return letter.get_content()
            time.sleep(0.2)
        raise AssertionError(f"No letter to {to} about {about} came.")

    def link(self, to, about):
        """The first address in it."""
        return re.search(r"http://localhost:\d+/admin/\S+", self.letter(to, about))[0]
