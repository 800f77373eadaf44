import pytest

from lscb_site.pages.writing import write_page
from tests.factories import EditionFactory, EditionFileFactory, EditorFactory, LiveDocumentFactory


@pytest.fixture
def document():
    """A live document whose 1st edition has a file, and whose 2nd edition is a draft with its own."""
    document = LiveDocumentFactory(title="The protocol", slug="protocol", edition__file__content=b"first")
    EditionFileFactory(edition=EditionFactory(document=document), content=b"second")
    return document


@pytest.fixture
def first(document):
    return document.editions.get(number=1)


@pytest.fixture
def second(document):
    return document.editions.get(number=2)


@pytest.fixture
def old_file(first):
    return first.main_file.get_absolute_url()


@pytest.fixture
def make_page(administrator):
    """A page of the CMS with these blocks, live unless `publish` is false."""

    def make_page(*blocks, slug="about", publish=True):
        return write_page(
            reverse_id=slug, title=slug.title(), slug=slug, created_by=administrator, blocks=blocks, publish=publish
        )

    return make_page


@pytest.fixture
def leaver():
    return EditorFactory(first_name="Pat", last_name="Smith")


@pytest.fixture
def successor():
    return EditorFactory(first_name="Nina", last_name="Brown")
