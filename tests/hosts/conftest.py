"""Two hosts with nothing in common but a database, a Redis, a bucket and a mail server, each behind a relay."""

import os
import secrets
from contextlib import ExitStack, closing
from types import SimpleNamespace
from urllib.parse import urlsplit

import boto3
import psycopg2
import pytest
from django.db import connection

from tests import databases
from tests.faults.silence import Relay
from tests.following.mail_server import mail_server
from tests.hosts.hosts import Host, until
from tests.hosts.network import Network
from tests.production.visitor import HOST
from tests.s3 import LOCATION
from tests.upgrades.test_upgrade import url_of

NAME = f"test_lscb_hosts_{os.getpid()}"
BUCKET = NAME.replace("_", "-")
FOLLOWERS = 20
# What was done, written down by the database itself: who else could say how often.
RECORD = """
    CREATE TABLE what_was_done (what text, which text);
    CREATE FUNCTION note_what_was_done() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_TABLE_NAME = 'resources_editionfile' THEN
            INSERT INTO what_was_done VALUES ('read', NEW.name);
        ELSE
            INSERT INTO what_was_done VALUES ('woken', NEW.task_path);
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER a_file_was_read AFTER UPDATE OF reading ON resources_editionfile
        FOR EACH ROW WHEN (NEW.reading = 'done') EXECUTE FUNCTION note_what_was_done();
    CREATE TRIGGER a_task_was_woken AFTER INSERT ON django_tasks_database_dbtaskresult
        FOR EACH ROW EXECUTE FUNCTION note_what_was_done();
"""


@pytest.fixture(scope="module")
def shared(loaded_database, s3_server, tmp_path_factory):
    """What the hosts share, and the settings that lead there."""
    if not databases.is_postgresql():
        pytest.skip("Several hosts share a server of PostgreSQL.")
    folder = tmp_path_factory.mktemp("hosts")
    at = connection.settings_dict
    databases.on_server(f'CREATE DATABASE "{NAME}" TEMPLATE "{databases.LOADED}"')
    with ExitStack() as ending:
        ending.callback(databases.on_server, f'DROP DATABASE "{NAME}" WITH (FORCE)')
        network = Network()
        ending.callback(network.remove)
        letterbox = ending.enter_context(mail_server(folder))
        relays = {
            "database": Relay(at["HOST"] or "127.0.0.1", int(at["PORT"] or 5432), network.address),
            "redis": Relay("127.0.0.1", 6379, network.address),
            "bucket": Relay("127.0.0.1", urlsplit(s3_server).port, network.address),
            "mail": Relay("127.0.0.1", letterbox.port, network.address),
        }
        ends = {name: f"{network.address}:{relay.port}" for name, relay in relays.items()}
        for relay in relays.values():
            ending.callback(relay.close)
        keys = {
            "AWS_ACCESS_KEY_ID": "only-for-tests",
            "AWS_SECRET_ACCESS_KEY": "only-for-tests",
            "AWS_DEFAULT_REGION": LOCATION,
        }
        named = {"aws_access_key_id": "only-for-tests", "aws_secret_access_key": "only-for-tests"}
        client = boto3.client("s3", endpoint_url=s3_server, region_name=LOCATION, **named)
        ending.callback(client.close)
        client.create_bucket(Bucket=BUCKET)
        # As docs/operating.md says of a site that moves: the names are the same.
        for path in (databases.FOLDER / "files").rglob("*"):
            if path.is_file():
                client.upload_file(str(path), BUCKET, f"portal/{path.relative_to(databases.FOLDER / 'files')}")
        settings = keys | {
            "DATABASE_URL": f"postgres://{at['USER']}:{at['PASSWORD']}@{ends['database']}/{NAME}",
            "CACHE_URL": f"redis://{ends['redis']}/15",
            "FILES_BUCKET": f"s3://{BUCKET}/portal",
            "FILES_S3_ENDPOINT": f"http://{ends['bucket']}",
            "EMAIL_URL": f"smtp://{ends['mail']}",
            "ALLOWED_HOSTS": HOST,
            "SITE_ADDRESS": f"https://{HOST}",
            "HTTPS": "True",
            "BEHIND_PROXY": "True",
        }
        database = ending.enter_context(closing(psycopg2.connect(url_of(NAME))))
        database.autocommit = True
        with database.cursor() as cursor:
            cursor.execute(RECORD)

        def asked(statement, *values):
            with database.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall()

        yield SimpleNamespace(
            folder=folder,
            network=network,
            relays=relays,
            settings=settings,
            letterbox=letterbox,
            asked=asked,
            client=client,
        )


@pytest.fixture(scope="module")
def hosts(shared):
    """Both of them, running, and the password of their people."""
    one, other = (Host(name, shared.network, shared.folder, shared.settings) for name in ("a", "b"))
    password = secrets.token_urlsafe(20)
    one.command("-m", "tests.hosts.furnish", password, str(FOLLOWERS))
    try:
        for host in one, other:
            host.start("web", "worker", "clock")
        for host in one, other:
            until(host.is_ready, host.log.read_text)
        yield SimpleNamespace(a=one, b=other, both=(one, other), password=password)
    finally:
        for host in one, other:
            host.end()
    said = one.log.read_text() + other.log.read_text()
    assert "Internal Server Error" not in said, said
