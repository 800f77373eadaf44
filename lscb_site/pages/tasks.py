"""Background work of pages. The rows say what is to be done; a task only wakes a worker to look at them."""

from django.utils import timezone
from django_tasks import task

from lscb_site.pages import scheduling
from lscb_site.pages.page_moments import PageMoment


@task()
def do_what_is_due():
    """Do one thing, and leave the next to a task of its own."""
    if scheduling.do_next(timezone.now()):
        wake_scheduler()


def wake_scheduler():
    """Enqueue it when a page is to go live or to end."""
    if PageMoment.objects.due(timezone.now()).exists():
        do_what_is_due.enqueue()
