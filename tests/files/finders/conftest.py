import pytest

from lscb_site.files import finders, readers
from lscb_site.files.findings import Finding


@pytest.fixture(scope="session")
def find(tmp_path_factory):
    """Looks into bytes as the child does, in this process: quick, and a failure shows where."""
    path = tmp_path_factory.mktemp("find") / "file"

    def found(data: bytes, kind: str) -> dict[str, Finding]:
        path.write_bytes(data)
        return {each["code"]: Finding.from_json(each) for each in finders.find(str(path), kind)}

    return found


@pytest.fixture(scope="session")
def text_of(tmp_path_factory):
    """All that a reader gives to the text view and search."""
    path = tmp_path_factory.mktemp("read") / "file"

    def read(data: bytes, kind: str, **options) -> str:
        path.write_bytes(data)
        sections = readers.whole(str(path), kind, **options)["sections"]
        return "\n".join(f"{each['label']}\n{each['html']}\n{each['text']}\n{each['furniture']}" for each in sections)

    return read
