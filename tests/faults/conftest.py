import pytest

from tests import databases
from tests.faults.portal import Portal


@pytest.fixture(scope="session")
def running_portal(loaded_database, tmp_path_factory):
    """One web process for all tests of a run. Its database is behind a relay, so it must have a server."""
    if not databases.is_postgresql():
        pytest.skip("SQLite has no server that could fall silent.")
    portal = Portal(tmp_path_factory.mktemp("portal"))
    portal.start_web()
    yield portal
    portal.stop()


@pytest.fixture
def portal(running_portal):
    """The same, with its database in reach before and after the test."""
    yield running_portal
    running_portal.relay.restore()
