"""A database that an older program made, with what editors changed in it, is upgraded and nothing is lost."""

import json
import lzma
import os
import subprocess
import sys
import uuid
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.databases import MIGRATED, connect_to, is_postgresql, on_server
from tests.running_site import TOP
from tests.upgrades.schemas import OnPostgreSQL, OnSQLite, rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # the first for the server and its migrated database

OLD = Path(__file__).parent / "databases"

# What an upgrade writes anew: it is made from the rest, or is the upgrade's own record.
MADE_ANEW = {
    "auth_group_permissions",  # what a role may do is the program's to say
    "caching_contentversion",
    "django_migrations",
    "django_site",
    "django_tasks_database_dbtaskresult",
}


# What its editors had none of: a new number that waits for a second person.
WAITS = (
    "INSERT INTO lscb_contacts_proposedchange"
    " (contact_point_id, field, before, after, origin, proposed_at, state, confirmed_by)"
    " VALUES (1, 'phone', '+442079460000', '+442079460999', 'editor', '2026-11-20 12:00:00+00:00', 'waiting', '')"
)
# And no day on which a document was to be looked at again.
REVIEWED = "UPDATE resources_document SET review_on = '2027-03-03' WHERE slug = 'london-cse-operating-protocol'"


@pytest.fixture(scope="module")
def database(old_database):
    old_database.tell(WAITS)
    old_database.tell(REVIEWED)
    return old_database


@pytest.fixture(scope="module")
def old_database(tmp_path_factory, django_db_setup):
    """Of 8c7018d, as a copy that may be changed."""
    if not is_postgresql():
        path = tmp_path_factory.mktemp("upgrade") / "old.sqlite3"
        path.write_bytes(lzma.decompress((OLD / "8c7018d.sqlite3.xz").read_bytes()))
        yield OnSQLite(path)
        return
    name = f"test_lscb_upgrade_{uuid.uuid4().hex[:8]}"
    on_server(f'CREATE DATABASE "{name}"')
    with closing(connect_to(name)) as server, server, server.cursor() as cursor:
        cursor.execute(lzma.decompress((OLD / "8c7018d.sql.xz").read_bytes()).decode())
    yield OnPostgreSQL(name, url_of(name))
    on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def url_of(name: str) -> str:
    at = connection.settings_dict
    secret = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    return f"postgres://{at['USER']}{secret}@{at['HOST']}:{at['PORT'] or 5432}/{name}"


@pytest.fixture(scope="module")
def before(database):
    """Every row of the old database, by table, with the columns in which it is written."""
    tables = {table: database.columns(table) for table in database.tables()}
    return {table: (columns, rows(database, table, columns)) for table, columns in tables.items()}


