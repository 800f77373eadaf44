"""A session holds for a working day, and where a second factor is required, for whoever has shown one.

Whoever has not is nobody everywhere else, on the public pages as in the admin, and can set one up, show it or sign out.
"""

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from lscb_site.accounts import second_factor, sessions


def sessions_that_hold(get_response):
    index = reverse("admin:index")
    open_to_the_half_signed_in = tuple(
        f"{index}{place}/" for place in ("account", "login", "logout", "password_change", "join", "forgotten")
    )

    def middleware(request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            since = second_factor.seconds_signed_in(request)
            if since is not None and since > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif second_factor.is_owed(request) and not request.path_info.startswith(open_to_the_half_signed_in):
                request.user = AnonymousUser()
            elif since is not None:
                sessions.note_use(request)
        return get_response(request)

    return middleware
