"""A server that speaks S3 (moto's) on a free port, and buckets in it. TEST_S3_SERVER names another, such as a Ceph's
gateway, where the key and the secret `only-for-tests` may make buckets."""

import logging
import os
import time

import boto3
import pytest

LOCATION = "us-east-1"  # the one that every server takes for its own


@pytest.fixture(scope="session")
def s3_server():
    """Its address. It starts in a fifth of a second, with the first test that asks for it."""
    if another := os.environ.get("TEST_S3_SERVER"):
        yield another
        return
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it tells of each request
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def credentials(monkeypatch):
    """Of the server, in the environment as an operator gives them; it takes any."""
    given = {
        "AWS_ACCESS_KEY_ID": "only-for-tests",
        "AWS_SECRET_ACCESS_KEY": "only-for-tests",
        "AWS_DEFAULT_REGION": LOCATION,
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return given


@pytest.fixture
def s3_client(s3_server, credentials):
    client = boto3.client("s3", endpoint_url=s3_server)
    yield client
    client.close()


@pytest.fixture
def bucket(s3_client):
    """The name of a bucket that holds nothing."""
    name = f"kept-{os.getpid()}-{time.time_ns()}"
    s3_client.create_bucket(Bucket=name)
    return name
