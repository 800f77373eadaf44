"""Two hosts by settings alone: whoever asks either of them sees one site, and whatever is to be done is done once."""

import hashlib
import io
import re
import secrets
import time
from datetime import date

import pytest
from PIL import Image as Pixels

from tests.hosts.conftest import BUCKET, FOLLOWERS
from tests.hosts.hosts import Person, until
from tests.production.visitor import HOST, MULTIPART, multipart
from tests.publishing.test_admin import typed
from tests.samples.documents import pdf

pytestmark = pytest.mark.slow

ADD = "/admin/news/post/add/"
PAPERS = 6
AT_ONCE = 4  # seconds, on a machine that does other work too


@pytest.fixture(scope="module")
def editor(hosts):
    """Somebody who signed in at one of them."""
    editor = Person().at(hosts.a)
    signed_in = editor.send("/admin/login/", {"login": "editor@example.org", "password": hosts.password})
    assert signed_in[0] == 302
    return editor


def item(title, slug):
    """What is typed of one, so new that it stands first in every list."""
    return typed(title=title, slug=slug, date=f"{date.today():%Y-%m-%d}", _publish="1")


def publish(editor, title, papers=()) -> str:
    """A news item with papers (name, bytes), and its address."""
    slug = title.lower().replace(" ", "-")
    files = [("new_documents", name, content) for name, content in papers]
    said = editor.send(ADD, item(title, slug), files)
    assert said[0] == 302, re.findall(r'(?s)class="error.*?</', said[2].decode())
    question = said[1]["Location"]  # whether followers are told
    key = re.search(r"/post/(\d+)/publish/", question)[1]
    assert editor.send(question, {f"tell-post-{key}-tell": "on"})[0] == 302
    return f"/news/{slug}/"


@pytest.fixture(scope="module")
def papers():
    return {f"paper-{number}.pdf": pdf(text=f"Wording{number} of the paper", pages=3) for number in range(PAPERS)}


@pytest.fixture(scope="module")
def published(hosts, editor, papers):
    """An item with papers, which is published at one host while the other keeps its page."""
    for host in hosts.both:
        assert "The hosts have met" not in Person().at(host).read("/news/")
    return publish(editor.at(hosts.a), "The hosts have met", papers.items())


def addresses(hosts, published) -> dict[str, str]:
    """Where its papers are downloaded, by their name."""
    reader = Person().at(hosts.b)
    documents = set(re.findall(r'href="(/resources/paper-\d+/)"', reader.read(published)))
    found = [re.search(r'href="(/resources/files/[^"]+\.pdf)"', reader.read(address))[1] for address in documents]
    return {address.rpartition("/")[2]: address for address in found}


def test_each_follower_gets_one_letter(hosts, shared, published):
    taken = until(lambda: len(shared.letterbox.taken()) >= FOLLOWERS and shared.letterbox.taken(), "Letters wait.")
    time.sleep(2)
    taken = shared.letterbox.taken()
    assert {address for address, _ in taken} == {f"{number}@example.org" for number in range(FOLLOWERS)}
    assert taken.total() == FOLLOWERS


def test_one_session_and_one_content_version(hosts, editor):
    address = publish(editor.at(hosts.a), "One site", [])
    for host in hosts.both:
        assert "One site" in Person().at(host).read("/news/")
        assert "One site" in editor.at(host).read("/admin/news/post/")
    change = re.search(r"/admin/news/post/\d+/change/", editor.at(hosts.b).read("/admin/news/post/?q=One+site"))[0]
    said = editor.change(change, title="One site still", _save="1")
    assert said[0] == 302, re.findall(r'(?s)class="error.*?</', said[2].decode())
    for host in hosts.both:
        assert "One site still" in Person().at(host).read(address)


