"""However a file is published that hides something, its publisher must look at it first."""

import pytest
from auditlog.models import LogEntry as Audited
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db.models.signals import post_save

from lscb_site.publishing.asking_private import NO_REASON, NOT_LOOKED
from lscb_site.web.addresses import admin_address
from resources.models import Document, Edition, EditionFile, PrivateFinding
from tests.editing.browser_form import untouched
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, PrivateFindingFactory
from tests.publishing.answers import answered, looked
from tests.publishing.test_asking import WAYS, is_out

pytestmark = pytest.mark.django_db

HIDDEN = "Rosalind Achterberg"


@pytest.fixture
def hides_a_name():
    """Every file that is made in the test hides a name."""

    def found(instance, created, **kwargs):
        if created and instance.file:
            PrivateFindingFactory(file=instance)

    post_save.connect(found, sender=EditionFile)
    yield
    post_save.disconnect(found, sender=EditionFile)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_published_before_somebody_looked(publisher_client, hides_a_name, way):
    document, screen, address = way(publisher_client)
    assert not is_out(document)
    assert "Words under a box or a picture" in screen.text
    assert HIDDEN in screen.text
    again = publisher_client.post(address, answered(screen), follow=True)
    assert not is_out(document)
    assert NOT_LOOKED in again.text
    assert NO_REASON in again.text


@pytest.mark.parametrize("way", WAYS)
def test_it_may_be_public_with_a_reason(publisher_client, hides_a_name, way):
    document, screen, address = way(publisher_client)
    publisher_client.post(address, looked(screen))
    assert is_out(document)
    newest = document.editions.newest_first().first()
    finding = PrivateFinding.objects.get(file__edition=newest)
    assert (finding.reason, finding.answered_by.username) == ("The family agreed to it.", publisher_name())
    said = " ".join(LogEntry.objects.values_list("change_message", flat=True))
    assert "may be public with this: Words under a box or a picture. The family agreed to it." in said
    audited = [str(entry.changes) for entry in Audited.objects.all()]
    assert any("The family agreed to it." in each for each in audited)
    assert not any(HIDDEN in each for each in [said, *audited])


def publisher_name():
    return PrivateFinding.objects.exclude(answered_by=None).first().answered_by.username


@pytest.mark.parametrize("missing", ["looked", "reason"])
def test_both_are_needed_and_what_was_typed_is_kept(publisher_client, hides_a_name, missing):
    document, screen, address = WAYS[0](publisher_client)
    given = {name: value for name, value in looked(screen).items() if not name.endswith(f"-{missing}")}
    again = publisher_client.post(address, given)
    assert not is_out(document)
    assert ("The family agreed to it." in again.text) == (missing == "looked")


def test_an_answer_about_fewer_places_is_none(publisher_client, hides_a_name):
    document, screen, address = WAYS[0](publisher_client)
    finding = PrivateFinding.objects.get()
    finding.places += [{"place": "Page 9", "excerpt": "Another name"}]
    finding.save()
    again = publisher_client.post(address, looked(screen), follow=True)
    assert not is_out(document)
    assert "Another name" in again.text


def test_what_is_only_to_be_known_is_not_asked(publisher_client):
    document = DocumentFactory(kind="report")
    file = EditionFileFactory(edition=EditionFactory(document=document), to_hand=True)
    PrivateFindingFactory(file=file, code="property_person")
    publisher_client.post(
        admin_address(document), untouched(publisher_client.get(admin_address(document)), _publish="1")
    )
    assert is_out(document)


def test_an_edition_that_was_published_under_a_draft_is_asked_about_with_its_document(publisher_client):
    document = DocumentFactory(kind="report")
    PrivateFindingFactory(file__edition=EditionFactory(document=document, live=True))
    with pytest.raises(ValidationError):
        document.publish()
    form = untouched(publisher_client.get(admin_address(document)), _publish="1")
    screen = publisher_client.post(admin_address(document), form, follow=True)
    publisher_client.post(screen.redirect_chain[-1][0], looked(screen))
    assert is_out(Document.objects.get())


@pytest.mark.parametrize("state", ["open", "pending"])
def test_no_code_publishes_it_either(state):
    file = EditionFileFactory(to_hand=True)
    if state == "open":
        PrivateFindingFactory(file=file)
    else:
        EditionFile.objects.update(private_check=EditionFile.PrivateCheck.PENDING)
    edition = Edition.objects.get()
    with pytest.raises(ValidationError):
        edition.publish()
    with pytest.raises(ValidationError):
        edition.document.publish()
    assert not Edition.objects.live().exists()
