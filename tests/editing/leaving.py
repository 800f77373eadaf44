"""Somebody at a browser whose session ends while they write, and who signs in again."""

from http.cookies import SimpleCookie

from django.test import Client

from tests.editing.browser_form import untouched

PASSWORD = "a long way to the sea"


class Browser(Client):
    """It checks tokens, as the site does."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)

    def signed_in(self, user):
        self.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return self

    def send(self, screen, **changes):
        """The form of a screen, to where the screen came from."""
        return self.post(screen.wsgi_request.get_full_path(), untouched(screen, **changes))

    def sign_in(self, page, name, password=PASSWORD):
        return self.send(page, username=name, password=password)

    def end_session(self):
        self.session.flush()

    def lose_cookies(self):
        self.cookies = SimpleCookie()


def person(factory, name):
    user = factory(username=name)
    user.set_password(PASSWORD)
    user.save()
    return user
