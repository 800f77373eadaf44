import pytest

from lscb_site.files import examiners
from lscb_site.files.examiners.signatures import container_of


@pytest.fixture
def examined(tmp_path):
    """What the examiners say of bytes, asked in this process: the child that asks them is in test_inspection.py."""

    def examine(data: bytes) -> dict:
        path = tmp_path / "examined"
        path.write_bytes(data)
        return examiners.examine(str(path), container_of(data, data))

    return examine
