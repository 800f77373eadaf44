"""What is asked of other sites, what is made of their answers, and what is never asked of anybody."""

import ssl
from datetime import timedelta
from email.message import Message
from ipaddress import ip_address

import pytest

from lscb_site.link_check import network as networks
from lscb_site.link_check.asking import Answer, ask, retry_after
from lscb_site.link_check.models import LinkState
from lscb_site.link_check.network import WHOLE_WAY, is_public
from tests.link_check.sites import PUBLIC, status

PAGE = "https://council.example/page/?a=b"
HTTP = "http://council.example/page/?a=b"


@pytest.mark.parametrize(
    ("number", "state"),
    [
        (200, LinkState.WORKS),
        (204, LinkState.WORKS),
        (401, LinkState.REFUSES),
        (403, LinkState.REFUSES),
        (429, LinkState.REFUSES),
        (999, LinkState.NO_ANSWER),
        (404, LinkState.GONE),
        (410, LinkState.GONE),
        (500, LinkState.NO_ANSWER),
        (503, LinkState.NO_ANSWER),
    ],
)
def test_what_an_answer_means(sites, number, state):
    sites.answers = {"HEAD *": status(number), "GET *": status(number)}
    assert ask(HTTP, sites).state == state


@pytest.mark.parametrize("number", [403, 404, 405, 500, 501])
def test_where_the_head_is_refused_the_whole_is_asked_for(sites, number):
    sites.answers = {"HEAD *": status(number)}
    assert ask(HTTP, sites) == Answer(LinkState.WORKS)
    assert sites.asked == ["HEAD council.example/page/?a=b", "GET council.example/page/?a=b"]


def test_who_is_asked_too_often_is_not_asked_twice(sites):
    sites.answers = {"HEAD *": status(429, Retry_After="7200")}
    assert ask(HTTP, sites) == Answer(LinkState.REFUSES, not_before=timedelta(hours=2))
    assert len(sites.asked) == 1


def test_a_day_to_come_back_is_understood(sites, time_machine):
    time_machine.move_to("2026-11-26 10:00:00 +0000", tick=False)
    sites.answers = {"HEAD *": status(503, Retry_After="Fri, 27 Nov 2026 10:00:00 GMT")}
    assert ask(HTTP, sites).not_before == timedelta(days=1)


def test_a_slow_chain_has_one_end_for_the_whole_way(sites, monkeypatch):
    """Each answer by itself comes in time. Waiting for a host's turn is our own doing, and does not count."""
    moment, asked = 0.0, []

    def take(seconds):
        nonlocal moment
        moment += seconds

    def exchange(method, target, network, until):
        asked.append(until - moment)
        take(14)
        return 302, {"Location": f"/{len(asked)}/"}

    monkeypatch.setattr("lscb_site.link_check.asking.time.monotonic", lambda: moment)
    monkeypatch.setattr("lscb_site.link_check.asking.exchange", exchange)
    assert ask(HTTP, sites, lambda host: take(60)) == Answer(LinkState.NO_ANSWER, reached=True)
    assert asked == [WHOLE_WAY, WHOLE_WAY - 14, WHOLE_WAY - 28]


def test_what_is_left_of_the_way_bounds_each_answer(sites, monkeypatch):
    monkeypatch.setattr("lscb_site.link_check.asking.WHOLE_WAY", 0)
    assert ask(HTTP, sites) == Answer(LinkState.NO_ANSWER, reached=False)
    assert sites.asked == []


@pytest.mark.parametrize("said", ["soon", "-5", "Fri, 99 Nov 2026", "²"])
def test_no_day_to_come_back_is_made_of_nonsense(sites, said):
    sites.answers = {"HEAD *": status(503, Retry_After=said)}
    assert ask(HTTP, sites) == Answer(LinkState.NO_ANSWER)


def test_who_has_moved_for_good_says_where_to(sites):
    sites.answers = {
        "HEAD council.example/page/?a=b": status(301, Location="/new/"),
        "HEAD council.example/new/": status(308, Location="http://other.example/"),
    }
    assert ask(HTTP, sites) == Answer(LinkState.MOVED, moved_to="http://other.example/")


def test_who_leads_on_for_now_has_not_moved(sites):
    sites.answers = {"HEAD council.example/page/?a=b": status(302, Location="/today/")}
    assert ask(HTTP, sites) == Answer(LinkState.WORKS)


def test_who_leads_on_to_nothing_is_gone(sites):
    sites.answers = {
        "HEAD council.example/page/?a=b": status(301, Location="/new/"),
        "HEAD council.example/new/": status(404),
        "GET council.example/new/": status(404),
    }
    assert ask(HTTP, sites).state == LinkState.GONE


def test_nobody_is_followed_in_a_circle(sites):
    sites.answers = {"HEAD *": status(301, Location="/page/")}
    assert ask(HTTP, sites).state == LinkState.NO_ANSWER
    assert len(sites.asked) == 6


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 20\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 9,
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 301 On\r\nLocation: http://[half\r\n\r\n",
        b"x" * 200_000,
    ],
)
def test_what_is_no_answer_is_no_fault_of_ours(sites, sent):
    sites.answers = {"HEAD *": sent}
    assert ask(HTTP, sites).state in (LinkState.NO_ANSWER, LinkState.NOT_LOOKED_AT)


def test_who_is_slow_is_left(sites, monkeypatch):
    monkeypatch.setattr("lscb_site.link_check.asking.ALTOGETHER", -1)
    assert ask(HTTP, sites).state == LinkState.NO_ANSWER


