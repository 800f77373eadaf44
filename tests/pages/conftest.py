import pytest
from cms.models import PageContent
from djangocms_text.models import Text

from lscb_site.pages.writing import write_page
from tests.pages.moments import NOW


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def page(publisher, now):
    """Live, with a draft beside it."""
    page = write_page(
        reverse_id="hubs", title="Hubs", slug="hubs", created_by=publisher, blocks=[("text", "<p>Old.</p>")]
    )
    draft = PageContent.objects.get(page=page).versions.get().copy(publisher).content
    Text.objects.filter(placeholder__in=draft.placeholders.all()).update(body="<p>New.</p>")
    return page
