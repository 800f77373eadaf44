import io
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import FileResponse
from django.test import RequestFactory

from lscb_site.files.serving import serve

BODY = bytes(range(256)) * 40  # 10,240 bytes
DIGEST = "ab" * 32
MODIFIED = datetime(2015, 3, 18, 9, 30, 15, 999, tzinfo=UTC)
DATE = "Wed, 18 Mar 2015 09:30:15 GMT"
EARLIER = "Wed, 18 Mar 2015 09:30:14 GMT"
PDF = "application/pdf"
ANSWERS = ExitStack()  # to be closed
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def no_database():
    """Closing a response ends its request, which looks at connections that other tests left."""
    request_finished.disconnect(close_old_connections)
    yield
    ANSWERS.close()
    request_finished.connect(close_old_connections)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "stored-under-another-name.bin"
    path.write_bytes(BODY)
    return path


def served(source, method="get", content_type=PDF, filename="Plan.pdf", immutable=True, public=True, **headers):
    request = getattr(RequestFactory(), method)("/", headers=headers)
    answer = serve(
        request,
        source,
        content_type=content_type,
        filename=filename,
        etag=DIGEST,
        last_modified=MODIFIED,
        immutable=immutable,
        public=public,
    )
    ANSWERS.callback(answer.close)
    return answer


def body(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return content


def test_the_whole_file(path):
    response = served(path)
    assert body(response) == BODY
    assert response.status_code == 200
    assert dict(response.items()) == {
        "Content-Type": "application/pdf",
        "Content-Length": "10240",
        "Content-Disposition": 'inline; filename="Plan.pdf"',
        "Cache-Control": "public, max-age=86400, immutable",
        "ETag": f'"{DIGEST}"',
        "Last-Modified": DATE,
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
    }


def test_the_server_can_send_the_file_itself(path):
    response = served(path)
    assert isinstance(response, FileResponse)
    assert response.file_to_stream is not None
    response.close()


def test_head_has_the_headers_and_no_body(path):
    get, head = served(path), served(path, "head")
    assert dict(head.items()) == dict(get.items())
    assert body(head) == b""
    get.close()


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_other_methods_are_not_allowed(path, method):
    response = served(path, method)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("wanted", "status", "first", "last"),
    [
        ("bytes=0-0", 206, 0, 0),
        ("bytes=0-99", 206, 0, 99),
        ("bytes=100-199", 206, 100, 199),
        ("bytes=10000-", 206, 10000, 10239),
        ("bytes=10239-", 206, 10239, 10239),
        ("bytes=10000-99999", 206, 10000, 10239),
        ("bytes=-100", 206, 10140, 10239),
        ("bytes=-99999", 206, 0, 10239),
        ("bytes=0-", 206, 0, 10239),
        ("BYTES=5-6", 206, 5, 6),
        ("bytes= 5-6 ", 206, 5, 6),
        ("bytes=10240-", 416, None, None),
        ("bytes=99999-100000", 416, None, None),
        ("bytes=-0", 416, None, None),
        ("bytes=0-0,5-6", 200, None, None),
        ("bytes=-", 200, None, None),
        ("bytes=6-5", 200, None, None),
        ("bytes=a-b", 200, None, None),
        ("bytes=٣-٤", 200, None, None),
        ("bytes=--5", 200, None, None),
        ("bytes=" + "9" * 5000 + "-", 200, None, None),
        ("bytes=0-" + "9" * 18, 206, 0, 10239),
        ("pages=1-2", 200, None, None),
        ("bytes", 200, None, None),
        ("", 200, None, None),
    ],
)
def test_ranges(path, wanted, status, first, last):
    response = served(path, range=wanted)
    content = body(response)
    assert response.status_code == status
    if status == 206:
        assert content == BODY[first : last + 1]
        assert response["Content-Range"] == f"bytes {first}-{last}/10240"
        assert response["Content-Length"] == str(last - first + 1)
        assert response["Content-Disposition"] == 'inline; filename="Plan.pdf"'
    elif status == 416:
        assert content == b""
        assert response["Content-Range"] == "bytes */10240"
        assert response["Cache-Control"] == "private, no-store"
    else:
        assert content == BODY
        assert "Content-Range" not in response


def test_a_range_is_for_get_alone(path):
    response = served(path, "head", range="bytes=0-9")
    assert (response.status_code, response["Content-Length"]) == (200, "10240")


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        (f'"{DIGEST}"', 206),
        (f'W/"{DIGEST}"', 200),
        ('"another"', 200),
        (DATE, 206),
        (EARLIER, 200),
        ("Wed, 18 Mar 2015 09:30:16 GMT", 200),
        ("nonsense", 200),
    ],
)
def test_if_range(path, condition, status):
    response = served(path, range="bytes=0-9", **{"if-range": condition})
    assert response.status_code == status
    response.close()


