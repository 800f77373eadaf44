"""`python -m tests.hosts.furnish PASSWORD FOLLOWERS`: the people of a site of several hosts."""

import os
import sys

import django


def main(password: str, followers: int):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")
    django.setup()
    from django.contrib.auth.models import User

    from tests.following.telling_followers import follower_of

    for name in "editor", "locked":
        User.objects.create_superuser(f"{name}@example.org", f"{name}@example.org", password)
    for number in range(followers):
        follower_of("news", address=f"{number}@example.org")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
