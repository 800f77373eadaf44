"""What mail servers say afterwards ends letters to an address; what anybody could have written does not."""

import io
import uuid
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from lscb_site.following import bounces
from lscb_site.following.gathering import gather
from lscb_site.following.models import Follower, FollowRequest, Letter
from lscb_site.following.subscribing import ask
from tests.factories import PostFactory
from tests.following.telling_followers import follower_of
from tests.running_site import TOP

pytestmark = pytest.mark.django_db
SAMPLES = TOP / "tests" / "samples" / "bounces"
ADDRESS = "reader@example.com"
ENDING = ["postfix", "exim", "exchange", "complaint"]


@pytest.fixture
def letter():
    """To a follower; another has one too."""
    follower = follower_of("news", address="Reader@Example.com")
    follower_of("news", address="another@example.com")
    PostFactory().publish()
    gather()
    return Letter.objects.get(follower=follower)


def sample(name, letter_name, address=ADDRESS):
    text = (SAMPLES / f"{name}.eml").read_text()
    return text.replace("ADDRESS", address).replace("NAME", str(letter_name)).encode()


def left():
    """Whoever is still written to."""
    return sorted(follower.address for follower in Follower.objects.all())


BOTH = ["Reader@Example.com", "another@example.com"]


@pytest.mark.parametrize("name", ENDING)
def test_who_cannot_be_reached_or_complains_is_written_to_no_more(letter, name):
    assert bounces.take(sample(name, letter.name)) == 1
    assert left() == ["another@example.com"]


@pytest.mark.parametrize("name", ENDING)
def test_lines_may_end_as_the_internet_ends_them(letter, name):
    assert bounces.take(sample(name, letter.name).replace(b"\n", b"\r\n")) == 1


def test_an_unconfirmed_request_ends_too():
    ask(ADDRESS, "192.0.2.1", "news")
    assert bounces.take(sample("postfix", Letter.objects.get().name)) == 1
    assert not FollowRequest.objects.exists()


@pytest.mark.parametrize("name", ENDING)
def test_what_quotes_no_letter_of_ours_is_not_believed(letter, name):
    assert bounces.take(sample(name, uuid.uuid4())) == 0
    assert bounces.take(sample(name, "")) == 0
    assert left() == BOTH


@pytest.mark.parametrize("name", ENDING)
def test_who_has_a_letter_can_end_nobody_elses(letter, name):
    assert bounces.take(sample(name, letter.name, "another@example.com")) == 0
    assert left() == BOTH


@pytest.mark.parametrize("name", ["delayed", "away"])
def test_what_may_still_arrive_and_answers_of_machines_end_nothing(letter, name):
    assert bounces.take(sample(name, letter.name)) == 0
    assert left() == BOTH


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        (b"Action: failed", b"Action: relayed"),
        (b"Status: 5.", b"Status: 4."),
        (b"Status: 5.1.1", b"Status: 5.7.1"),
        (b"Status: 5.1.1", b"Status: 5.2.2"),
        (b"rfc822; ", b"x400; "),
        (b"multipart/report", b"multipart/mixed"),
    ],
)
def test_only_what_failed_for_good_counts(letter, what, instead):
    changed = sample("postfix", letter.name).replace(b"Original-Recipient: rfc822;", b"X-Was: ").replace(what, instead)
    assert bounces.take(changed) == 0


def test_a_mark_that_something_is_no_junk_is_no_complaint(letter):
    assert bounces.take(sample("complaint", letter.name).replace(b"Type: abuse", b"Type: not-spam")) == 0


GARBAGE = [
    b"",
    b"\x00\xff\xfe" * 1000,
    b"Content-Type: multipart/report; boundary=x\n\n" + b"--x\n" * 5000,
    b"Content-Type: multipart/report; boundary=\xff\n\n--\xff\nContent-Type: message/delivery-status\n\n\xff: 5\n",
    b'Content-Type: multipart/report; boundary="x"\n\n--x\nContent-Type: message/delivery-status\n\nAction: failed',
    b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(5000)),
    b"Content-Type: message/rfc822\n\n" * 20_000,
]


@pytest.mark.parametrize("content", GARBAGE)
def test_garbage_does_nothing(letter, content):
    assert bounces.take(content) == 0
    assert left() == BOTH


@pytest.mark.parametrize("name", ENDING)
def test_a_report_that_is_cut_off_or_damaged_anywhere_does_no_harm(letter, name):
    whole = sample(name, uuid.uuid4())
    for at in range(0, len(whole), 37):
        assert bounces.take(whole[:at]) == 0
        assert bounces.take(whole[:at] + b"\xff\x00\n" + whole[at + 3 :]) == 0


def piped(monkeypatch, content):
    """What the command says of it."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    said = io.StringIO()
    call_command("take_bounce", stdout=said)
    return said.getvalue()


def test_a_mail_server_pipes_it_to_a_command_that_names_no_address(letter, monkeypatch):
    said = piped(monkeypatch, sample("exim", letter.name))
    assert said == "Forgotten: 1. What was followed there is followed no more.\n"
    assert left() == ["another@example.com"]
    assert piped(monkeypatch, sample("away", letter.name)).startswith("Nothing was done")


def test_what_is_long_is_read_to_its_end_and_no_more_than_a_megabyte_is_kept(letter, monkeypatch):
    whole = sample("postfix", letter.name) + b"x" * 3 * bounces.LONGEST
    assert piped(monkeypatch, whole).startswith("Forgotten: 1.")
    behind = b"X-Long: " + b"x" * bounces.LONGEST + b"\n" + sample("postfix", letter.name)
    assert piped(monkeypatch, behind).startswith("Nothing was done")


def test_without_a_database_the_mail_server_is_to_come_again(monkeypatch):
    def away(content):
        raise OperationalError

    monkeypatch.setattr(bounces, "take", away)
    with pytest.raises(CommandError) as problem:
        piped(monkeypatch, b"")
    assert problem.value.returncode == 75
