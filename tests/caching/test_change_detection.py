"""Which statements raise the version, and that they do it in their own transaction."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Event

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from lscb_site.caching.change_detection import INVISIBLE, changes_content
from lscb_site.caching.version import RAISE, VersionReader
from news.models import Post
from resources.models import Document, DownloadCount
from tests.factories import DocumentFactory, EditionFileFactory, PostFactory, TopicFactory, UserFactory

# Decided to be visible, or not worth a decision: a change to them makes every page anew. A new model belongs here or
# in INVISIBLE.
VISIBLE = {
    "cms": "AliasPluginModel CMSPlugin GlobalPagePermission GlobalPagePermission_sites Page PageContent PagePermission "
    "PageUrl PageUser PageUserGroup Placeholder PlaceholderReference UrlconfRevision",
    "djangocms_link": "Link",
    "djangocms_text": "Text",
    "djangocms_versioning": "StateTracking Version",
    "filer": "File Folder FolderPermission Image ThumbnailOption",
    "following": "Change",
    "lscb_contacts": "Authority Board Board_authorities Board_succeeded_by ContactPoint DirectorySettings Helpline "
    "OpeningHours OutcodeShare Place Place_authorities Postcode PostcodeEdition ProposedChange ProposedValue",
    "news": "Paper Post Session",
    "notices": "Notice SiteWords",
    "pages": "Alert CallToAction DocumentChoice PageWithdrawal Picture",
    "redirects": "Redirect",
    "resources": "Audience Collection CollectionItem Comparison Correction Document Document_audiences "
    "Document_topics Edition EditionFile FilePage FormerFile Publisher Source StatementOfForce Topic",
    "search": "DistressPhrase GlossaryForm GlossaryTerm PinnedResult",  # a process keeps them as long as content
    "reviews": "Review",  # readers see the day of a check
    "sites": "Site",
    "caching": "ContentVersion",  # the number itself: it raises nothing
}


def models():
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        # Migrations of djangocms_text leave models of the past in the registry.
        if not model._meta.proxy and ".migrations." not in model.__module__
    ]


def test_there_is_a_decision_about_every_model():
    visible = {f"{app}.{name}" for app, names in VISIBLE.items() for name in names.split()}
    labels = {model._meta.label for model in models()}
    assert labels - visible - INVISIBLE == set()
    assert (visible | INVISIBLE) - labels == set()
    assert visible & INVISIBLE == set()


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "news_post" ("title") VALUES (%s)',
        'INSERT OR IGNORE INTO "news_post" VALUES (1)',
        'UPDATE "news_post" SET "title" = %s',
        "update news_post set title = 'x'",
        '\n    DELETE FROM "news_post" WHERE "id" IN (%s)',
        "UPDATE cms_page SET path = %s",
        'TRUNCATE "django_session", "news_post";',
        "WITH old AS (SELECT 1) UPDATE news_post SET title = 'x'",
        "INSERT INTO news_post SELECT * FROM django_session",
        "REPLACE INTO search_entry VALUES (1)",
        "/* by hand */ -- twice\n UPDATE news_post SET title = 'x'",
        b"whatever a driver composes",
    ],
)
def test_statements_that_change_content(sql):
    assert changes_content(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "news_post"."id" FROM "news_post" FOR UPDATE',
        'INSERT INTO "django_session" ("session_key") VALUES (%s)',
        'UPDATE "auth_user" SET "last_login" = %s',
        'DELETE FROM "axes_accessattempt"',
        'SAVEPOINT "s1"',
        'RELEASE SAVEPOINT "s1"',
        "\n    INSERT INTO search_lexemes (entry_id) VALUES (1)",
        "PRAGMA foreign_keys",
        "WITH live AS (SELECT 1) SELECT * FROM live FOR UPDATE",
        f"{' ' * 200}WITH live AS (SELECT 1) SELECT 1",
        "SET CONSTRAINTS ALL IMMEDIATE",
        RAISE,
        "",
    ],
)
def test_statements_that_do_not(sql):
    assert not changes_content(sql)


@pytest.fixture
def version(transactional_db):
    return VersionReader().read


@pytest.fixture
def raises(version):
    """Whether what is done raises the version."""

    def raises(action, *arguments, **facts):
        before = version()
        action(*arguments, **facts)
        return version() > before

    return raises


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_way_to_change_a_row(raises):
    assert raises(PostFactory)
    post = Post.objects.get()
    assert raises(post.save)
    assert raises(Post.objects.update, title="Another")
    assert raises(Post.objects.bulk_create, [Post(title="Bulk", slug="bulk", summary="x")])
    assert raises(Post.objects.bulk_update, [post], ["title"])
    assert raises(Post.objects.filter(slug="bulk").delete)
    assert raises(sql, "UPDATE news_post SET title = 'Raw'")
    assert raises(post.delete)
    assert not raises(Post.objects.count)


def test_relations_between_many(raises):
    document, topic = DocumentFactory(), TopicFactory()
    assert raises(document.topics.add, topic)
    assert raises(document.topics.clear)
    assert raises(document.topics.set, [topic])


def test_a_row_made_outside_a_transaction_gets_its_key(transactional_db):
    """SQLite hands the key out while the statement still runs, and must not commit before."""
    assert transaction.get_autocommit()
    post = Post.objects.create(title="Alone", slug="alone", summary="x")
    assert Post.objects.get(pk=post.pk).title == "Alone"
    made = Post.objects.bulk_create(Post(title=f"{n}", slug=f"n{n}", summary="x") for n in range(3))
    assert sorted(Post.objects.exclude(pk=post.pk).values_list("pk", flat=True)) == [each.pk for each in made]


def test_rows_returned_outside_a_transaction_can_be_read_in_every_way(transactional_db):
    with connection.cursor() as cursor:
        topics = "INSERT INTO resources_topic (name, slug, position) VALUES ('{0}', '{0}', 1) RETURNING slug"
        if "position" not in {field.column for field in TopicFactory._meta.model._meta.fields}:
            topics = "INSERT INTO resources_topic (name, slug) VALUES ('{0}', '{0}') RETURNING slug"
        cursor.execute(topics.format("a"))
        assert cursor.fetchone()[0] == "a"
        assert cursor.fetchone() is None
        cursor.execute(topics.format("b"))
        assert [tuple(row) for row in cursor.fetchall()] == [("b",)]
        cursor.execute(topics.format("c"))
        assert [tuple(row) for row in cursor.fetchmany(5)] == [("c",)]
        cursor.execute(topics.format("d"))
        assert [tuple(row) for row in cursor] == [("d",)]
        cursor.execute("SELECT slug FROM resources_topic ORDER BY slug")
        assert [row[0] for row in cursor.fetchmany(2)] == ["a", "b"]
        assert [row[0] for row in cursor] == ["c", "d"]


def test_what_no_visitor_sees_raises_nothing(raises):
    assert not raises(UserFactory)
    file = EditionFileFactory()
    assert not raises(DownloadCount.objects.create, file=file, day="2026-01-01", count=1)


def test_nothing_is_raised_by_what_is_undone(version, raises):
    def undone():
        with transaction.atomic():
            PostFactory()
            transaction.set_rollback(True)

    def failing():
        with suppress(IntegrityError):
            Post.objects.create(pk=Post.objects.get().pk, title="x", slug="twice", summary="x")

    assert not raises(undone)
    PostFactory()
    assert not raises(failing)
    assert not raises(UserFactory)  # nothing is left over for the next transaction


def test_many_changes_raise_once_and_last(version, django_assert_num_queries):
    with django_assert_num_queries(2 + 1 + extra()) as captured, transaction.atomic():
        Post.objects.update(title=F("title"))
        Document.objects.update(title=F("title"))
    statements = [query["sql"] for query in captured.captured_queries if "caching_contentversion" in query["sql"]]
    assert len(statements) == 1


def extra() -> int:
    """BEGIN and COMMIT where they are counted, and PostgreSQL's check of foreign keys."""
    return {"sqlite": 2, "postgresql": 4}[connection.vendor]


def test_others_see_the_new_version_together_with_the_change(version):
    with transaction.atomic():
        before = version()
        PostFactory()
        assert version() == before  # the row is not locked before the end
    assert version() > before


def test_an_editor_does_not_wait_for_a_long_import(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")
    one, other = PostFactory(), PostFactory()
    imported, saved = Event(), Event()

    def long_import():
        with closing(connection), transaction.atomic():
            Post.objects.filter(pk=one.pk).update(title="Imported")
            imported.set()
            assert saved.wait(10)

    with ThreadPoolExecutor(1) as background:
        importing = background.submit(long_import)
        assert imported.wait(10)
        Post.objects.filter(pk=other.pk).update(title="Saved meanwhile")
        saved.set()
        importing.result(10)
    assert {*Post.objects.values_list("title", flat=True)} == {"Imported", "Saved meanwhile"}


@pytest.mark.parametrize("model", [model for model in models() if model._meta.label not in INVISIBLE], ids=str)
def test_sql_of_every_visible_model_is_seen(model):
    assert changes_content(f'DELETE FROM "{model._meta.db_table}"') or model._meta.app_label == "caching"
