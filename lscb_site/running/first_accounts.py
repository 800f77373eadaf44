"""One account for each role, made while nobody can sign in yet."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from lscb_site.accounts.roles import Role

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another


def make_first_accounts() -> dict[str, str]:
    """The password of each account made, by user name; empty once somebody can sign in."""
    users = get_user_model().objects
    if any(user.has_usable_password() for user in users.filter(is_staff=True)):
        return {}
    passwords = {}
    for role in Role:
        name = role.lower()
        passwords[name] = new_password()
        users.create_user(name, password=passwords[name]).groups.add(Group.objects.get(name=role))
    return passwords


def new_password() -> str:
    """Twenty letters and figures in four groups: about 98 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
