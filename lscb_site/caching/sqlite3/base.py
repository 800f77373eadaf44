from itertools import islice

from django.db.backends.sqlite3 import base

from lscb_site.caching.watching import RaisesVersion


class Cursor(base.SQLiteCursorWrapper):
    """Can read what is left of an answer at once: SQLite commits nothing while one is still being read."""

    rows = None

    def finish(self):
        if self.description:
            self.rows = iter(super().fetchall())

    def execute(self, *statement):
        self.rows = None
        return super().execute(*statement)

    def fetchone(self):
        return super().fetchone() if self.rows is None else next(self.rows, None)

    def fetchmany(self, size=1):
        return super().fetchmany(size) if self.rows is None else list(islice(self.rows, size))

    def fetchall(self):
        return super().fetchall() if self.rows is None else list(self.rows)

    def __next__(self):
        return super().__next__() if self.rows is None else next(self.rows)


class DatabaseWrapper(RaisesVersion, base.DatabaseWrapper):
    def create_cursor(self, name=None):
        return self.connection.cursor(factory=Cursor)

    def finish(self, cursor):
        cursor.finish()
