"""A portal that runs, as readers and editors have it, and what is expected of it."""

import itertools
import re
import secrets
import time

from tests.production.visitor import Visitor
from tests.samples.documents import pdf

PASSWORD = secrets.token_urlsafe(20)
PATIENCE = 120  # seconds for the worker to read a file
WORD = "quokkaverein"
EDITOR = f"""
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("editor@example.org", "editor@example.org", "{PASSWORD}")
"""
UPLOADED = "from resources.models import EditionFile; print('AT', EditionFile.objects.latest('pk').get_absolute_url())"
STATE = """
from resources.models import EditionFile
file = EditionFile.objects.latest("pk")
print("READ", file.reading, file.text_pages.count())
"""
PUBLISHED = "from resources.models import EditionFile; EditionFile.objects.latest('pk').edition.publish()"
numbers = itertools.count()


unexpected = []


def expect(what, found, wanted):
    print(f"  {'well ' if found == wanted else 'WRONG'} {what}: {found}", flush=True)
    if found != wanted:
        unexpected.append(what)


class Portal:
    """What is asked of it, in the words of the table. `engine` runs it: it has `shell`, `said` and a certificate."""

    def __init__(self, engine, port):
        self.engine = engine
        self.reader, self.editor = (Visitor(port, engine.site / "certificates/fullchain.pem") for _ in range(2))
        self.file = ""

    def home(self):
        return self.reader.ask("/")[0]

    def search(self):
        return self.reader.ask(f"/search/?q=neglect+{next(numbers)}")[0]

    def form(self):
        body = "postcode=SE1+7PB"
        return self.reader.ask("/contacts/find/", "POST", body, Content_Type="application/x-www-form-urlencoded")[0]

    def seen(self):
        reading = [self.home(), self.search(), self.reader.ask(self.file)[0], self.form()]
        said = ["nothing" if status == 0 else str(status) for status in reading]
        answer = self.editor.ask("/admin/resources/document/")[0]
        return said, "nothing" if answer == 0 else str(answer)


def journey(portal):
    print("A journey through nginx, by TLS")
    ask = portal.reader.ask
    for path in "/", "/search/?q=neglect", "/contacts/", "/healthz", "/readyz", "/admin/login/":
        expect(path, ask(path)[0], 200)
    headers = ask("/")[1]
    expect("the home page's rule for caches", headers["Cache-Control"], "public, max-age=0, must-revalidate")
    library = ask("/resources/")[2].decode()
    pages = [ask(path)[2].decode() for path in re.findall(r'href="(/resources/[\w-]+/)"', library)]
    portal.file = next(path for page in pages for path in re.findall(r'href="(/resources/files/[^"]+\.pdf)"', page))
    status, headers, paper = ask(portal.file)
    expect("a document", (status, headers["Content-Type"], paper[:5]), (200, "application/pdf", b"%PDF-"))
    expect("a part of it", ask(portal.file, Range="bytes=1-3")[::2], (206, b"PDF"))
    portal.engine.shell(EDITOR)
    signed_in = portal.editor.send("/admin/login/", {"login": "editor@example.org", "password": PASSWORD})
    expect("an editor signs in", signed_in[0], 302)
    address = upload(portal, "8", paper + b"\n% other bytes\n")
    expect("and downloads it whole", portal.editor.ask(address)[2] == paper + b"\n% other bytes\n", True)
    expect("which readers do not", ask(address)[0], 404)
    said = portal.engine.said()
    expect("searches and postcodes in logs", [word for word in ("neglect", "SE1", "7PB") if word in said], [])


def upload(portal, number, content):
    """A draft edition with a file; its address."""
    listed = portal.editor.ask("/admin/resources/document/")[2].decode()
    edition = {
        "document": re.search(r"/admin/resources/document/(\d+)/", listed)[1],
        "number": number,
        "label": "Of the test",
        "effective_date": "2026-11-01",
        "date_precision": "day",
    }
    files = [("more_files", "of-the-test.pdf", content)]
    expect("an editor uploads", portal.editor.send("/admin/resources/edition/add/", edition, files)[0], 302)
    return re.search(r"AT (\S+)", portal.engine.shell(UPLOADED))[1]


def reading(portal):
    """The worker reads what an editor uploads, within its limits, and once it is published readers find its words."""
    paper = pdf(1, f"Safeguarding is a {WORD}")
    address = upload(portal, "9", paper)
    deadline = time.monotonic() + PATIENCE
    while "READ pending" in (said := portal.engine.shell(STATE)) and time.monotonic() < deadline:
        time.sleep(1)
    expect("the worker reads it", re.search(r"READ .*", said)[0], "READ done 1")
    portal.engine.shell(PUBLISHED)
    found = portal.reader.ask(f"/search/?q={WORD}")[2].decode()
    expect("readers find its words", address.split("/")[3][:20] in found, True)
    expect("and have its bytes", portal.reader.ask(address)[2] == paper, True)
