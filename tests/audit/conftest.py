import pytest


@pytest.fixture
def publisher(publisher):
    publisher.first_name, publisher.last_name = "Pat", "Smith"
    publisher.save()
    return publisher
