"""Every door by which something is published, withdrawn, stated, erased, confirmed, accepted, imported or set: each
leaves one entry with the person, and none where nothing was done."""

import pytest
from cms.models import PageContent
from django.contrib.redirects.models import Redirect
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from lxml import html

from lscb_site.audit.models import Entry
from lscb_site.pages import scheduling
from lscb_site.pages.redirects_sheet import RedirectResource
from lscb_site.pages.scheduling import plan
from lscb_site.pages.writing import write_page
from lscb_site.versions.acts import quietly
from lscb_site.versions.drafting import as_the_draft_says, write_draft
from news.models import Post
from resources import private_content
from resources.erasing import erase
from resources.models import EditionFile
from tests.audit.entries import acts, said
from tests.editing.browser_form import untouched
from tests.factories import (
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    LiveDocumentFactory,
    PaperFactory,
    PostFactory,
)
from tests.pages.moments import NEXT_WEEK, NOW, TOMORROW
from tests.publishing.answers import answered
from tests.publishing.test_doors import found
from tests.versions.forms import address, write

pytestmark = pytest.mark.django_db

POSTS, REDIRECTS = "/admin/news/post/", "/admin/redirects/redirect/"


# Publishing -----------------------------------------------------------------------------------------------------------


def test_publishing_by_the_form(publisher_client, publisher):
    post = PostFactory(title="Conference")
    publisher_client.post(address(post), untouched(publisher_client.get(address(post)), _publish="1"))
    assert said() == ["Pat Smith published the news item “Conference” (version 1)."]
    assert acts() == [("published", publisher, "news.post", post.pk)]


def test_publishing_by_the_list_with_what_goes_live_with_it(publisher_client, publisher):
    post, document = PostFactory(), DocumentFactory(kind="report")
    PaperFactory(post=post, document=document)
    publisher_client.post(POSTS, {"action": "publish_chosen", "_selected_action": [post.pk]})
    assert {(act, who, label) for act, who, label, _ in acts()} == {
        ("published", publisher, "news.post"),
        ("published", publisher, "resources.document"),
    }


def test_a_change_of_what_is_live_is_a_publication(publisher_client, publisher):
    post = PostFactory(live=True, title="Before")
    publisher_client.post(address(post), untouched(publisher_client.get(address(post)), _save="1", title="After"))
    assert acts() == [("published", publisher, "news.post", post.pk)]


def test_saving_it_as_it_was_is_none(publisher_client):
    post = PostFactory(live=True)
    for _ in range(2):
        publisher_client.post(address(post), untouched(publisher_client.get(address(post)), _save="1"))
    assert not Entry.objects.exists()


def test_a_draft_is_written_without_a_trace_and_its_publication_recorded(publisher_client, publisher):
    post = PostFactory(live=True, title="Before")
    write(publisher_client, post, title="After")
    assert not Entry.objects.exists()
    write(publisher_client, post, title="After", _publish_version="1")
    assert acts() == [("published", publisher, "news.post", post.pk)]
    assert said() == ["Pat Smith published the news item “After” (version 2)."]


def test_what_is_only_shown_and_undone_leaves_nothing(publisher):
    post = PostFactory(live=True)
    draft = write_draft(post, {"fields": {"title": "After"}, "many": {}, "parts": {}}, publisher)
    assert draft
    with as_the_draft_says(post):
        pass
    with transaction.atomic():
        Post.objects.get().save()
        Post(title="x", slug="x", summary="x").publish()
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_a_publication_that_is_refused_is_not_recorded(publisher_client):
    document = DocumentFactory(kind="report")
    edition = EditionFactory(document=document)
    private_content.keep(EditionFileFactory(edition=edition, to_hand=True), found())
    publisher_client.post(address(edition), untouched(publisher_client.get(address(edition)), _publish="1"))
    assert not Entry.objects.exists()


def test_a_program_publishes_as_the_site(publisher):
    post = PostFactory(title="Conference")
    post.publish()
    assert said() == ["The site itself published the news item “Conference” (version 1)."]


# Withdrawing ----------------------------------------------------------------------------------------------------------


def test_withdrawing_by_its_screen_and_by_the_list(publisher_client, publisher):
    one, other = PostFactory(live=True), PostFactory(live=True)
    publisher_client.post(address(one, "withdraw"), {"reason": "The date was wrong.", "instead": ""})
    chosen = {"action": "withdraw_chosen", "_selected_action": [other.pk], "reason": "The date was wrong."}
    publisher_client.post(POSTS, chosen)
    assert acts() == [("withdrawn", publisher, "news.post", each.pk) for each in (one, other)]
    assert "date" not in " ".join(said())  # its reason is the item's


def test_a_withdrawal_that_is_sent_back_is_not_recorded(publisher_client):
    post = PostFactory(live=True)
    publisher_client.post(address(post, "withdraw"), {"reason": "Old.", "instead": post.get_absolute_url()})
    assert not Entry.objects.exists()


def test_returning_to_draft(publisher_client, publisher):
    post = PostFactory(withdrawn=True)
    publisher_client.post(POSTS, {"action": "return_chosen_to_draft", "_selected_action": [post.pk]})
    assert acts() == [("returned_to_draft", publisher, "news.post", post.pk)]


def test_the_reader_of_files_takes_something_off_the_clock():
    edition = EditionFactory(document=DocumentFactory(live=True), live=True, publish_from="2999-01-01T00:00Z")
    private_content.keep(EditionFileFactory(edition=edition, to_hand=True), found())
    (sentence,) = said()
    assert sentence.startswith("The site itself returned the edition “")


# Pages ----------------------------------------------------------------------------------------------------------------


