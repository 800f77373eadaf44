"""Somebody at a browser whose session ends while they write, and who signs in again."""

import re
from html import unescape
from http.cookies import SimpleCookie

from django.test import Client

from tests.editing.browser_form import untouched

PASSWORD = "a long way to the sea"


class Browser(Client):
    """It checks tokens, as the site does."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)

    def signed_in(self, user):
        self.force_login(user)
        return self

    def send(self, screen, **changes):
        """The form of a screen, to where the screen came from."""
        return self.post(screen.wsgi_request.get_full_path(), untouched(screen, **changes))

    def sign_in(self, page, name, password=PASSWORD):
        """By the link of a page that says what was typed: the form as it comes back, or the sign-in, where that
        refuses."""
        (link,) = re.findall(r'href="(/admin/login/[^"]+)"', page.text)
        answer = self.send(self.get(link), login=name, password=password)
        return self.go_on(self.get(answer.url)) if answer.status_code == 302 else answer

    def go_on(self, page):
        """Press the button that shows the form again."""
        (address,) = re.findall(r'<form action="([^"]+)"[^>]* id="login-form"', page.text)
        return self.post(unescape(address), untouched(page))

    def end_session(self):
        self.session.flush()

    def lose_cookies(self):
        self.cookies = SimpleCookie()


def person(factory, name):
    user = factory(username=name)
    user.set_password(PASSWORD)
    user.save()
    return user