def test_a_picture_is_shown_by_both(hosts, editor, shared):
    drawn = io.BytesIO()
    Pixels.new("RGB", (600, 300), "teal").save(drawn, "PNG")
    picture = drawn.getvalue()
    form = multipart({}, [("file", "bridge.png", picture, "image/png")])
    token = {"X_CSRFToken": editor.at(hosts.a).cookies["csrftoken"], "Referer": f"https://{HOST}/admin/"}
    said = editor.ask(
        "/admin/filer/clipboard/operations/upload/no_folder/", "POST", form, **token, Content_Type=MULTIPART
    )
    assert said[0] == 200, said[2].decode()
    name, digest = shared.asked("SELECT file, sha1 FROM filer_file WHERE original_filename = 'bridge.png'")[0]
    for host in hosts.both:
        assert editor.at(host).ask(f"/media/{name}")[2] == picture
        assert Person().at(host).ask(f"/media/{name}")[0] == 302  # to where staff sign in
        assert Person().at(host).ask(f"/pictures/{digest}/480.webp")[2][8:12] == b"WEBP"


def test_what_is_uploaded_at_one_is_downloaded_at_the_other_whole_and_in_parts(hosts, shared, published, papers):
    found = addresses(hosts, published)
    assert set(found) == set(papers)
    for host in hosts.both:
        reader = Person().at(host)
        for name, content in papers.items():
            assert reader.ask(found[name])[2] == content
        content = papers["paper-0.pdf"]
        status, headers, part = reader.ask(found["paper-0.pdf"], Range="bytes=5-20")
        assert (status, part) == (206, content[5:21])
        assert headers["Content-Range"] == f"bytes 5-20/{len(content)}"
        assert reader.ask(found["paper-0.pdf"], If_None_Match=headers["ETag"])[0] == 304
        assert host.stored() == []  # nothing but what is derived
    digest = hashlib.sha256(papers["paper-0.pdf"]).hexdigest()
    lies = shared.client.list_objects_v2(Bucket=BUCKET, Prefix=f"portal/documents/{digest[:2]}/{digest}")["Contents"]
    assert [each["Size"] for each in lies] == [len(papers["paper-0.pdf"])]


def test_each_file_is_read_once_by_either_worker(hosts, shared, published, papers):
    def read():
        return [
            name for (name,) in shared.asked("SELECT which FROM what_was_done WHERE what = 'read'") if name in papers
        ]

    until(lambda: set(read()) == set(papers), lambda: hosts.a.log.read_text() + hosts.b.log.read_text())
    time.sleep(2)
    assert sorted(read()) == sorted(papers)
    for host in hosts.both:
        until(
            lambda host=host: "paper" in Person().at(host).read("/search/?q=Wording3").lower(), "It is not found.", 20
        )


def test_the_work_of_the_clock_is_done_once(shared, hosts):
    woken = [path for (path,) in shared.asked("SELECT which FROM what_was_done WHERE what = 'woken'")]
    assert woken.count("lscb_site.desk.tasks.look_after_files") == 1
    assert shared.asked("SELECT host FROM operations_heartbeat WHERE process = 'clock'")[0][0] in ("a", "b")


def test_wrong_passwords_are_counted_over_both(hosts):
    guesser = Person("192.0.2.66")
    for number in range(5):
        host = hosts.both[number % 2]
        answer = guesser.at(host).send(
            "/admin/login/", {"login": "locked@example.org", "password": secrets.token_hex(8)}
        )
        assert answer[0] != 302
    for host in hosts.both:
        answer = guesser.at(host).send("/admin/login/", {"login": "locked@example.org", "password": hosts.password})
        assert answer[0] != 302
        assert "sessionid" not in guesser.cookies


