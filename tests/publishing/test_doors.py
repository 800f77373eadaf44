"""The table of the doors by which something becomes live: each asks, refuses, or brings nothing to ask about."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from lscb_site.files.finding_kinds import KINDS
from lscb_site.files.findings import Finding, Place
from lscb_site.publishing.asking import questions
from lscb_site.versions.contents import contents
from lscb_site.versions.drafting import publish_draft, write_draft
from resources import private_content
from resources.models import Document, Edition, EditionFile, StatementOfForce
from tests.factories import (
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    LiveDocumentFactory,
    PaperFactory,
    PostFactory,
    PrivateFindingFactory,
    StatementFactory,
)
from tests.publishing.answers import answered, looked
from tests.publishing.test_asking import WAYS as ON_SCREENS
from tests.versions.forms import address, write

pytestmark = pytest.mark.django_db

# Where a program makes something live, and what asks before.
PUBLISHES = {
    "lscb_site/publishing/models.py": "the model: refuses files",
    "resources/models/documents.py": "the model: refuses files",
    "resources/models/editions.py": "the model: refuses files",
    "lscb_site/publishing/admin.py": "the form, the list's action: ON_SCREENS",
    "lscb_site/publishing/papers.py": "the papers: ON_SCREENS",
    "lscb_site/desk/superseding.py": "the assistant: ON_SCREENS",
    "lscb_site/versions/drafting.py": "a version: below; refuses files",
    "lscb_site/versions/publishing_screen.py": "a version: below",
    "lscb_site/desk/page_references.py": "a page of the CMS: brings nothing",
    "lscb_site/pages/writing.py": "a page of the CMS: brings nothing",
    "lscb_site/pages/scheduling.py": "a page of the CMS: brings nothing",
    "lscb_site/previews/kinds.py": "undone",
    "lscb_site/content/loading/documents.py": "the loader: not confirmed, demonstration copies alone",
    "lscb_site/content/loading/posts.py": "the loader: brings nothing",
    "lscb_site/content/loading/sets.py": "the loader: brings nothing",
    "lscb_site/content/loading/directory.py": "the loader: brings nothing",
}
MAKES_LIVE = re.compile(
    r"\.publish\(|\bpublish_draft\(|^\s+state=State\.PUBLISHED,|update\(.*state=State\.PUBLISHED"
    r"|\.state = State\.PUBLISHED",
    re.MULTILINE,
)


def test_the_table_names_every_place_in_the_program():
    files = (path for room in ("lscb_site", "news", "resources", "lscb_contacts") for path in Path(room).rglob("*.py"))
    assert {path.as_posix() for path in files if MAKES_LIVE.search(path.read_text())} == PUBLISHES.keys()


def test_the_doors_with_screens_are_held_to_both_questions():
    assert len(ON_SCREENS) == 9  # test_asking.py and test_asking_private.py walk through them


# A version ------------------------------------------------------------------------------------------------------------


def live(kind="report", **facts):
    return LiveDocumentFactory(kind=kind, edition__file__to_hand=True, **facts)


def press(client, item, **changes):
    """“Publish this version”, and the screen that follows."""
    return client.get(write(client, item, _publish_version="1", **changes).url)


def stored(document):
    return Document.objects.get(pk=document.pk)


def test_a_version_that_makes_a_protocol_is_asked_whether_it_is_in_force(publisher_client):
    document = live()
    screen = press(publisher_client, document, kind="protocol")
    assert stored(document).kind == "report"
    assert "Is it in force?" in screen.text
    again = publisher_client.post(address(document, "publish_version"), answered(screen, ""))
    assert "Choose one. If you do not know, say so" in again.text
    assert stored(document).kind == "report"
    said = {"stated_by": "Policy officer"}
    publisher_client.post(address(document, "publish_version"), answered(again, "yes", **said))
    assert stored(document).kind == "protocol"
    assert StatementOfForce.objects.get().edition == document.editions.get()


def test_a_version_of_something_nobody_stated_anything_about_is_asked(publisher_client):
    document = live(kind="protocol")
    screen = press(publisher_client, document, summary="Other words.")
    assert stored(document).summary != "Other words."
    publisher_client.post(address(document, "publish_version"), answered(screen))
    assert stored(document).summary == "Other words."


@pytest.mark.parametrize("said", ["in force", "superseded", "a record"])
def test_a_version_of_what_leaves_nothing_open_is_published_at_once(publisher_client, said):
    document = live(kind="report" if said == "a record" else "protocol")
    if said == "in force":
        edition = document.editions.get()
        StatementFactory(edition=edition, of_sha256=edition.files.get().sha256)
    elif said == "superseded":
        Document.objects.filter(pk=document.pk).update(succeeded_by=LiveDocumentFactory())
    press(publisher_client, document, summary="Other words.")
    assert stored(document).summary == "Other words."


def test_a_version_of_what_is_past_its_check_is_asked(publisher_client):
    document, today = live(kind="protocol"), timezone.localdate()
    edition = document.editions.get()
    before = {"stated_on": today - timedelta(days=400), "check_on": today - timedelta(days=1)}
    StatementFactory(edition=edition, of_sha256=edition.files.get().sha256, **before)
    assert "Is it in force?" in press(publisher_client, document, summary="Other words.").text


def test_a_version_waits_until_its_files_are_looked_at(publisher_client):
    document = live()
    finding = PrivateFindingFactory(file=EditionFile.objects.get())
    screen = press(publisher_client, document, summary="Other words.")
    assert "Rosalind Achterberg" in screen.text
    publisher_client.post(address(document, "publish_version"), answered(screen))
    assert stored(document).summary != "Other words."
    publisher_client.post(address(document, "publish_version"), looked(screen))
    assert stored(document).summary == "Other words."
    finding.refresh_from_db()
    assert finding.reason == "The family agreed to it."


def test_no_code_publishes_a_version_of_it_either(publisher):
    document = live()
    PrivateFindingFactory(file=EditionFile.objects.get())
    write_draft(document, contents(document), publisher)
    with pytest.raises(ValidationError, match="holds what its pages do not show"):
        publish_draft(document, publisher)


def test_drafts_that_hang_on_it_are_not_asked_about(publisher_client):
    """They stay drafts."""
    post = PostFactory(live=True, title="Before")
    document = DocumentFactory(kind="protocol")
    PrivateFindingFactory(file=EditionFileFactory(edition=EditionFactory(document=document), to_hand=True))
    PaperFactory(post=post, document=document)
    assert questions([document])
    assert not questions([post])
    press(publisher_client, post, title="After")
    post.refresh_from_db()
    assert post.title == "After"
    assert not Document.objects.live().exists()


def test_only_a_publisher_opens_the_screen(editor_client, publisher_client):
    document = live()
    press(publisher_client, document, kind="protocol")
    assert editor_client.get(address(document, "publish_version")).status_code == 403


def test_what_changed_meanwhile_is_looked_at_again(publisher_client):
    document = live()
    screen = press(publisher_client, document, kind="protocol")
    Document.objects.update(summary="Corrected.")
    answer = publisher_client.post(address(document, "publish_version"), answered(screen), follow=True)
    assert "What is live was changed since this draft was saved." in answer.text
    assert stored(document).kind == "report"


def test_answers_to_other_questions_are_none(publisher_client):
    document = live()
    screen = press(publisher_client, document, kind="protocol")
    PrivateFindingFactory(file=EditionFile.objects.get())
    again = publisher_client.post(address(document, "publish_version"), answered(screen))
    assert "Rosalind Achterberg" in again.text
    assert stored(document).kind == "report"


# The clock ------------------------------------------------------------------------------------------------------------


def found(code="covered_text"):
    assert code in KINDS
    return [Finding(code, (Place("Page 3", "Rosalind Achterberg"),))]


def tomorrow():
    return timezone.now() + timedelta(days=1)


@pytest.mark.parametrize("scheduled", ["edition", "document", "both"])
def test_the_clock_brings_no_file_to_readers_that_must_be_looked_at(scheduled):
    document = DocumentFactory(live=True)
    edition = EditionFactory(document=document, live=True)
    file = EditionFileFactory(edition=edition, to_hand=True)
    if scheduled != "edition":
        Document.objects.update(publish_from=tomorrow())
    if scheduled != "document":
        Edition.objects.update(publish_from=tomorrow())
    private_content.keep(EditionFile.objects.get(pk=file.pk), found())
    with time_machine.travel(tomorrow() + timedelta(days=1)):
        assert not Edition.objects.live().exists()


def test_the_clock_brings_what_is_only_to_be_known():
    edition = EditionFactory(document=DocumentFactory(live=True), live=True)
    EditionFileFactory(edition=edition, to_hand=True)
    Edition.objects.update(publish_from=tomorrow())
    private_content.keep(EditionFile.objects.get(), found("property_person"))
    with time_machine.travel(tomorrow() + timedelta(days=1)):
        assert Edition.objects.live().exists()


def test_what_readers_have_stays_with_them():
    live()
    private_content.keep(EditionFile.objects.get(), found())
    assert Edition.objects.live().exists()
