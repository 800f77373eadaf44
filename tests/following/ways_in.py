"""Followers and the addresses of their links, for the tests of pages."""

from lxml import html

from lscb_site.following import links
from lscb_site.following.models import Follow, Follower, FollowRequest, Letter
from tests.factories import FollowerFactory, FollowRequestFactory

JANE = "jane.doe@example.org"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}  # what a mail program sends (RFC 8058)


def path_of(address):
    return address.removeprefix("https://www.example.org")


def confirming(**facts):
    request = FollowRequestFactory(address=JANE, **facts)
    return path_of(links.to_confirm(request))


def following(*things):
    return FollowerFactory(address=JANE, follows=things or ["news"])


def mine(follower):
    return path_of(links.to_manage(follower))


def stopping(follower):
    return path_of(links.to_stop(follower))


def heading(answer):
    return html.fromstring(answer.content).xpath("string(//h1)")


def everything():
    """What is kept of followers, in every column."""
    return [list(model.objects.order_by("pk").values_list()) for model in (Follower, Follow, FollowRequest, Letter)]