def test_a_bucket_that_is_silent_keeps_nobody_from_pages_and_is_asked_again(hosts, shared, editor, published, papers):
    address = addresses(hosts, published)["paper-0.pdf"]
    shared.relays["bucket"].is_silent = True
    try:
        for host in hosts.both:
            reader = Person().at(host)
            assert reader.ask(address)[0] == 503
            began = time.monotonic()  # the next do not wait for it, and nor does who asks for a page
            found = [reader.ask(path)[0] for path in (address, published, "/search/?q=neglect")]
            assert found == [503, 200, 200]
            assert time.monotonic() - began < AT_ONCE
        refused = editor.at(hosts.a).send(
            ADD,
            typed(title="Typed with care", slug="typed", _publish="1"),
            [("new_documents", "a.pdf", pdf(text="New"))],
        )
        assert refused[0] == 200
        assert "The server could not store this file" in refused[2].decode()
        assert 'value="Typed with care"' in refused[2].decode()
    finally:
        shared.relays["bucket"].restore()
    for host in hosts.both:
        until(
            lambda host=host: Person().at(host).ask(address)[2] == papers["paper-0.pdf"], "The bucket is not asked.", 20
        )
    assert shared.asked("SELECT count(*) FROM resources_editionfile WHERE fault <> ''") == [(0,)]


def test_a_redis_that_is_gone_is_noticed_by_nobody(hosts, shared, editor):
    shared.relays["redis"].cut()
    try:
        for host in hosts.both:
            assert [Person().at(host).ask(path)[0] for path in ("/", "/news/", "/search/?q=neglect")] == [200, 200, 200]
        publish(editor.at(hosts.a), "Without a Redis")
        for host in hosts.both:
            assert "Without a Redis" in Person().at(host).read("/news/")
    finally:
        shared.relays["redis"].restore()
    publish(editor.at(hosts.b), "With it again")
    for host in hosts.both:
        assert "With it again" in Person().at(host).read("/news/")


def test_a_database_that_is_gone_leaves_the_pages_of_before_and_everything_goes_on_after_it(hosts, shared, editor):
    pages = ["/", "/news/", "/resources/"]
    for host in hosts.both:
        for path in pages:
            Person().at(host).read(path)
    shared.relays["database"].cut()
    try:
        for host in hosts.both:
            assert [Person().at(host).ask(path)[0] for path in pages] == [200] * len(pages)
            assert Person().at(host).ask("/search/?q=neglect")[0] == 503
        assert editor.at(hosts.a).ask("/admin/news/post/")[0] == 503
    finally:
        shared.relays["database"].restore()
    for host in hosts.both:
        until(host.is_ready, host.log.read_text, 30)
    before = len(shared.letterbox.taken())
    publish(editor.at(hosts.b), "After the database")
    for host in hosts.both:
        until(lambda host=host: "After the database" in Person().at(host).read("/news/"), "It is not seen.", 20)
        assert all(process.poll() is None for process in host.processes.values())
    until(lambda: len(shared.letterbox.taken()) >= before + FOLLOWERS, "No letters are sent any more.")


def test_one_host_without_its_network_is_stood_in_for_and_tells_nothing_old_when_it_is_back(hosts, shared, editor):
    def clocks_host():
        return shared.asked("SELECT host FROM operations_heartbeat WHERE process = 'clock'")[0][0]

    leader = until(clocks_host, "No clock has its turn.")
    gone, there = (hosts.a, hosts.b) if leader == "a" else (hosts.b, hosts.a)
    Person().at(gone).read("/news/")
    shared.network.unplug(gone.name)
    try:
        assert gone.ask_from_within("/news/") == "200"  # as it was before
        address = publish(editor.at(there), "Meanwhile at one", [("meanwhile.pdf", pdf(text="Meanwhile"))])
        assert "Meanwhile at one" in Person().at(there).read(address)
        until(lambda: ("meanwhile.pdf",) in shared.asked("SELECT which FROM what_was_done"), "Nobody reads it.")
        until(lambda: clocks_host() == there.name, "The other clock does not take its turn.", 120)
    finally:
        shared.network.plug_in(gone.name)
    until(gone.is_ready, gone.log.read_text, 60)
    assert "Meanwhile at one" in Person().at(gone).read("/news/")
    assert editor.at(gone).ask("/admin/news/post/")[0] == 200
