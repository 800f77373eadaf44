"""What a worker does by night with the links. The rows say what is to be looked at."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from lscb_site.link_check.gathering import gather
from lscb_site.link_check.looking import look_at, look_at_own, look_at_portion
from lscb_site.link_check.missing import tidy
from lscb_site.link_check.models import CheckedLink

NIGHT = range(1, 6)  # hours in London in which other sites are asked


@task()
def gather_links():
    """Read where the links of the site lead, look at those that stay on it, and tidy what readers did not find."""
    gather()
    look_at_own()
    tidy()


@task()
def look_at_links():
    """One portion of the links to other sites, so that a worker can stop between two, or read a file."""
    look_at_portion()


@task()
def look_at_these(keys: list[int]):
    """The links that an editor asked about, now."""
    look_at(CheckedLink.objects.filter(pk__in=keys))


def wake_gatherer():
    """Enqueue it, once a day."""
    gather_links.enqueue()


def wake_looker():
    """Enqueue a portion by night, while a link waits to be looked at."""
    now = timezone.now()
    if settings.LINK_CHECK and timezone.localtime(now).hour in NIGHT and CheckedLink.objects.due(now).exists():
        look_at_links.enqueue()
