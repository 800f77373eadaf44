import pytest

from lscb_site.files import readers


@pytest.fixture(scope="session")
def read(tmp_path_factory):
    """Reads bytes as the child does, in this process: quick, and a failure shows where."""
    path = tmp_path_factory.mktemp("read") / "file"

    def whole(data: bytes, kind: str, **options) -> dict:
        path.write_bytes(data)
        return readers.whole(str(path), kind, **options)

    return whole


@pytest.fixture(scope="session")
def sections_of(read):
    return lambda data, kind: read(data, kind)["sections"]
