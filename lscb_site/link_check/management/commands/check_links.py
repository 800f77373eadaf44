from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from lscb_site.link_check.gathering import gather
from lscb_site.link_check.looking import look_at_own, look_at_portion
from lscb_site.link_check.missing import tidy
from lscb_site.link_check.models import CheckedLink, LinkState


class Command(BaseCommand):
    help = (
        "Looks at the links of the site now, as the worker does by night: its own, and those of other sites that "
        "are due. It may be stopped at any time, and goes on where it was."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Also those of other sites that are not due yet.")

    def handle(self, *, verbosity, **options):
        total = gather()
        own = look_at_own()
        tidy()
        if options["all"]:
            CheckedLink.objects.filter(is_own=False).update(try_at=timezone.now())
        sentence = self.look_outside(verbosity)
        if verbosity:
            self.stdout.write(f"{total} links, {own} of them to this site. {sentence}".rstrip())
            for state, count in sorted(Counter(CheckedLink.objects.values_list("state", flat=True)).items()):
                self.stdout.write(f"  {count:6} {LinkState(state).label}")
            self.stdout.write(f"Editors are told of {CheckedLink.objects.broken().count()}.")

    def look_outside(self, verbosity) -> str:
        """Portion by portion; answers what there is to say of it."""
        if not settings.LINK_CHECK:
            return "LINK_CHECK is off, so no other site was asked."
        done = 0
        with tqdm(total=due(), unit=" links", file=self.stderr, disable=verbosity == 0) as bar:
            while due():
                outcome = look_at_portion()
                if outcome.no_network:
                    return "Could not look at other sites: there is no network."
                done += outcome.looked_at
                bar.update(outcome.looked_at)
        return f"{done} of other sites were looked at." if done else "None of another site was due."


def due() -> int:
    return CheckedLink.objects.due(timezone.now()).count()
