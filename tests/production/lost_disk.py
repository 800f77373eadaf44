"""A site in production form loses its disk and has it back.

A stranger installs it, fills it, backs it up and brings it back with the commands that docs/operating.md has, once from
a folder and once from a bucket. What differs afterwards, in any row, any file or any answer to a visitor, is named.
"""

import logging
import os
import re
import secrets
import shutil
import time

from tests.production.containers import HTTP, HTTPS
from tests.production.engine import Engine
from tests.production.portal import Portal, expect, journey, reading
from tests.production.portrait import differences, taken
from tests.production.stranger import Stranger
from tests.production.visitor import Visitor

INSTALLING, BACKING_UP, RESTORING = "With containers", "Backups", "Restore drill"
BUCKET, ENDPOINT_PORT = "portal-backups", 9600
PASSWORD = secrets.token_urlsafe(20)
# What a stranger makes up, or was given.
VALUES = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "FOLLOWERS_KEYS": secrets.token_urlsafe(50),
    "POSTGRES_PASSWORD": secrets.token_hex(16),
    "AWS_ACCESS_KEY_ID": "only-for-tests",
    "AWS_SECRET_ACCESS_KEY": "only-for-tests",
    "BACKUP_S3_ENDPOINT": f"http://host.containers.internal:{ENDPOINT_PORT}",
}
BESIDES = f"SECOND_FACTOR=offered\nLINK_CHECK=off\nHTTP_PORT=127.0.0.1:{HTTP}\nHTTPS_PORT=127.0.0.1:{HTTPS}\n"
FOLLOWER = """
from lscb_site.following import sealing
from lscb_site.following.models import Follow, Follower
address = "reader@example.org"
follower = Follower.objects.create(sealed_address=sealing.seal(address), digest=sealing.digest(address))
Follow.objects.create(follower=follower, thing="news")
"""
OPENED = """
from lscb_site.following import sealing
from lscb_site.following.models import Follower
print("OPENED", [sealing.unseal(each.sealed_address) for each in Follower.objects.all()])
"""
WAITING = """
from resources.models import EditionFile
print("WAITING", EditionFile.objects.filter(reading="pending").exclude(file="").count())
"""


class Drill:
    def __init__(self, engine: Engine):
        self.engine, self.stranger = engine, Stranger(engine, VALUES)
        self.settings, self.identity = "", self.stranger.home / "portal-backup.key"

    def install(self):
        print("A stranger installs it")
        self.engine.copy_site()
        self.stranger.do(INSTALLING, 1, 2)
        self.stranger.write_settings(BESIDES)
        self.stranger.do("After either")
        self.stranger.do(INSTALLING, 3)

    def fill(self):
        """By its own means: an account by invitation, an upload, a picture, a reader who follows."""
        said = self.stranger.do(INSTALLING, 4, 5)
        self.join(re.search(r"https://[^/\s]+(/admin/join/\S+)", said)[1])
        self.portal = Portal(self.engine, HTTPS)
        journey(self.portal)
        reading(self.portal)
        self.engine.shell(FOLLOWER)
        picture = next((self.engine.site / "static").rglob("*.png")).read_bytes()
        page, takes = "/admin/filer/folder/", "/admin/filer/clipboard/operations/upload/no_folder/"
        sent = self.portal.editor.send(takes, {}, [("file", "a.png", picture)], page)
        expect("an editor uploads a picture", sent[0], 200)
        deadline = time.monotonic() + 180
        while "WAITING 0" not in self.engine.shell(WAITING) and time.monotonic() < deadline:
            time.sleep(2)

    def join(self, path):
        somebody = Visitor(HTTPS, self.engine.site / "certificates/fullchain.pem")
        _, headers, _ = somebody.ask(path)
        names = {"first_name": "Ann", "last_name": "Example", "password1": PASSWORD, "password2": PASSWORD}
        expect("whoever was invited has an account", somebody.send(headers["Location"], names)[0], 302)

    def back_up(self, *, form):
        if form == "containers":
            self.stranger.do(BACKING_UP, 1, 2, form="elsewhere")
            public = re.search(r"age1\w+", self.identity.read_text())[0]
            self.stranger.values["BACKUP_PUBLIC_KEY"] = public
        self.stranger.do(BACKING_UP, 3, form=form)
        self.settings = (self.engine.site / ".env").read_text()  # kept elsewhere, as step 2 says
        self.before = taken(self.engine.inside, "/data", self.visitor())
        self.stranger.do(BACKING_UP, 4)
        self.stranger.do(BACKING_UP, 5)
        rows, files, downloads = (len(each) for each in (self.before.rows, self.before.files, self.before.downloads))
        print(f"  {rows} tables, {files} files, {len(self.before.public)} addresses, {downloads} of them downloads")

    def visitor(self):
        return Visitor(HTTPS, self.engine.site / "certificates/fullchain.pem")

    def lose(self):
        """Every container, network and volume, and the checkout with the settings and the certificate."""
        self.stranger.do(RESTORING, 1)
        left = self.engine.podman("volume", "ls", "--quiet", "--filter", "name=portal_").stdout.split()
        expect("what is left of it", left + self.engine.podman("ps", "--all", "--quiet").stdout.split(), [])
        shutil.rmtree(self.engine.site)

    def bring_back(self):
        self.engine.copy_site()
        self.stranger.do(INSTALLING, 1, 2)
        (self.engine.site / ".env").write_text(self.settings)
        self.stranger.do(RESTORING, 4, 5)
        said = self.stranger.do(RESTORING, 6)
        print("    " + said.strip().replace("\n", "\n    "))
        rows_and_files = taken(self.engine.inside, "/data")
        self.stranger.do(RESTORING, 8, 9)
        after = taken(self.engine.inside, "/data", self.visitor())
        after.rows, after.files = rows_and_files.rows, rows_and_files.files
        expect("rows, files and answers that differ", differences(self.before, after), [])
        expect(
            "whom followers' keys open",
            re.search(r"OPENED (.*)", self.engine.shell(OPENED))[1],
            "['reader@example.org']",
        )
        again = Visitor(HTTPS, self.engine.site / "certificates/fullchain.pem")
        signed_in = again.send("/admin/login/", {"login": "you@example.org", "password": PASSWORD})
        expect("the first Administrator signs in", signed_in[0], 302)
        self.stranger.do(RESTORING, 11)


def bucket():
    """A server of S3 on all of this machine's addresses, with an empty bucket."""
    os.environ["S3_IGNORE_SUBDOMAIN_BUCKETNAME"] = "true"  # or it takes the first word of a host's name for a bucket
    import boto3
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("0.0.0.0", ENDPOINT_PORT, verbose=False)
    server.start()
    keys = {
        "aws_access_key_id": "only-for-tests",
        "aws_secret_access_key": "only-for-tests",
        "region_name": "eu-west-2",
    }
    client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{ENDPOINT_PORT}", **keys)
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    return server


def play(engine):
    server = bucket()
    try:
        drill = Drill(engine)
        drill.install()
        drill.fill()
        for form in "containers", "bucket":
            print(f"\nIt is backed up, lost and brought back: {form}")
            drill.back_up(form=form)
            drill.lose()
            drill.bring_back()
    finally:
        engine.down()
        server.stop()