@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        ({"if-none-match": f'"{DIGEST}"'}, 304),
        ({"if-none-match": f'"other", W/"{DIGEST}"'}, 304),
        ({"if-none-match": "*"}, 304),
        ({"if-none-match": '"other"'}, 200),
        ({"if-modified-since": DATE}, 304),
        ({"if-modified-since": EARLIER}, 200),
        ({"if-modified-since": "nonsense"}, 200),
        ({"if-none-match": '"other"', "if-modified-since": DATE}, 200),
        ({"if-none-match": f'"{DIGEST}"', "range": "bytes=0-9"}, 304),
        ({"if-match": '"other"'}, 412),
        ({"if-match": f'"{DIGEST}"'}, 200),
        ({"if-unmodified-since": EARLIER}, 412),
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_conditions(path, conditions, status, method):
    response = served(path, method, **conditions)
    assert response.status_code == status
    if status == 304:
        assert response["ETag"] == f'"{DIGEST}"'
        assert response["Cache-Control"] == "public, max-age=86400, immutable"
        assert body(response) == b""
    response.close()


@pytest.mark.parametrize(
    ("content_type", "filename", "disposition"),
    [
        (PDF, "Plan (2015).pdf", 'inline; filename="Plan (2015).pdf"'),
        (
            PDF,
            "Children’s plan – łódź.pdf",
            "inline; filename*=utf-8''Children%E2%80%99s%20plan%20%E2%80%93%20%C5%82%C3%B3d%C5%BA.pdf",
        ),
        (PDF, 'a"b.pdf', 'inline; filename="a\\"b.pdf"'),
        (PDF, "a\r\nX: y.pdf", "inline; filename*=utf-8''a%0D%0AX%3A%20y.pdf"),
        (DOCX, "Plan.docx", 'attachment; filename="Plan.docx"'),
    ],
)
@pytest.mark.parametrize("wanted", ["", "bytes=0-9"])
def test_names_and_types(path, content_type, filename, disposition, wanted):
    response = served(path, content_type=content_type, filename=filename, range=wanted)
    assert response["Content-Disposition"] == disposition
    assert response["Content-Type"] == content_type
    response.close()


@pytest.mark.parametrize(
    ("immutable", "public", "expected"),
    [
        (True, True, "public, max-age=86400, immutable"),
        (True, False, "private, no-store"),
        (False, True, "private, no-store"),
        (False, False, "private, no-store"),
    ],
)
def test_who_may_keep_it(path, immutable, public, expected):
    response = served(path, immutable=immutable, public=public)
    assert response["Cache-Control"] == expected
    response.close()


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("get", {}),
        ("get", {"range": "bytes=5-9"}),
        ("get", {"range": "bytes=99999-"}),
        ("get", {"if-none-match": "*"}),
        ("head", {}),
        ("post", {}),
    ],
)
def test_a_file_object_is_served_and_always_closed(method, headers):
    file = io.BytesIO(BODY)
    response = served(file, method, **headers)
    if response.status_code == 206:
        assert b"".join(response.streaming_content) == BODY[5:10]
    response.close()
    assert file.closed


def test_a_range_reads_no_more_than_it_sends():
    class Counting(io.BytesIO):
        read_bytes = 0

        def read(self, size=-1):
            data = super().read(size)
            self.read_bytes += len(data)
            return data

    file = Counting(bytes(5_000_000))
    assert len(body(served(file, range="bytes=1000000-1065535"))) == 65536
    assert file.read_bytes == 65536


def test_an_empty_file(tmp_path):
    path = tmp_path / "empty"
    path.touch()
    assert served(path)["Content-Length"] == "0"
    assert served(path, range="bytes=-1").status_code == 416
    assert served(path, range="bytes=0-").status_code == 416


def test_nginx_may_send_what_lies_in_the_data_folder(path, settings):
    settings.FILES_ACCEL_PREFIX = "/protected/"
    settings.DATA_DIR = path.parent
    spaced = path.with_name("a b%é.pdf")
    spaced.write_bytes(BODY)
    response = served(spaced, range="bytes=0-9")
    assert response["X-Accel-Redirect"] == "/protected/a%20b%25%C3%A9.pdf"
    assert "Content-Length" not in response
    assert response["Cache-Control"] == "public, max-age=86400, immutable"
    settings.DATA_DIR = path.parent / "elsewhere"
    outside = served(path)
    assert "X-Accel-Redirect" not in outside
    outside.close()