@pytest.fixture(scope="module")
def upgraded(database, before, tmp_path_factory):
    return run("tests.upgrades.probe", database.url, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def fresh(database, tmp_path_factory):
    """A database that the present program made of nothing."""
    if is_postgresql():
        return OnPostgreSQL(MIGRATED, url_of(MIGRATED))
    made = OnSQLite(tmp_path_factory.mktemp("fresh") / "fresh.sqlite3")
    run("manage", made.url, made.path.parent, "migrate", "--verbosity", "0")
    return made


def run(module: str, url: str, data: Path, *arguments: str):
    """What `python -m module` prints, read as JSON; None where it prints nothing."""
    environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": str(data), "STATIC_ROOT": str(settings.STATIC_ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=TOP, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout) if done.stdout else None


def test_it_has_the_tables_columns_indexes_and_constraints_of_a_fresh_one(database, upgraded, fresh):
    assert database.schema() ^ fresh.schema() == set()


def test_every_row_that_was_there_is_there_as_it_was(database, before, upgraded):
    lost = {}
    for table, (columns, old) in before.items():
        if table in MADE_ANEW or table.startswith("search_"):
            continue
        kept = [name for name in columns if name in database.columns(table)]
        places = [columns.index(name) for name in kept]
        wanted = {tuple(row[place] for place in places) for row in old}
        if missing := wanted - rows(database, table, kept):
            lost[table] = sorted(missing)[:3]
    assert lost == {}


def test_a_number_that_waited_waits_as_the_one_value_of_its_change(database, upgraded):
    waiting = database.ask(
        "SELECT contact_point_id, state, field, before, after FROM lscb_contacts_proposedchange AS change"
        " JOIN lscb_contacts_proposedvalue AS value ON value.change_id = change.id"
    )
    assert waiting == [(1, "waiting", "phone", "+442079460000", "+442079460999")]


def test_the_day_of_a_review_is_the_next_check_of_its_document(database, upgraded):
    days = database.ask(
        "SELECT document.slug, review.next_check, review.owner_id FROM reviews_review AS review"
        " JOIN resources_document AS document ON document.id = review.object_id"
        " JOIN django_content_type AS kind ON kind.id = review.content_type_id AND kind.model = 'document'"
    )
    assert [(slug, str(day), owner) for slug, day, owner in days] == [
        ("london-cse-operating-protocol", "2027-03-03", None)
    ]


def test_what_was_published_is_kept_as_its_first_version(database, upgraded):
    tables = ["news_post", "lscb_contacts_board", "notices_notice"]
    tables += [f"resources_{name}" for name in ("document", "edition", "collection", "comparison")]
    published = [database.ask(f"SELECT count(*) FROM {table} WHERE state = 'published'")[0][0] for table in tables]
    assert database.ask("SELECT count(*), max(number) FROM versions_version") == [(sum(published), 1)]


def test_what_editors_wrote_is_what_visitors_read(upgraded):
    answers = {address: tuple(answer) for address, answer in upgraded["answers"].items()}
    assert {address: status for address, (status, _, _) in answers.items()} == {
        "/": 200,
        "/about/": 200,
        "/news/renamed-before-the-upgrade/": 200,
        "/news/mash-positive-impact/": 301,
        "/news/written-before-the-upgrade/": 200,
        "/news/a-draft/": 404,
        "/resources/mash-2015-complex-case-transitions/": 410,
        "/contacts/brent/": 200,
        "/search/?q=zanzibarine": 200,
    }
    assert answers["/news/mash-positive-impact/"][1] == "/news/renamed-before-the-upgrade/"
    assert "Changed by an editor before the upgrade." in answers["/news/renamed-before-the-upgrade/"][2]
    assert "About us, as an editor has it" in answers["/about/"][2]
    assert "It was replaced." in answers["/resources/mash-2015-complex-case-transitions/"][2]
    brent = " ".join(answers["/contacts/brent/"][2].split())  # numbers and dates hold together by other blanks
    assert "020 8937 4300" in brent
    assert "20 November 2026" in brent
    assert "MASH manager" in brent
    assert upgraded["signs_in"]


def test_migrate_writes_the_index_anew_and_says_so(upgraded, before):
    """Its words lie in a table that is new: left to a worker, nothing would be found until then."""
    assert "The search index is written anew" in upgraded["said"]
    assert not upgraded["left_over"]
    assert not upgraded["stale"]
    assert upgraded["entries"] >= len(before["search_searchentry"][1])
    assert "Written before the upgrade" in upgraded["answers"]["/search/?q=zanzibarine"][2]


@pytest.fixture(scope="module")
def release_before(tmp_path_factory):
    """The program of the release before this one, as `previous_release.txt` names it, in a folder of its own."""
    folder = tmp_path_factory.mktemp("before")
    commit = (OLD.parent / "previous_release.txt").read_text().strip()
    packed = subprocess.run(["git", "archive", commit], cwd=TOP, capture_output=True)
    if packed.returncode:
        pytest.skip("The history does not reach back to the release before this one.")
    subprocess.run(["tar", "x", "-C", folder], input=packed.stdout, check=True)
    return folder


@pytest.fixture(scope="module")
def used(release_before, database, upgraded, tmp_path_factory):
    environment = os.environ | {
        "DATABASE_URL": database.url,
        "DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "STATIC_ROOT": str(settings.STATIC_ROOT),
    }
    probe = OLD.parent / "earlier_program.py"
    done = subprocess.run([sys.executable, probe], cwd=release_before, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_the_release_before_goes_on_while_its_database_is_newer(used):
    """Between `migrate` and the last restart its processes still answer: docs/upgrading.md."""
    assert {address: status for address, status in used["answers"].items() if status != 200} == {}
    assert used["refused"] == {}
    assert used["saved"] > 30


def test_nothing_was_taken_away_that_the_release_before_names(used, database):
    """What is not needed any more goes one release later, when no program names it."""
    missing = {
        table: gone
        for table, columns in used["tables"].items()
        if (gone := sorted(set(columns) - set(database.columns(table))))
    }
    assert missing == {}


def test_nothing_must_be_given_that_the_release_before_does_not_know(used, database):
    """A new column may be empty, or the database fills it (`db_default`)."""
    unknown = {
        table: new
        for table, columns in used["tables"].items()
        if (new := sorted(database.must_be_given(table) - set(columns)))
    }
    assert unknown == {}
