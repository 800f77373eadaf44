"""A form that arrives while the database is away: its page is made without one."""

from lscb_site.caching.version import DatabaseAway
from tests.caching.wsgi_process import Process, ask, request


def test_what_an_editor_sends_while_the_database_is_away_comes_back(monkeypatch):
    def away():
        raise DatabaseAway

    process = Process()
    monkeypatch.setattr(process.front.version, "read", away)
    body = b"csrfmiddlewaretoken=abc&title=An+hour%27s+work&papers-0-label=Slides&password=hidden&summary=%3Cb%3E"
    form = {"CONTENT_TYPE": "application/x-www-form-urlencoded"}
    reply = ask(process.entrance, request("/admin/news/post/1/change/", "POST", body) | form)
    assert reply.status == 503
    for words in ("An hour&#x27;s work", "Document of this item 1: label", "&lt;b&gt;"):
        assert words in reply.text
    assert "hidden</textarea>" not in reply.text
    assert 'value="hidden"' not in reply.text
    # What cannot be read as a form gets the page that says only what is wrong.
    form = {"CONTENT_TYPE": "multipart/form-data; boundary="}
    broken = ask(process.entrance, request("/admin/", "POST", b"x" * 9) | form)
    assert (broken.status, "The database does not answer" in broken.text) == (503, True)
