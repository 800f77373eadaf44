"""Sees every statement that changes content, and raises the content version in the same transaction, at its end.

Statements are watched and not Django's signals, which `QuerySet.update()`, `bulk_create()`, raw SQL and the CMS's
`move_page()` do not send. Everything that goes through Django's cursors is seen, whoever wrote it.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction

from lscb_site.caching import version

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper as Base
else:
    Base = object

# What no visitor ever sees. Everything else raises the version: a model forgotten here costs a rendering, a model
# forgotten in a list of visible ones would cost the truth. A test wants a decision about each model.
INVISIBLE = {
    "account.EmailAddress",
    "account.EmailConfirmation",
    "accounts.Invitation",
    "accounts.Letter",
    "accounts.PasswordRequest",
    "admin.LogEntry",
    "audit.Entry",
    "audit.KeptFor",
    "auditlog.LogEntry",
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "auth.User",  # pages name the people who keep a document in a text of their own
    "auth.User_groups",
    "auth.User_user_permissions",
    "axes.AccessAttempt",
    "axes.AccessAttemptExpiration",
    "axes.AccessFailureLog",
    "axes.AccessLog",
    "cms.UserSettings",
    "content.LoadedItem",
    "contenttypes.ContentType",
    "desk.HandedOver",
    "django_tasks_database.DBTaskResult",
    "easy_thumbnails.Source",  # pictures in the admin; visitors get renditions of our own
    "easy_thumbnails.Thumbnail",
    "easy_thumbnails.ThumbnailDimensions",
    "filer.Clipboard",
    "filer.ClipboardItem",
    "following.Follow",
    "following.FollowRequest",
    "following.Follower",
    "following.Letter",
    "following.Told",
    "link_check.CheckedLink",
    "link_check.LinkPlace",
    "link_check.MissingAddress",
    "linter.LintRemark",
    "lscb_contacts.ConfirmationContact",
    "lscb_contacts.ConfirmationRequest",
    "lscb_contacts.CoverageDay",
    "lscb_contacts.Letter",
    "menus.CacheKey",
    "mfa.Authenticator",
    "operations.Backup",
    "operations.Heartbeat",
    "pages.PageMoment",  # what comes of it is seen, when a page is published or withdrawn
    "previews.PreviewLink",  # what it leads to is kept nowhere
    "publishing.Submission",
    "resources.DownloadCount",
    "resources.ErasedFile",  # whose address is kept nowhere
    "resources.PrivateFinding",
    "reviews.Reminder",
    # What is found is asked at every search. What editors say about finding is visible: a process keeps it.
    "search.MissedPhrase",
    "search.SearchEntry",
    "search.SearchIndex",
    "search.SearchItem",
    "search.SearchName",
    "search.SearchText",
    "search.SearchWord",
    "search.ShownFor",
    "search.ShownItem",
    "sessions.Session",
    "usersessions.UserSession",
    "versions.Version",  # readers see the item
    "web.PublicAddress",  # the redirects that it leads to are visible
}

# Tables that no model describes: the index of the search is one, as are its models above.
NO_MODELS = {version.TABLE, "django_migrations", "search_lexemes", "sqlite_sequence"}

# Blanks and comments. Possessive (*+): tried again in every way to part them, fifty blanks would take for ever.
BEFORE = r"(?:\s+|/\*.*?\*/|--[^\n]*\n)*+"
WRITE = re.compile(
    BEFORE
    + r'(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|MERGE\s+INTO)\s+"?(\w+)',
    re.IGNORECASE | re.DOTALL,
)
SEVERAL_TABLES = re.compile(
    BEFORE + r"(?:TRUNCATE\b|WITH\b.*\b(?:INSERT\s+INTO|DELETE\s+FROM|(?<!FOR )UPDATE)\b)", re.IGNORECASE | re.DOTALL
)


@cache
def invisible_tables() -> frozenset[str]:
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model._meta.label in INVISIBLE}
    return frozenset(tables | NO_MODELS)


def changes_content(sql: object) -> bool:
    if not isinstance(sql, str):  # composed by the driver
        return True
    if sql.startswith("SELECT"):
        return False
    if match := WRITE.match(sql):
        return not apps.models_ready or match[1] not in invisible_tables()
    return SEVERAL_TABLES.match(sql) is not None


class RaisesVersion(Base):
    """Mixed into a database engine of Django's. Its last act in a transaction that changed content is to raise.

    At the end, because the version's row stays locked until the commit: raised with the first change, it would make
    every editor wait for the longest import, and two who change the same rows wait for each other for ever.
    """

    Database: Any  # the driver

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content_changed = False  # in the open transaction
        self.changes = 0  # of content, over this connection; it is never less than before
        self.version_is_there = False  # its table, which migrations make after others
        self.watching = self.execute_wrapper(self.watch)
        self.watching.__enter__()  # for as long as there is a connection

    def watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not changes_content(sql):
            return execute(sql, params, many, context)
        self.changes += 1
        if self.in_atomic_block or not self.autocommit:
            self.content_changed = True
            return execute(sql, params, many, context)
        # Alone it would be its own transaction, and over before the version could be raised.
        with transaction.atomic(using=self.alias):
            self.content_changed = True
            result = execute(sql, params, many, context)
            self.finish(context["cursor"])
        return result

    def commit(self) -> None:
        if self.content_changed and self.has_version():
            self.prepare_to_raise()
            version.raise_version(self)
        super().commit()
        self.content_changed = False

    def rollback(self) -> None:
        super().rollback()
        self.content_changed = False

    def savepoint_rollback(self, sid: str) -> None:
        super().savepoint_rollback(sid)
        self.changes += 1  # what is undone is a change too

    def close(self) -> None:
        super().close()
        self.content_changed = False

    def has_version(self) -> bool:
        if not self.version_is_there:
            with self.cursor() as cursor:
                self.version_is_there = version.TABLE in self.introspection.table_names(cursor)
        return self.version_is_there

    def finish(self, cursor: Any) -> None:
        """Bring an answer that is still being read to its end, where the database cannot commit before."""

    def prepare_to_raise(self) -> None:
        """What must come before the version's row is locked."""

    def at_most(self, seconds: float) -> AbstractContextManager[None]:
        """Within it, whatever is asked over this connection is answered or fails after so many seconds."""
        raise NotImplementedError

    @staticmethod
    def limit_waiting(seconds: float | None) -> None:
        """Let no statement of this process wait longer for a server; None takes the limit away again."""
