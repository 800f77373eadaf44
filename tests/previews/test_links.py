"""A link shows one thing to whoever has it, until it ends; and nothing else, and nobody more."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from lxml import html

from lscb_site.pages.existing import opens
from lscb_site.previews.models import PreviewLink
from lscb_site.publishing.destinations import address_of
from lscb_site.versions.drafting import publish_draft
from news.models import Post
from resources.models import DownloadCount
from tests.factories import (
    ComparisonFactory,
    EditionFactory,
    EditionFileFactory,
    FilePageFactory,
    PostFactory,
    PrivateFindingFactory,
    PublisherFactory,
)
from tests.previews import things
from tests.print_stamp import without_stamp

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def linked(thing, days=3, by=None):
    """The address of a new link, and the link."""
    link, token = PreviewLink.objects.make(thing, "Camden", days * DAY, by or PublisherFactory())
    return f"/shared/{token}/", link


def is_closed(answer):
    return answer.status_code == 404 and "This link does not work" in answer.text


@pytest.mark.parametrize("make", things.THINGS)
def test_it_shows_each_kind_to_somebody_without_an_account(make, client):
    address, _ = linked(make())
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Not yet told" in answer.text
    assert "Readers do not see this page yet." in answer.text
    assert address not in answer.text.replace(f'"{address}', "")  # in links to its own parts alone
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "make", [things.document, lambda: PostFactory(kind="conference", event_starts=date(2027, 3, 1))]
)
def test_nobody_is_asked_to_follow_what_ends(make, client):
    """A feed or a calendar would be asked for, with the key, long after it."""
    page = html.fromstring(client.get(linked(make())[0]).content)
    assert page.xpath("//h1")
    assert page.xpath("//@href[contains(., '.ics') or contains(., 'editions.atom')]") == []


@pytest.mark.parametrize("end", ["", ".", ")", "%20", ">"])
def test_it_is_opened_without_its_last_slash_and_by_no_redirect_that_others_may_keep(end, client):
    answer = client.get(linked(things.post())[0].removesuffix("/") + end)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert "Not yet told" in answer.text


def test_nobody_leads_readers_to_it():
    address, _ = linked(things.post())
    assert not opens(address)
    with pytest.raises(ValidationError, match="Nothing is at this address"):
        address_of(address)


def test_it_is_read_only():
    address, _ = linked(things.post())
    assert Client(enforce_csrf_checks=True).post(address).status_code in (403, 405)


def test_wrong_stopped_and_expired_are_answered_alike(client, time_machine):
    post = things.post()
    address, link = linked(post)
    token = address.split("/")[2]
    pages = [client.get(f"/shared/{wrong}/") for wrong in ("a", f"{token[:-1]}-", token.partition(".")[2], f"7{token}")]
    link.stop(None)
    pages.append(client.get(address))
    address, _ = linked(post)
    time_machine.move_to(timezone.now() + 3 * DAY)
    pages.append(client.get(address))
    assert all(is_closed(page) for page in pages)
    assert len({without_stamp(page.text) for page in pages}) == 1


def test_it_works_to_the_end(client, time_machine):
    time_machine.move_to("2026-11-27 10:00:00 +0000", tick=False)
    address, link = linked(things.post())
    time_machine.move_to(link.expires_at - timedelta(seconds=1), tick=False)
    assert client.get(address).status_code == 200
    time_machine.move_to(link.expires_at, tick=False)
    assert is_closed(client.get(address))


def test_its_token_is_kept_nowhere():
    address, link = linked(things.post())
    token = address.split("/")[2]
    assert token.partition(".")[2] not in str(PreviewLink.objects.values().get())
    assert PreviewLink.objects.with_token(token) == link


def test_it_leads_to_the_page_once_that_is_live(client):
    post = things.post()
    address, _ = linked(post)
    post.publish()
    assert client.get(address).url == post.get_absolute_url()
    assert client.get(f"{address}news/anything/").url == post.get_absolute_url()


def test_it_ends_with_publishing_and_withdrawing_whatever_comes_afterwards(client):
    posts = [PostFactory(), PostFactory(live=True)]
    addresses = [linked(post)[0] for post in posts]
    posts[0].publish()
    for post in posts:
        post.withdraw("Out of date.")
        post.return_to_draft()
    assert [is_closed(client.get(address)) for address in addresses] == [True, True]


def test_what_is_scheduled_is_shown_until_it_is_live(client, time_machine):
    post = PostFactory(scheduled=True, title="Not yet told")
    address, _ = linked(post)
    assert "Not yet told" in client.get(address).text
    post.save()
    assert PreviewLink.objects.get().expires_at == post.publish_from
    time_machine.move_to(post.publish_from)
    assert client.get(address).url == post.get_absolute_url()


def test_that_of_a_draft_beside_what_is_live_ends_with_the_draft(client):
    draft = things.draft_of_a_post()
    address, _ = linked(draft)
    publish_draft(draft.item, None)
    assert client.get(address).url == "/news/moved/"
    draft = things.draft_of_a_post()
    address, _ = linked(draft)
    draft.delete()
    assert is_closed(client.get(address))


def test_withdrawing_the_item_ends_the_link_to_its_draft(client):
    draft = things.draft_of_a_post()
    address, _ = linked(draft)
    post = Post.objects.get()
    post.withdraw("Out of date.")
    assert is_closed(client.get(address))
    assert not PreviewLink.objects.in_force().exists()


# Its parts ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def conference():
    return things.conference_with_papers()


def test_the_files_of_what_goes_live_with_it_are_opened_below_the_link(client, conference):
    post, file = conference
    address, _ = linked(post)
    page = client.get(address).text
    document = file.edition.document
    for part in (document.get_absolute_url(), file.get_absolute_url(), file.get_picture_url(), file.get_text_url()):
        assert client.get(part).status_code == 404
        assert f'"{part}' not in page
    below = address.removesuffix("/")
    assert f'"{below}{document.get_absolute_url()}"' in page
    shown = client.get(f"{below}{document.get_absolute_url()}").text
    assert f'"{below}{file.get_absolute_url()}"' in shown
    assert f'"{below}{file.get_picture_url()}"' in shown
    answer = client.get(f"{below}{file.get_absolute_url()}")
    assert b"".join(answer) == b"%PDF-1.7 paper"
    assert answer["Cache-Control"] == "private, no-store"
    assert not DownloadCount.objects.exists()
    assert client.get(f"{below}{document.get_absolute_url()}latest").url == f"{below}{file.get_absolute_url()}"


def test_a_file_in_which_something_must_be_looked_at_is_not_shared(client, conference):
    post, file = conference
    PrivateFindingFactory(file=file)
    address, _ = linked(post)
    below = address.removesuffix("/")
    assert "“The paper” is not shared yet." in client.get(address).text
    for part in (file.get_absolute_url(), file.get_picture_url(), file.get_text_url()):
        answer = client.get(f"{below}{part}")
        assert (answer.status_code, "This file is not shared yet" in answer.text) == (403, True)
    assert file.get_picture_url() not in client.get(f"{below}{file.edition.document.get_absolute_url()}").text
    file.refresh_from_db()
    assert file.picture


def test_a_comparison_quotes_no_file_in_which_something_must_be_looked_at(client):
    older = EditionFactory(document__live=True, live=True)
    newer = EditionFactory(document=older.document)
    quoted = {"kind": "added", "newer": ["page-3", "Page 3"], "pieces": [["added", "Rosalind Achterberg"]]}
    counts = {"same": 0, "edited": 0, "moved": 0, "added": 1, "removed": 0}
    changes = {"problem": "", "counts": counts, "changes": [quoted]}
    comparison = ComparisonFactory(older=older, newer=newer, shows_text=True, changes=changes)
    address, _ = linked(comparison)
    assert "Rosalind Achterberg" in client.get(address).text
    PrivateFindingFactory(file=EditionFileFactory(edition=newer, to_hand=True))
    answer = client.get(address)
    assert (answer.status_code, "Rosalind Achterberg" in answer.text) == (200, False)
    comparison.refresh_from_db()
    assert comparison.shows_text


def test_the_second_page_of_a_long_text_is_a_part_too(client, conference, monkeypatch):
    monkeypatch.setattr("resources.views.files.PAGES_AT_ONCE", 1)
    post, file = conference
    file.reading = "done"
    file.save()
    FilePageFactory.create_batch(2, file=file)
    below = linked(post)[0].removesuffix("/")
    assert 'id="page-2"' in client.get(f"{below}{file.get_text_url()}?page=2").text


def test_an_erased_file_is_not_found(client, conference):
    post, file = conference
    address, _ = linked(post)
    part = file.get_absolute_url()
    file.file, file.picture, file.sha256, file.kind, file.name, file.size = "", "", "", "", "", None
    file.save()
    assert is_closed(client.get(f"{address.removesuffix('/')}{part}"))


def test_it_leads_to_nothing_else(client, conference):
    post, _ = conference
    other = EditionFileFactory(edition=EditionFactory(), to_hand=True)
    below = linked(post)[0].removesuffix("/")
    others = ["/admin/", "/news/", "/", "//example.org/", PostFactory().get_absolute_url(), other.get_absolute_url()]
    assert all(is_closed(client.get(f"{below}{part}")) for part in others[:2] + others[3:])
    assert client.get(f"{below}{others[2]}").status_code == 200


# Its row ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        {"for_whom": ""},
        {"expires_at": timezone.now() - DAY},
        {"digest": "1.the-token-itself"},
        {"digest": "0" * 63 + "G"},
    ],
)
def test_the_database_refuses(facts):
    _, link = linked(things.post())
    with pytest.raises(IntegrityError), transaction.atomic():
        PreviewLink.objects.filter(pk=link.pk).update(**facts)


def test_who_stopped_it_goes_with_when(editor):
    _, link = linked(things.post())
    with pytest.raises(IntegrityError), transaction.atomic():
        PreviewLink.objects.update(stopped_by=editor)
    assert link.stop(editor)
    assert not link.stop(editor)


def test_links_that_ended_long_ago_are_forgotten(time_machine):
    post = things.post()
    linked(post)
    time_machine.move_to(timezone.now() + 32 * DAY)
    _, kept = linked(post)
    time_machine.move_to(timezone.now() + 3 * DAY)
    _, newest = linked(post)
    assert set(PreviewLink.objects.all()) == {kept, newest}


def test_links_go_with_what_they_lead_to():
    post = things.post()
    linked(post)
    post.delete()
    assert not PreviewLink.objects.exists()
