"""Who is let in: the Board's people, by user name or e-mail address, while they have a role and an open account."""

import unicodedata

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User


class StaffBackend(ModelBackend):
    """Asked at each request too: who loses the role, or whose account is closed, is out with their next click."""

    def user_can_authenticate(self, user):
        return user.is_active and user.is_staff

    def authenticate(self, request, username=None, password=None, **kwargs):
        return super().authenticate(request, username=user_name_of(username), password=password, **kwargs)


def user_name_of(typed: str | None) -> str | None:
    """The user name of whoever is meant by a name or an e-mail address; what was typed, where nobody is.

    One person has one user name, so attempts with the address and with the name are counted together, however each is
    written.
    """
    if not typed:
        return typed
    typed = unicodedata.normalize("NFKC", typed).strip()
    people = User.objects.order_by("pk").values_list("username", flat=True)
    exact = people.filter(username=typed).first()
    return exact or people.filter(username__iexact=typed).first() or people.filter(email__iexact=typed).first() or typed
