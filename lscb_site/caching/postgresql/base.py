from contextlib import AbstractContextManager
from typing import Any

from django.db.backends.postgresql import base

from lscb_site.caching.change_detection import RaisesVersion
from lscb_site.caching.postgresql import waiting


class DatabaseWrapper(RaisesVersion, base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        """Readers get the last known copy of a page when the server is away: they must not wait long to learn it."""
        ours = {"connect_timeout": 3, "tcp_user_timeout": 10_000} | waiting.options()
        return ours | super().get_connection_params()

    def prepare_to_raise(self) -> None:
        # Foreign keys are checked at the end of a transaction. Checked only after the version's row is locked, they
        # could wait for somebody who waits for that row.
        self.check_constraints()

    def at_most(self, seconds: float) -> AbstractContextManager[None]:
        return waiting.at_most(seconds)

    @staticmethod
    def limit_waiting(seconds: float | None) -> None:
        waiting.limit(seconds)
