"""Two who publish, withdraw, schedule or lead readers on at one moment wait for each other once, and never for ever."""

import threading
import time
from datetime import timedelta
from functools import partial
from itertools import combinations_with_replacement

import pytest
from cms.models import PageContent
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone
from djangocms_text.models import Text
from djangocms_versioning import versionables
from djangocms_versioning.constants import DRAFT, PUBLISHED
from djangocms_versioning.models import Version

from lscb_site.pages import scheduling
from lscb_site.pages.models import PageWithdrawal
from lscb_site.pages.scheduling import plan
from lscb_site.pages.withdrawals import withdraw
from lscb_site.pages.writing import write_page
from lscb_site.web.addresses import admin_address
from lscb_site.web.locking import lock
from tests.databases import is_postgresql
from tests.editing.browser_form import untouched
from tests.factories import LiveDocumentFactory, PostFactory, PublisherFactory

TIMES = 2
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not is_postgresql(), reason="SQLite has one writer at a time."),
]


@pytest.fixture(autouse=True)
def forgotten_types():
    """After such a test the tables are emptied and the content types made anew; the library remembers their keys."""
    for item in versionables._cms_extension().versionables:
        item.__dict__.pop("content_types", None)
    yield
    for item in versionables._cms_extension().versionables:
        item.__dict__.pop("content_types", None)


def slowly(execute, sql, params, many, context):
    """Whoever has locked or written a row takes their time, so that the other comes to theirs."""
    result = execute(sql, params, many, context)
    if " UPDATE" in sql[-30:] or sql.startswith("UPDATE"):
        time.sleep(0.01)
    return result


def at_once(*acts):
    """What each raised; None where it came to its end."""
    ready, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            with connection.execute_wrapper(slowly):
                ready.wait(timeout=10)
                act()
        except Exception as problem:
            outcomes[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def a_page(publisher, slug="hubs", text="<p>Old.</p>"):
    return write_page(reverse_id=slug, title=slug.title(), slug=slug, created_by=publisher, blocks=[("text", text)])


def version_of(page, state):
    content = PageContent.admin_manager.filter(page=page, versions__state=state).first()
    return content and content.versions.get()


def publish_by_hand(page, publisher):
    version_of(page, DRAFT).publish(publisher)


def withdraw_by_hand(page, publisher):
    withdraw(page, publisher, "Out of date.")


def publish_by_the_clock(page, publisher):
    scheduling.do_next(timezone.now())


def schedule(page, publisher):
    plan(page, publisher, timezone.now() + timedelta(days=1), None)


def begin_a_draft(page, publisher):
    with transaction.atomic():
        version_of(page, PUBLISHED).copy(publisher)


ACTS = [publish_by_hand, withdraw_by_hand, publish_by_the_clock, schedule, begin_a_draft]
PLANS = {schedule, begin_a_draft}  # of two of these neither changes what is live
PAIRS = [pair for pair in combinations_with_replacement(ACTS, 2) if not PLANS.issuperset(pair)]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_acts_at_one_page(one, other):
    publisher = PublisherFactory()
    for number in range(TIMES):
        page = a_page(publisher, f"page-{number}")
        version_of(page, PUBLISHED).copy(publisher)
        plan(page, publisher, timezone.now() - timedelta(seconds=1), None)
        outcomes = at_once(*(partial(act, page, publisher) for act in (one, other)))
        assert not [each for each in outcomes if isinstance(each, OperationalError)]
        live = Version.objects.filter(state=PUBLISHED, object_id__in=PageContent.admin_manager.filter(page=page))
        assert live.count() <= 1


def leading_on(publisher, item, address):
    """The press by which `item` is withdrawn in the admin, and all that leads to it led to `address`."""
    client = Client()
    client.force_login(publisher)
    screen = client.get(admin_address(item, "withdraw"))
    assert screen.context["ticked"]
    sent = untouched(screen, reason="Out of date.", instead=address)

    def press():
        answer = client.post(admin_address(item, "withdraw"), sent)
        if answer.status_code >= 500:  # the site's own page for a database that refuses
            raise OperationalError(answer.status_code)

    return press


def test_two_pages_that_lead_to_each_other_are_withdrawn_at_once(publisher):
    for number in range(TIMES):
        one, two = (a_page(publisher, f"{name}-{number}") for name in ("one", "two"))
        for page, there in ((one, two), (two, one)):
            content = PageContent.objects.get(page=page)
            block = Text.objects.get(placeholder__in=content.placeholders.all())
            block.body = f'<p><a href="{there.get_absolute_url()}">There</a></p>'
            block.save()
        outcomes = at_once(*[leading_on(publisher, page, "/resources/") for page in (one, two)])
        assert not [each for each in outcomes if isinstance(each, OperationalError)]
        assert PageWithdrawal.objects.filter(page__in=[one, two]).exists()


def test_the_order_is_that_of_names_and_keys(django_assert_num_queries):
    posts, documents = [PostFactory(), PostFactory()], [LiveDocumentFactory()]
    with transaction.atomic(), django_assert_num_queries(2) as asked:
        lock([*documents, posts[1], posts[0], posts[1]])
    first, second = (each["sql"] for each in asked)
    assert "news_post" in first
    assert first.endswith("ORDER BY 1 ASC FOR NO KEY UPDATE")
    assert "resources_document" in second
