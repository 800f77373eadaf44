"""Nothing that the site says of itself holds a secret: where all is well, where a secret is wrong, and where what it
opens is away. Each command runs in a process of its own, as an operator runs it."""

import json
import os
import subprocess
import sys

import pytest

from lscb_site.caching.version import VersionReader
from lscb_site.operations import screen
from lscb_site.operations.doctor.examining import Doctor
from lscb_site.operations.probes import Probes
from tests.caching.wsgi_process import ask, request
from tests.operations.backups.test_whole import Site
from tests.operations.backups.test_whole import site as whole_site  # noqa: F401 - a fixture
from tests.operations.doctor.test_examining import asks_nobody
from tests.running_site import TOP

SECRETS = {
    name: f"hush-{name.lower().replace('_', '-')}-{'0123456789' * 4}"
    for name in (
        "SECRET_KEY",
        "SECRET_KEY_FALLBACKS",
        "FOLLOWERS_KEYS",
        "HEALTH_TOKEN",
        "DATABASE_URL",
        "DATABASE_REPLICA_URL",
        "CACHE_URL",
        "EMAIL_URL",
        "AWS_SECRET_ACCESS_KEY",
        "ANYMAIL_WEBHOOK_SECRET",
    )
}
NOBODY = "127.0.0.1:9"  # where nothing listens
AWAY = SECRETS | {
    "AWS_ACCESS_KEY_ID": "a-name",
    "AWS_DEFAULT_REGION": "eu-west-2",
    "CACHE_URL": f"redis://:{SECRETS['CACHE_URL']}@{NOBODY}/0",
    "DATABASE_REPLICA_URL": f"postgres://portal:{SECRETS['DATABASE_REPLICA_URL']}@{NOBODY}/portal",
    "DATABASE_URL": f"postgres://portal:{SECRETS['DATABASE_URL']}@{NOBODY}/portal",
    "EMAIL_URL": f"smtp://letters:{SECRETS['EMAIL_URL']}@{NOBODY}",
    "BACKUP_PLACE": "s3://bucket/portal",
    "BACKUP_S3_ENDPOINT": f"http://{NOBODY}",
    "FILES_BUCKET": "s3://bucket/files",
    "FILES_S3_ENDPOINT": f"http://{NOBODY}",
    "SITE_ADDRESS": f"https://{NOBODY}",
}


def told_by(environment, *words):
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=TOP,
        env=os.environ | {"DEBUG": "False", "LOG_LEVEL": "DEBUG"} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stdout + done.stderr


def secrets_in(text):
    return [name for name, secret in SECRETS.items() if secret in text]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["doctor", "--json"], "Redis does not answer"),
        (["doctor"], "Letters cannot leave"),
        (["check", "--deploy"], "System check"),
        (["backup"], "Error"),
        (["backup", "--list"], "Error"),
        (["restore"], "Error"),
        (["migrate"], "Error"),
        (["check_files"], "Error"),
        (["send_test_email", "somebody@example.org"], "Error"),
        (["clock", "--beats", "1"], "could not reach the database"),
    ],
)
def test_where_everything_is_away(words, said):
    told = told_by(AWAY, *words)
    assert said in told
    assert secrets_in(told) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        # With a sign in the password that an address has for something else.
        ("DATABASE_URL", "postgres://portal:{}/more@127.0.0.1/portal"),
        ("DATABASE_URL", "postgres://portal:{}[more@127.0.0.1/portal"),
        ("DATABASE_REPLICA_URL", "postgres://portal:{}/more@127.0.0.1/portal"),
        ("DATABASE_REPLICA_URL", "sqlite:///{}"),
        ("CACHE_URL", "redis://:{}/more@127.0.0.1/0"),
        ("CACHE_URL", "nothing://:{}@127.0.0.1/0"),
        ("EMAIL_URL", "smtp://letters:{}/more@127.0.0.1"),
        ("EMAIL_URL", "smtp://letters:{}[more@127.0.0.1"),
        ("EMAIL_URL", "nothing://letters:{}@127.0.0.1"),
        ("HEALTH_TOKEN", "{} with a blank"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_without_what_it_holds(name, wrong):
    told = told_by({name: wrong.format(SECRETS[name])}, "check")
    assert "ImproperlyConfigured" in told
    assert name in told
    assert secrets_in(told) == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_site_that_works_keeps_them_to_itself_in_its_backups_too(whole_site: Site):  # noqa: F811 - the fixture
    kept = whole_site.folder / "kept"
    works = whole_site.url.replace("postgres@", f"postgres:{SECRETS['DATABASE_URL']}@")
    environment = whole_site.environment | AWAY | {"DATABASE_URL": works, "BACKUP_PLACE": str(kept)}
    for name in ("DATABASE_REPLICA_URL", "FILES_BUCKET", "FILES_S3_ENDPOINT"):
        del environment[name]
    for words, said in (
        (["backup"], "and the database"),
        (["backup", "--list"], "not compared"),
        (["backup", "--verify"], "brings everything back"),
        (["doctor", "--json"], "backups.last"),
        (["check_files"], "files are right"),
    ):
        told = told_by(environment, *words)
        assert said in told, told
        assert secrets_in(told) == []
    files = [path for path in kept.rglob("*") if path.is_file()]
    assert any(path.name == "settings.json" for path in files)
    assert secrets_in("".join(path.read_text("latin-1") for path in files)) == []


@pytest.mark.django_db
def test_nothing_that_is_told_over_the_web_is_one(client, administrator, settings, monkeypatch):
    settings.SECRET_KEY_FALLBACKS = [SECRETS["SECRET_KEY_FALLBACKS"]]
    settings.FOLLOWERS_KEYS = [SECRETS["FOLLOWERS_KEYS"]]
    settings.HEALTH_TOKEN = SECRETS["HEALTH_TOKEN"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER = "127.0.0.1", 9, "letters"
    settings.EMAIL_HOST_PASSWORD = SECRETS["EMAIL_URL"]
    settings.CACHES = settings.CACHES | {"pages": {"LOCATION": AWAY["CACHE_URL"]}}
    client.force_login(administrator)
    monkeypatch.setattr(screen, "doctor", Doctor())
    probes = Probes(asks_nobody, VersionReader())
    key = {"Authorization": f"Bearer {SECRETS['HEALTH_TOKEN']}"}
    lines, figures = (ask(probes, request(path, **key)).text for path in ("/readyz", "/metrics"))
    findings = ask(probes, request("/readyz", **key, Accept="application/json")).text
    page = client.get("/admin/how-the-site-is/").content.decode()
    assert json.loads(findings)["state"] == "ill"
    assert "lscb_database_answers" in figures
    for told in (lines, findings, page):
        assert "Letters cannot leave" in told
        assert "Redis does not answer" in told
    assert secrets_in(lines + figures + findings + page) == []
