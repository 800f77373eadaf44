"""Somebody who signs in, with the codes that their app would show."""

import hashlib
import hmac
import re
import struct
import time
from base64 import b32decode

from django.test import Client

from tests.factories.accounts import PASSWORD

LOGIN, CODE, APP = "/admin/login/", "/admin/account/code/", "/admin/account/app/"


def code_of(secret, at=None):
    """What an authenticator app shows (RFC 6238): written here once more, so that it proves the site's."""
    counter = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    digest = hmac.new(b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


class Colleague(Client):
    """At a browser."""

    secret = ""

    def sign_in(self, name, password=PASSWORD, then=""):
        return self.post(LOGIN, {"login": name, "password": password} | ({"next": then} if then else {}))

    def set_up_app(self):
        """From its screen to the recovery codes."""
        screen = self.get(APP)
        self.secret = re.search(r'account__key">([A-Z2-7]+)<', screen.text)[1]
        return self.post(APP, {"code": code_of(self.secret)})

    def show_code(self, code=None):
        return self.post(CODE, {"code": code or code_of(self.secret)})

    def recovery_codes(self):
        page = self.get("/admin/account/recovery-codes/")
        return [found.replace(" ", "") for found in re.findall(r"<code>(\d{4} \d{4})</code>", page.text)]