def test_a_page_is_published_replaced_and_withdrawn(publisher_client, publisher):
    page = write_page(reverse_id="hubs", title="Hubs", slug="hubs", created_by=publisher)
    PageContent.objects.get(page=page).versions.get().copy(publisher).publish(publisher)
    publisher_client.post(reverse("admin:cms_page_withdraw", args=[page.pk]), {"reason": "It was wrong."})
    assert said() == [
        "Pat Smith published the page “Hubs” (version 1).",
        "Pat Smith published the page “Hubs” (version 2).",
        "Pat Smith withdrew the page “Hubs”.",
    ]


def test_a_page_of_the_starting_content_was_published_by_nobody(publisher):
    with quietly():
        write_page(reverse_id="hubs", title="Hubs", slug="hubs", created_by=publisher)
    assert not Entry.objects.exists()


def test_what_the_clock_does_names_who_planned_it(publisher, time_machine):
    time_machine.move_to(NOW, tick=False)
    page = write_page(reverse_id="hubs", title="Hubs", slug="hubs", created_by=publisher)
    PageContent.objects.get(page=page).versions.get().copy(publisher)
    plan(page, publisher, TOMORROW, NEXT_WEEK)
    for moment in (TOMORROW, NEXT_WEEK):
        time_machine.move_to(moment, tick=False)
        scheduling.do_next(moment)
    assert said()[1:] == [
        "The clock published the page “Hubs”, as Pat Smith had planned (version 2).",
        "The clock withdrew the page “Hubs”, as Pat Smith had planned.",
    ]


# Force and files ------------------------------------------------------------------------------------------------------


def test_force_is_stated_and_taken_back(publisher_client, publisher):
    document = LiveDocumentFactory(kind="protocol", title="CSE protocol", edition__file__to_hand=True)
    edition = document.editions.get()
    screen = publisher_client.get(address(document, "force"))
    said_so = {"stated_by": "Policy officer", "stated_on": "3 March 2026", "check_on": "3 March 2027"}
    publisher_client.post(address(document, "force"), answered(screen, "yes", **said_so))
    publisher_client.post(address(document, "force"), answered(publisher_client.get(address(document, "force"))))
    assert [each[0] for each in acts()] == ["force_stated", "force_ended"]
    assert {each[1:] for each in acts()} == {(publisher, "resources.edition", edition.pk)}
    assert said()[0] == f"Pat Smith said that the edition “{edition}” is in force (until 3 March 2027)."


def test_erasing_a_file_keeps_neither_its_name_nor_the_reason(publisher):
    file = EditionFileFactory(to_hand=True, name="review-achterberg.pdf")
    erase(EditionFile.objects.get(pk=file.pk).sha256, "It named a child.", publisher)
    assert said() == ["Pat Smith erased a file."]
    assert "achterberg" not in str(list(Entry.objects.values_list())).lower()


# Imports and settings -------------------------------------------------------------------------------------------------


def dry_run(client):
    """The form that takes it in."""
    Redirect.objects.create(site_id=1, old_path="/a/", new_path="/news/")
    sheet = SimpleUploadedFile("sheet.csv", b"old_path,new_path\n/a/,/resources/\n/b/,/news/\n/c/,/news/\n")
    page = client.post(f"{REDIRECTS}import/", {"format": "0", "resource": "0", "import_file": sheet})
    (form,) = html.fromstring(page.text).xpath("//form[contains(@action, 'process_import')]")
    return dict(form.form_values())


def test_an_import_is_recorded_with_its_counts_and_its_dry_run_is_not(administrator_client, administrator):
    form = dry_run(administrator_client)
    assert not Entry.objects.exists()
    administrator_client.post(f"{REDIRECTS}process_import/", form)
    assert acts() == [("imported", administrator, "redirects.redirect", None)]
    assert said()[0].endswith("imported a spreadsheet into the list of old addresses (2 new, 1 changed, 0 as before).")


def test_an_import_that_fails_is_not_recorded(administrator_client, monkeypatch):
    form = dry_run(administrator_client)

    def after_import(self, dataset, result, dry_run=False, **kwargs):
        if not dry_run:
            raise ValueError("The last row fails.")

    monkeypatch.setattr(RedirectResource, "after_import", after_import)
    answer = administrator_client.post(f"{REDIRECTS}process_import/", form, follow=True)
    assert "Nothing was imported" in answer.text
    assert Redirect.objects.count() == 1
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("screen", "changes", "sentence"),
    [
        (
            "lscb_contacts/directorysettings/",
            {"confirm_every": "7"},
            "“Directory settings” (a confirmation holds for).",
        ),
        (
            "notices/sitewords/",
            {"owner_email": "board@example.org"},
            "changed the settings “999 line and the Board’s address” (the Board’s e-mail address).",
        ),
        ("audit/keptfor/", {"months": "36"}, "(36 months instead of 24)."),
        ("sites/site/1/change/", {"name": "The Board"}, "“Site name” (display name)."),
    ],
)
def test_settings_say_which_and_not_what_was_written(administrator_client, administrator, screen, changes, sentence):
    screen = f"/admin/{screen}"
    shown = administrator_client.get(screen)
    administrator_client.post(screen, untouched(shown, _save="1"))
    assert not Entry.objects.exists()
    answer = administrator_client.post(screen, untouched(shown, _save="1", **changes))
    assert answer.status_code == 302
    assert [each[:2] for each in acts()] == [("settings_changed", administrator)]
    assert said()[0].endswith(sentence)
    assert "board@example.org" not in said()[0]


def test_a_sentence_about_what_has_gone_names_its_number(publisher):
    post = PostFactory()
    post.publish()
    key = post.pk
    Post.objects.all().delete()
    assert said() == [f"The site itself published a news item that is gone (number {key}) (version 1)."]
