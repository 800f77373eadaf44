import logging
import signal
import socket
import threading
from contextlib import suppress
from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lscb_contacts.tasks import wake_asker, wake_counter
from lscb_site.accounts.tasks import forget_what_is_over as forget_accounts
from lscb_site.accounts.tasks import wake_postman
from lscb_site.audit.models import forget_old
from lscb_site.caching.patience import BACKGROUND, limited_waiting
from lscb_site.desk.tasks import wake_caretaker
from lscb_site.following.tasks import forget_what_is_over as forget_letters
from lscb_site.following.tasks import wake_teller
from lscb_site.link_check.tasks import wake_gatherer, wake_looker
from lscb_site.linter.tasks import wake_linter
from lscb_site.operations.heartbeats import BEAT, give_up_the_clocks_turn, has_the_clocks_turn
from lscb_site.pages.scheduling import next_moment
from lscb_site.pages.tasks import wake_scheduler
from lscb_site.publishing.tasks import wake_messenger
from lscb_site.reviews.tasks import wake_reminder
from lscb_site.search.tasks import wake_rebuilder
from resources.tasks import wake_checker, wake_comparer, wake_reader

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
LOOK_AGAIN = timedelta(minutes=10)  # at files found missing or damaged, at links that wait, and at days of checks
KEPT = 14  # days that finished tasks are kept


class Command(BaseCommand):
    help = (
        "Wakes the workers for work that rows say is waiting, every 30 seconds, and tidies up once a day. Of clocks on "
        "several hosts one does so, and another within a minute after that one was last heard of."
    )

    host = socket.gethostname()
    look_again_at = None
    pause = BEAT  # seconds until the next round

    def add_arguments(self, parser):
        parser.add_argument("--beats", type=int, help="Stop after so many beats instead of running for ever.")

    def handle(self, *, beats=None, **options):
        stopping = threading.Event()
        before = {
            number: signal.signal(number, lambda *_: stopping.set()) for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            with limited_waiting(BACKGROUND):
                self.run(stopping, beats)
                with suppress(Error):
                    give_up_the_clocks_turn(self.host)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def run(self, stopping, beats):
        tidy_at = timezone.now()
        done = 0
        while not stopping.is_set():
            tidy_at = self.beat(tidy_at)
            done += 1
            if done == beats:
                break
            stopping.wait(self.pause)

    def beat(self, tidy_at):
        """One round; answers when to tidy up next. A database that is away is no reason to die."""
        self.pause = BEAT
        try:
            close_old_connections()
            if not has_the_clocks_turn(self.host):
                return tidy_at
            wake_scheduler()
            wake_reader()
            wake_asker()
            wake_messenger()
            wake_teller()
            wake_postman()
            wake_comparer()
            if self.look_again_at is None or timezone.now() >= self.look_again_at:
                wake_checker()
                wake_looker()
                wake_reminder()
                self.look_again_at = timezone.now() + LOOK_AGAIN
            if timezone.now() >= tidy_at:
                wake_rebuilder()
                wake_counter()
                wake_caretaker()
                wake_gatherer()
                wake_linter()
                tidy()
                tidy_at = timezone.now() + DAY
            self.pause = pause_until(next_moment())
        except Error as problem:
            logger.error(
                "The clock could not reach the database (%s) and tries again in %s seconds.",
                type(problem).__name__,
                BEAT,
            )
        return tidy_at


def pause_until(moment):
    """In seconds: a beat, or less where a page goes live or ends sooner."""
    return max(1, min(BEAT, (moment - timezone.now()).total_seconds())) if moment else BEAT


def tidy():
    """Drop what the audit record, the accounts and the followers have kept long enough, and the records of tasks: of
    those that ended long ago, and of those whose worker was killed and never said so."""
    forget_old()
    forget_accounts()
    forget_letters()
    call_command("prune_db_task_results", min_age_days=KEPT, verbosity=0)
    DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - DAY).delete()
