"""The figures of one database: started by `tests.benchmarks.letters`, which names it and the mail server's record."""

import os
import re
import sys
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

import django
from django.conf import settings

from tests.following.mail_server import Letterbox
from tests.following.mortal_worker import CLAIM, start

HELD_UP_MS, QUEUED_S, SENT_A_SECOND, MEMORY_MB = 100, 5, 50, 200
KILLS, PUBLISHED = 5, 9
PATIENCE = 30 * 60  # seconds for all letters
LOOK = 0.5  # seconds between two looks at what came


def main(followers: int, record: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")
    django.setup()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    from django.core.management import call_command
    from django.db import connection
    from django_tasks_db.models import DBTaskResult

    from lscb_site.following.gathering import gather
    from lscb_site.following.models import Change, Letter

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    alone, followed = document("Alone"), document("Followed")
    make_followers(followed, followers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database does by itself in time
    without, held_up = published(alone, followed)
    Change.objects.all().delete()
    DBTaskResult.objects.all().delete()  # what else waits for a worker would be measured too
    publish(followed, PUBLISHED + 1)
    began = time.perf_counter()
    gather()
    queued = time.perf_counter() - began
    figures = [
        ("Publishing an edition that nobody follows", without, "ms", True),
        (f"  more for one that {followers:,} follow", held_up, "ms", held_up < HELD_UP_MS),
        (f"Letters queued, {Letter.objects.count():,}", queued, "s", queued < QUEUED_S),
    ]
    figures += sent(followers, Letterbox(Path(record), port=0))
    print(f"\n{connection.vendor}, {followers:,} followers")
    for words, figure, unit, passed in figures:
        print(f"{words:<60} {figure:>10,.4g} {unit:<8} {'' if passed else 'MISSED'}".rstrip(), flush=True)
    return 0 if all(passed for *_, passed in figures) else 1


def document(title: str):
    from resources.models import Document

    made = Document.objects.create(title=title, slug=title.lower(), kind="protocol")
    made.publish()
    return made


def make_followers(of, number: int):
    from django.utils import timezone

    from lscb_site.following import sealing
    from lscb_site.following.models import Follow, Follower

    addresses = [f"follower-{at}@example.org" for at in range(number)]
    made = Follower.objects.bulk_create(
        [Follower(sealed_address=sealing.seal(each), digest=sealing.digest(each)) for each in addresses],
        batch_size=2_000,
    )
    since = timezone.now() - timedelta(days=1)
    thing = f"document:{of.pk}"
    Follow.objects.bulk_create([Follow(follower=each, thing=thing, since=since) for each in made], batch_size=2_000)


def publish(of, number: int) -> float:
    """In milliseconds, with what is done at once when it is stored for good."""
    from django.db import transaction

    from resources.models import Edition

    edition = Edition.objects.create(document=of, number=number)
    began = time.perf_counter()
    with transaction.atomic():
        edition.publish()
    return (time.perf_counter() - began) * 1000


def published(alone, followed) -> tuple[float, float]:
    """What publishing costs, and how much more where many follow: by turns, so that both get older documents."""
    spent: dict[int, list[float]] = {alone.pk: [], followed.pk: []}
    for number in range(1, PUBLISHED + 1):
        for each in (alone, followed):
            spent[each.pk].append(publish(each, number))
    without = median(spent[alone.pk])
    return without, median(spent[followed.pk]) - without


def sent(followers: int, letterbox: Letterbox):
    """A worker sends them, and is killed at equal distances. Whatever starts it starts it again, and it is woken as the
    clock does."""
    from lscb_site.following.tasks import wake_teller

    most, first = 0.0, 0.0
    began, marks = time.perf_counter(), [followers * at // (KILLS + 1) for at in range(1, KILLS + 1)]
    worker = start(dict(os.environ))
    try:
        while (taken := len(letterbox.taken())) < followers:
            assert worker.poll() is None, "The worker ended by itself."
            assert time.perf_counter() - began < PATIENCE, "The letters do not end."
            most = max(most, peak_megabytes(worker.pid))
            if marks and taken >= marks[0]:
                first = first or taken / (time.perf_counter() - began)
                marks.pop(0)
                worker.kill()
                worker.wait()
                worker = start(dict(os.environ))
                wake_teller()
            elif not marks:
                wake_teller()  # what the last one had in hand
            time.sleep(LOOK)
        spent = time.perf_counter() - began
        time.sleep(CLAIM.total_seconds() * 2)  # whatever comes twice comes now
    finally:
        worker.kill()
        worker.wait()
    rate = followers / spent
    yield "Sent by one worker, before it is killed", first, "a second", True
    yield f"Sent in all, with {KILLS} kills on the way", rate, "a second", rate >= SENT_A_SECOND
    yield "Memory of the worker, at most", most, "MB", most < MEMORY_MB
    yield from counted(followers, letterbox)


def counted(followers: int, letterbox: Letterbox):
    taken = letterbox.taken()
    reached = len({address for address, _ in taken})
    repeats = taken.total() - len(taken)
    yield "Followers that no letter reached", followers - reached, "", reached == followers
    yield "  that got two letters", len(taken) - reached, "", len(taken) == reached
    yield "Letters that came a second time, with the same Message-ID", repeats, "", repeats <= KILLS


def peak_megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))
