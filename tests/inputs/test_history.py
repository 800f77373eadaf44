"""What the History of the admin says after something was saved: what was changed, no more and no less."""

import pytest
from auditlog.models import LogEntry as Audited
from cms.models import PageContent
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from filer.models import Image

from lscb_contacts.models import DirectorySettings
from lscb_site.audit.models import KeptFor
from lscb_site.files.fields import DocumentsField
from lscb_site.following.models import Change
from lscb_site.link_check.models import CheckedLink
from lscb_site.linter.models import LintRemark
from lscb_site.notices.models import SiteWords
from lscb_site.web.addresses import admin_address
from resources.models import Document, Edition
from tests.conftest import signed_in
from tests.editing.browser_form import untouched
from tests.editing.test_model_admin import rows_to_edit
from tests.factories import (
    AudienceFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    NoticeFactory,
    PaperFactory,
    PostFactory,
    PublishingBodyFactory,
    TopicFactory,
    UserFactory,
)
from tests.samples.documents import pdf

pytestmark = pytest.mark.django_db

# As the editor of formatted text sends what it shows, whatever was stored.
STORED = """<p>One</p>
<ul>
<li>two</li>
</ul>
<table>
<thead>
<tr>
<th>A</th>
<th>B</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td>2</td>
</tr>
</tbody>
</table>"""
SENT = (
    '<p>One</p><ul><li><p>two</p></li></ul><table style="min-width: 50px;"><colgroup><col style="min-width: 25px;">'
    '<col style="min-width: 25px;"></colgroup><tbody><tr><th colspan="1" rowspan="1"><p>A</p></th><th colspan="1" '
    'rowspan="1"><p>B</p></th></tr><tr><td colspan="1" rowspan="1"><p>1</p></td><td colspan="1" rowspan="1"><p>2</p>'
    "</td></tr></tbody></table>"
)


# The CMS writes its own entry whenever the settings of a page are saved, and says of nothing what it was.
NOTHING_CHANGED = {"No fields changed.", "Changed Page Translation"}


def said(row) -> list[str]:
    """The entries of its History, oldest first, as the screen shows them."""
    kind = ContentType.objects.get_for_model(row)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).order_by("pk")
    return [entry.get_change_message() for entry in entries]


def save(client, row, **changes):
    address = admin_address(row)
    answer = client.post(address, untouched(client.get(address), **changes))
    assert answer.status_code == 302, answer.context and answer.context["errors"]


def publish(client, row):
    save(client, row, _publish=["1"])


def others():
    """Of the admins that `rows_to_edit` leaves out because two people seldom meet there."""
    content = PageContent.admin_manager.get()
    return [
        TopicFactory(),
        AudienceFactory(),
        PublishingBodyFactory(),
        DirectorySettings.objects.first() or DirectorySettings.objects.create(),
        NoticeFactory(),
        SiteWords.objects.first() or SiteWords.objects.create(),
        KeptFor.objects.create(),
        Group.objects.first(),
        content,
        Image.objects.get().file_ptr,
        LintRemark.objects.create(source_id=1, is_live=True, code="shouting", sentence="NOW!"),
        CheckedLink.objects.create(address="/never/", is_own=True),
        Change.objects.create(kind="news", about="post:1", post=PostFactory()),
    ]


def test_the_walk_leaves_out_no_form_that_an_editor_can_save(rf):
    request = rf.get("/")
    request.user = UserFactory(is_superuser=True, is_staff=True)
    walked = {type(row) for row in [*rows_to_edit(), *others()]}
    left = {
        model._meta.label
        for model, model_admin in admin.site._registry.items()
        if model_admin.has_change_permission(request) and model not in walked
    }
    # Of libraries, without a place in the menu, written by the site alone, or a list whose rows have no form.
    assert left == {
        "following.Letter",
        *("filer.Clipboard", "filer.FolderPermission", "filer.ThumbnailOption", "djangocms_link.Link"),
        *("axes.AccessLog", "axes.AccessFailureLog", "axes.AccessAttempt", "djangocms_versioning.PageContentVersion"),
    }


def test_every_form_of_the_admin_that_is_saved_untouched_says_that_nothing_changed():
    client = signed_in(UserFactory(is_superuser=True, is_staff=True))
    for row in [*rows_to_edit(), *others()]:
        address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        entries, audited = LogEntry.objects.count(), Audited.objects.count()
        client.post(address, untouched(client.get(address)))
        new = LogEntry.objects.order_by("pk")[entries:]
        assert {entry.get_change_message() for entry in new} <= NOTHING_CHANGED, address
        assert Audited.objects.count() == audited, (address, Audited.objects.first().changes)


