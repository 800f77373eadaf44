from typing import Any

from django.db.backends.postgresql import base

from lscb_site.caching.change_detection import RaisesVersion


class DatabaseWrapper(RaisesVersion, base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        """Readers get the last known copy of a page when the server is away: they must not wait long to learn it."""
        return {"connect_timeout": 3, "tcp_user_timeout": 10_000} | super().get_connection_params()

    def prepare_to_raise(self) -> None:
        # Foreign keys are checked at the end of a transaction. Checked only after the version's row is locked, they
        # could wait for somebody who waits for that row.
        self.check_constraints()