def test_an_answer_may_come_in_two_parts(sites):
    sites.answers = {"HEAD *": status(100) + status(200)}
    assert ask(HTTP, sites) == Answer(LinkState.WORKS)


def test_a_wrong_certificate_is_told_apart(sites, monkeypatch):
    def refuse(*args, **kwargs):
        raise ssl.SSLCertVerificationError("self-signed certificate")

    monkeypatch.setattr(networks.verified(), "wrap_socket", refuse, raising=False)
    assert ask(PAGE, sites) == Answer(LinkState.CERTIFICATE)
    assert sites.opened == [(PUBLIC, 443)]


def test_certificates_are_verified(sites):
    assert networks.verified().verify_mode == ssl.CERT_REQUIRED
    assert networks.verified().check_hostname
    assert ask(PAGE, sites).state == LinkState.NO_ANSWER  # the server speaks no TLS


def test_whoever_asks_says_who_it_is(sites):
    heads = []
    sites.answer_to = lambda head: heads.append(head.decode()) or status(200)
    ask("http://Bücher.example/ä?q=ö", sites)
    assert heads[0].startswith("HEAD /%C3%A4?q=%C3%B6 HTTP/1.1\r\nHost: xn--bcher-kva.example\r\n")
    assert "User-Agent: London SCB link check (+https://www.example.org)\r\n" in heads[0]


def test_each_host_is_waited_for_before_each_question(sites):
    sites.answers = {"HEAD council.example/page/?a=b": status(302, Location="http://other.example/")}
    waited = []
    ask(HTTP, sites, waited.append)
    assert waited == ["council.example", "other.example"]


# What is asked of nobody ----------------------------------------------------------------------------------------------

PRIVATE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.0.8",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.215.14",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_into_a_private_network_is_not_followed(sites, address):
    sites.names = {"council.example": [address]}
    assert ask(HTTP, sites) == Answer(LinkState.PRIVATE)
    assert sites.opened == []


def test_one_private_address_among_public_ones_is_enough(sites):
    sites.names = {"council.example": [PUBLIC, "10.0.0.1"]}
    assert ask(HTTP, sites).state == LinkState.PRIVATE


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"]
)
def test_this_machine_is_known_however_it_is_written(sites, host):
    sites.names = {host.strip("[]"): "really"}
    assert ask(f"http://{host}/", sites).state == LinkState.PRIVATE
    assert sites.opened == []


@pytest.mark.parametrize(
    "onward", ["http://inside.example/", "http://169.254.169.254/latest/meta-data/", "//127.0.0.1/"]
)
def test_nobody_is_led_on_into_a_private_network(sites, onward):
    sites.names = {"inside.example": ["10.0.0.1"], "169.254.169.254": "really", "127.0.0.1": "really"}
    sites.answers = {"HEAD council.example/page/?a=b": status(302, Location=onward)}
    assert ask(HTTP, sites).state == LinkState.PRIVATE
    assert sites.opened == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "address",
    [
        "http://council.example:8080/",
        "https://council.example:80/",
        "http://council.example:99999/",
        "http://me:secret@council.example/",
        "http://",
        "http://[half/",
        "http://" + "a" * 70 + ".example/",
        "ftp://council.example/",
        "file:///etc/passwd",
        "gopher://council.example/",
    ],
)
def test_what_is_no_plain_address_is_looked_at_nowhere(sites, address):
    assert ask(address, sites) == Answer(LinkState.NOT_LOOKED_AT, reached=False)
    assert sites.opened == []


@pytest.mark.parametrize("onward", ["http://council.example:22/", "file:///etc/passwd", "http://a:b@council.example/"])
def test_nor_is_anybody_led_on_to_it(sites, onward):
    sites.answers = {"HEAD council.example/page/?a=b": status(302, Location=onward)}
    assert ask(HTTP, sites).state == LinkState.NOT_LOOKED_AT


def test_the_connection_goes_to_the_address_that_was_judged(sites, monkeypatch):
    """A name that answers differently the second time is asked once."""
    answers = [[PUBLIC], ["127.0.0.1"]]
    monkeypatch.setattr(sites, "look_up", lambda host, port: answers.pop(0))
    assert ask(HTTP, sites).state == LinkState.WORKS
    assert sites.opened == [(PUBLIC, 80)]


def test_a_name_that_leads_nowhere_is_told_from_a_network_that_is_there(sites):
    sites.names = {"council.example": OSError()}
    assert ask(HTTP, sites) == Answer(LinkState.NO_ANSWER, reached=False)


def test_the_real_network_looks_names_up_and_connects(monkeypatch):
    asked = []
    monkeypatch.setattr(networks.socket, "create_connection", lambda *args, **kwargs: asked.append((args, kwargs)))
    networks.Network().open(PUBLIC, 443)
    assert asked == [(((PUBLIC, 443),), {"timeout": networks.CONNECTING})]


@pytest.mark.parametrize("said", ["9" * 5000, "Mon, 01 Jan 2026 00:00:00 +9999999999999", "soon", "Mon, 32 Jan 2026"])
def test_however_absurdly_a_site_asks_to_be_left_alone_the_others_are_looked_at(said):
    headers = Message()
    headers["Retry-After"] = said
    pause = retry_after(503, headers)
    assert pause is None or pause > timedelta(days=1000)


def test_what_private_networks_were_once_is_private():
    assert not is_public(ip_address("fec0::1"))
    assert is_public(ip_address("2a00:1450:4009::1"))
