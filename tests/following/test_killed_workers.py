"""Each follower gets one letter, however often the worker is killed on the way."""

import os
import time

import pytest
from django.conf import settings
from django.db import connection

from lscb_site.following.gathering import gather
from lscb_site.following.models import Letter
from lscb_site.following.tasks import wake_teller
from tests import databases
from tests.factories import PostFactory
from tests.following import mortal_worker
from tests.following.mail_server import mail_server
from tests.following.telling_followers import follower_of

FOLLOWERS, KILLED_AT = 60, (10, 35)
PATIENCE = 90  # seconds


def database_address():
    """Of the database of this test."""
    facts = connection.settings_dict
    if not databases.is_postgresql():
        return f"sqlite:///{facts['NAME']}"
    host = f"{facts['HOST'] or '127.0.0.1'}:{facts['PORT'] or 5432}"
    return f"postgres://{facts['USER']}:{facts['PASSWORD']}@{host}/{facts['NAME']}"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_each_follower_gets_one_letter_although_the_worker_is_killed_twice(tmp_path):
    addresses = {f"{at}@example.org" for at in range(FOLLOWERS)}
    for address in addresses:
        follower_of("news", address=address)
    PostFactory().publish()
    gather()
    with mail_server(tmp_path, seconds_for_each=0.05) as letterbox:
        environment = os.environ | {
            "DATABASE_URL": database_address(),
            "DATA_DIR": str(settings.DATA_DIR),
            "EMAIL_URL": f"smtp://127.0.0.1:{letterbox.port}",
        }
        for number in KILLED_AT:
            worker = mortal_worker.start(environment)
            until(letterbox, number)
            worker.kill()
            worker.wait()
            assert len(letterbox.taken()) < FOLLOWERS, "It was killed too late."
        worker = mortal_worker.start(environment)
        until(letterbox, FOLLOWERS)
        worker.kill()
        worker.wait()
        taken = letterbox.taken()
    assert {address for address, _ in taken} == addresses
    assert len(taken) == FOLLOWERS, "Somebody got two letters."
    assert taken.total() - FOLLOWERS <= len(KILLED_AT), "More came twice than was in hand."
    names = {f"<{name}@www.example.org>" for name in Letter.objects.values_list("name", flat=True)}
    assert {name for _, name in taken} == names


def until(letterbox, number):
    """So many came. A worker is woken meanwhile as the clock does."""
    deadline = time.monotonic() + PATIENCE
    while len(letterbox.taken()) < number:
        assert time.monotonic() < deadline, f"{len(letterbox.taken())} letters came."
        wake_teller()
        time.sleep(0.2)
