"""What a database is made of, and what it holds, asked of the database itself."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.databases import connect_to

# What is not the search's shadow, in which SQLite keeps rows of a form of its own.
NOT_SHADOWS = "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_text_%'"


class OnSQLite:
    def __init__(self, path: Path):
        self.path = path
        self.url = f"sqlite:///{path}"

    def ask(self, statement: str) -> list[tuple]:
        with closing(sqlite3.connect(self.path)) as database:
            return database.execute(statement).fetchall()

    def tell(self, statement: str):
        with closing(sqlite3.connect(self.path)) as database, database:
            database.execute(statement)

    def schema(self) -> set:
        """Tables with each of their columns, indexes and triggers, however their statements are spaced."""
        parts = self.ask(f"SELECT type, tbl_name, name, sql FROM sqlite_master WHERE {NOT_SHADOWS}")
        return {(kind, table, name, frozenset(self.lines(sql or ""))) for kind, table, name, sql in parts}

    def lines(self, sql: str) -> list[str]:
        """The columns and constraints of a statement: a column that was added stands last, and not in its place."""
        return [" ".join(part.split()) for part in re.split(r",(?![^()]*\))", sql.replace('"', ""))] or [sql]

    def tables(self) -> list[str]:
        return [name for (name,) in self.ask(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {NOT_SHADOWS}")]

    def columns(self, table: str) -> list[str]:
        return [column[1] for column in self.ask(f"PRAGMA table_info('{table}')")]

    def must_be_given(self, table: str) -> set[str]:
        """The columns without which no row can be written."""
        facts = self.ask(f"PRAGMA table_info('{table}')")
        return {name for _, name, _, not_null, default, is_key in facts if not_null and default is None and not is_key}


class OnPostgreSQL:
    def __init__(self, name: str, url: str):
        self.url = url
        self.connection = connect_to(name)
        self.connection.autocommit = True

    def ask(self, statement: str) -> list[tuple]:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    def tell(self, statement: str):
        with self.connection.cursor() as cursor:
            cursor.execute(statement)

    def schema(self) -> set:
        """Columns with their types, indexes, constraints and triggers."""
        columns = self.ask(
            "SELECT 'column', table_name::text, column_name::text, data_type || ' ' || is_nullable || ' ' ||"
            " coalesce(character_maximum_length::text, '') || coalesce(column_default, '') || is_identity"
            " FROM information_schema.columns WHERE table_schema = 'public'"
        )
        indexes = self.ask("SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
        constraints = self.ask(
            "SELECT 'constraint', conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        )
        triggers = self.ask(
            "SELECT 'trigger', tgrelid::regclass::text, tgname::text, '' FROM pg_trigger WHERE NOT tgisinternal"
        )
        return {*columns, *indexes, *constraints, *triggers}

    def tables(self) -> list[str]:
        return [name for (name,) in self.ask("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")]

    def columns(self, table: str) -> list[str]:
        return [
            name
            for (name,) in self.ask(
                "SELECT column_name::text FROM information_schema.columns"
                f" WHERE table_schema = 'public' AND table_name = '{table}'"
            )
        ]

    def must_be_given(self, table: str) -> set[str]:
        """The columns without which no row can be written."""
        return {
            name
            for (name,) in self.ask(
                "SELECT column_name::text FROM information_schema.columns"
                f" WHERE table_schema = 'public' AND table_name = '{table}' AND is_nullable = 'NO'"
                " AND column_default IS NULL AND is_identity = 'NO'"
            )
        }


def rows(database: OnSQLite | OnPostgreSQL, table: str, columns: list[str]) -> set:
    names = ", ".join(f'"{name}"' for name in columns)
    return {tuple(map(repr, row)) for row in database.ask(f'SELECT {names} FROM "{table}"')}