@pytest.mark.parametrize("sent", [SENT, STORED.replace("\n", "\r\n"), SENT.replace("</table>", "</table><p></p>")])
def test_a_text_that_the_editor_only_writes_otherwise_is_no_change(editor_client, sent):
    post = PostFactory(body=STORED)
    save(editor_client, post, body=[sent], title=["Another title"])
    assert said(post) == ["Changed Title."]
    post.refresh_from_db()
    assert post.body == STORED


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"body": ["<p>New</p>"]}, "Changed Body."),
        ({"title": ["New"]}, "Changed Title."),
        ({"date": ["03/02/2015"]}, "Changed Date."),
        ({"publish_until_0": ["01/02/2027"], "publish_until_1": ["09:00"]}, "Changed Stops being live at."),
        ({"event_venue": ["The Hall"], "body": ["<p>New</p>"]}, "Changed Body and Venue."),
        ({}, "No fields changed."),
    ],
    ids=["body", "title", "date", "moment", "two", "nothing"],
)
def test_a_news_item_says_what_was_changed(editor_client, changes, words):
    post = PostFactory(body="<p>Old</p>")
    save(editor_client, post, **changes)
    assert [entry.lower() for entry in said(post)] == [words.lower()]


def test_papers_that_are_added_are_named(editor_client):
    post, paper = PostFactory(), DocumentFactory(title="Thresholds")
    row = {"papers-TOTAL_FORMS": ["1"], "papers-0-document": [paper.pk], "papers-0-position": [1]}
    save(editor_client, post, **row)
    assert said(post) == ["Added document of this item “Thresholds”."]


def test_a_paper_that_is_taken_away_is_named(editor_client):
    paper = PaperFactory(document__title="Thresholds")
    save(editor_client, paper.post, **{"papers-0-DELETE": ["on"]})
    assert said(paper.post) == ["Deleted document of this item “Thresholds”."]


def test_files_that_are_added_are_named(editor_client):
    post = PostFactory()
    upload = SimpleUploadedFile("minutes-of-may.pdf", pdf(text="Minutes of May"), "application/pdf")
    save(editor_client, post, new_documents=upload)
    assert said(post) == ["Added file “minutes-of-may.pdf”."]


def test_a_field_for_files_is_changed_by_files_alone():
    field = DocumentsField(required=False)
    assert not field.has_changed(None, [])
    assert field.has_changed(None, [SimpleUploadedFile("a.pdf", b"")])


def test_a_new_edition_stands_in_the_history_of_its_document(editor_client):
    document = EditionFactory(document__title="Neglect").document
    address = f"{admin_address(Edition, 'add')}?document={document.pk}"
    editor_client.post(address, untouched(editor_client.get(address), change_note=["New"]))
    edition = document.editions.get(number=2)
    assert said(document) == [f"Edition “{edition}”: Added."]
    assert "Edition “Neglect, 2nd edition”: Added." in editor_client.get(admin_address(document, "history")).text


def test_what_becomes_of_an_edition_stands_in_the_history_of_its_document(publisher_client):
    file = EditionFileFactory(edition__document=DocumentFactory(title="Neglect", live=True))
    edition, document = file.edition, file.edition.document
    save(publisher_client, edition, change_note=["Other words"])
    publish(publisher_client, edition)
    publisher_client.post(admin_address(edition, "withdraw"), {"reason": "It was wrong.", "instead": ""})
    assert [words.partition("”: ")[2] for words in said(document)] == [
        "Changed Change note.",
        "Published.",
        "Withdrawn: It was wrong.",
    ]


def test_an_edition_that_is_deleted_stands_in_the_history_of_its_document(publisher_client):
    edition = EditionFactory(document__title="Neglect")
    document = edition.document
    publisher_client.post(admin_address(edition, "delete"), {"post": "yes"})
    assert said(document) == ["Edition “Neglect, 1st edition”: Deleted."]


def test_a_file_more_of_an_edition_stands_in_both_histories(editor_client):
    edition = EditionFactory(document__title="Neglect")
    upload = SimpleUploadedFile("appendix-one.pdf", pdf(text="Appendix one"), "application/pdf")
    save(editor_client, edition, more_files=upload)
    assert said(edition) == ["Added file “appendix-one.pdf”."]
    assert said(edition.document) == ["Edition “Neglect, 1st edition”: Added file “appendix-one.pdf”."]


def test_an_edition_changed_on_the_page_of_its_document_says_so_itself(editor_client):
    edition = EditionFactory(document__title="Neglect")
    save(editor_client, edition.document, **{"editions-0-label": ["Spring edition"]})
    assert said(edition) == ["On the page of “Neglect”: changed Label."]
    assert said(edition.document) == ["Changed Label for edition “Neglect, Spring edition”."]


def test_an_edition_added_on_the_page_of_its_document_has_a_history(editor_client):
    document = DocumentFactory(title="Neglect")
    rows = {"editions-TOTAL_FORMS": ["1"], "editions-0-number": [1], "editions-0-date_precision": ["day"]}
    save(editor_client, document, **rows, **{"editions-0-change_note": ["First"]})
    assert said(document) == ["Added edition “Neglect, 1st edition”."]
    assert said(document.editions.get()) == ["On the page of “Neglect”: added."]


def test_what_goes_live_together_says_so_in_each_history(publisher_client):
    document = EditionFileFactory(edition__document__title="Neglect").edition.document
    edition = document.editions.get()
    publish(publisher_client, document)
    assert "Published." in said(document)
    assert said(edition) == ["Published with “Neglect”."]
    assert Document.objects.get().is_live
