import pytest

from tests.link_check.sites import running_sites


@pytest.fixture
def sites():
    with running_sites() as sites:
        yield sites
