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

    def message(self, to, about):
        """The letter to somebody that says `about`, waited for: others may come before it and after."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            for letter in self.letters:
                if letter["To"] == to and about in words_of(letter):
                    return letter
            time.sleep(0.2)
        raise AssertionError(f"No letter to {to} about {about} came.")

    def letter(self, to, about):
        """Its words."""
        return words_of(self.message(to, about))

    def link(self, to, about, below="admin"):
        """The first address in it, below a path of the site."""
        return re.search(rf"http://[\w.]+:\d+/{below}/\S+", self.letter(to, about))[0]


def words_of(letter):
    """As a program without HTML shows them."""
    return letter.get_body(("plain",)).get_content()
