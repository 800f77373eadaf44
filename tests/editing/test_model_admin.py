"""Two people edit the same thing: nothing is overwritten unseen, and nothing that was typed is lost."""

from datetime import date, time

import pytest
from django.contrib import admin
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.core.files.base import ContentFile
from django.forms import ModelForm
from django.urls import NoReverseMatch, reverse
from filer.models import Folder, Image

from lscb_contacts.models import OpeningHours
from lscb_site.editing.model_admin import EditedTogether
from lscb_site.editing.opened import FIELD
from lscb_site.pages.writing import write_page
from lscb_site.web.addresses import admin_address
from news.models import Post
from tests.conftest import signed_in
from tests.editing.browser_form import the_form_again, untouched
from tests.factories import (
    BoardFactory,
    CollectionFactory,
    ComparisonFactory,
    ConfirmationContactFactory,
    ContactPointFactory,
    DistressPhraseFactory,
    EditionFactory,
    EditionFileFactory,
    EditorFactory,
    GlossaryTermFactory,
    HelplineFactory,
    PaperFactory,
    PinnedResultFactory,
    PlaceFactory,
    PostFactory,
    PublisherFactory,
    UserFactory,
)
from tests.samples.papers import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna_client(db):
    return signed_in(PublisherFactory(first_name="Anna", last_name="Editor"))


@pytest.fixture
def post():
    return PostFactory(title="As it was", summary="What it said.")


# Every form of the admin -------------------------------------------------------------------------------------------


def test_every_admin_of_the_site_knows_the_version_of_its_forms():
    for model, model_admin in admin.site._registry.items():
        assert isinstance(model_admin, EditedTogether), model
        assert not model_admin.list_editable, f"{model}: a list has no version"


def rows_to_edit():
    point = ContactPointFactory(confirmed=True)
    OpeningHours.objects.create(contact_point=point, opens=time(9), closes=time(17))
    ConfirmationContactFactory(authority=point.authority)
    page = write_page(reverse_id="about", title="About", slug="about", created_by=EditorFactory(), publish=False)
    edition = EditionFactory(change_note="One\n\nTwo")
    EditionFileFactory(edition=edition)
    return [
        point,
        point.authority,
        edition,
        edition.document,
        PaperFactory(post=PostFactory(live=True, body="<p>Text</p>")).post,
        CollectionFactory(),
        ComparisonFactory(),
        BoardFactory(authorities=[point.authority]),
        HelplineFactory(),
        PlaceFactory(authorities=[point.authority]),
        GlossaryTermFactory(),
        DistressPhraseFactory(),
        PinnedResultFactory(address=PostFactory(live=True).get_absolute_url()),
        EditorFactory(),
        Redirect.objects.create(site_id=1, old_path="/old/", new_path="/new/"),
        Site.objects.get(),
        Folder.objects.create(name="Pictures"),
        Image.objects.create(original_filename="a.jpg", file=ContentFile(picture(), name="a.jpg")),
        page,
    ]


def test_every_form_carries_its_version_and_saves_what_nobody_else_touched():
    client = signed_in(UserFactory(is_superuser=True, is_staff=True))
    for row in rows_to_edit():
        address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        opened = client.get(address)
        assert f'name="{FIELD}"' in opened.text, address
        answer = client.post(address, untouched(opened))
        assert answer.status_code == 302, (address, answer.context and answer.context["errors"])
        unknown = client.post(address, untouched(opened, **{FIELD: "{}"}))
        assert the_form_again(unknown).is_unknown, address


def test_a_form_without_a_version_that_can_be_read_is_asked_about(publisher_client, post):
    address = admin_address(post)
    form = untouched(publisher_client.get(address), title="Mine")
    for version in ("", "[]", '{"groups": 1, "at": 1}', '{"groups": {}, "at": 1e999}', "[" * 2000):
        answer = publisher_client.post(address, form | {FIELD: version})
        told = the_form_again(answer)
        assert [(each.label, each.theirs, each.mine) for each in told.differences] == [("Title", "As it was", "Mine")]
    assert publisher_client.post(address, untouched(answer)).status_code == 302
    post.refresh_from_db()
    assert post.title == "Mine"


# Three ways ----------------------------------------------------------------------------------------------------------


def test_what_only_the_other_changed_is_taken_over_and_shown_before_it_is_saved(anna_client, editor_client, post):
    address = admin_address(post)
    mine = untouched(editor_client.get(address), summary="My summary.")
    anna_client.post(address, untouched(anna_client.get(address), title="Anna's title", _save="1"))
    answer = editor_client.post(address, mine)
    told = the_form_again(answer)
    assert [(each.label, each.theirs, each.asks) for each in told.differences] == [("Title", "Anna's title", False)]
    assert "Somebody else saved this while you were writing: Anna Editor, " in answer.text
    post.refresh_from_db()
    assert (post.title, post.summary) == ("Anna's title", "What it said.")
    assert editor_client.post(address, untouched(answer)).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.summary) == ("Anna's title", "My summary.")


@pytest.mark.parametrize(("choice", "saved"), [("mine", "My title"), ("theirs", "Anna's <title>")])
def test_what_both_wrote_is_asked_and_the_choice_is_saved(anna_client, editor_client, post, choice, saved):
    address = admin_address(post)
    mine = untouched(editor_client.get(address), title="My title", summary="My summary.")
    anna_client.post(address, untouched(anna_client.get(address), title="Anna's <title>"))
    answer = editor_client.post(address, mine)
    (asked,) = the_form_again(answer).differences
    assert (asked.theirs, asked.mine, asked.asks) == ("Anna's <title>", "My title", True)
    assert "Anna&#x27;s &lt;title&gt;" in answer.text
    assert "<title>Anna" not in answer.text
    # Without a choice it is asked again, and what was typed is still there.
    again = editor_client.post(address, untouched(answer))
    assert the_form_again(again).is_unsettled
    assert "Choose one of the two." in again.text
    assert editor_client.post(address, untouched(again, **{f"_choice-{asked.name}": choice})).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.summary) == (saved, "My summary.")


def test_the_same_words_of_two_people_are_no_conflict_but_are_shown_if_anything_else_differs(editor_client, post):
    address = admin_address(post)
    mine = untouched(editor_client.get(address), title="The same")
    Post.objects.filter(pk=post.pk).update(title="The same")
    assert editor_client.post(address, mine).status_code == 302


def test_a_change_that_no_history_tells_of_is_seen_too(editor_client, post):
    address = admin_address(post)
    mine = untouched(editor_client.get(address))
    Post.objects.filter(pk=post.pk).update(summary="Put right by a command.", date=date(2015, 3, 18))
    answer = editor_client.post(address, mine)
    told = {each.label: each.theirs for each in the_form_again(answer).differences}
    assert told == {"Summary": "Put right by a command.", "Date": "18 March 2015"}
    assert "The history does not say who it was." in answer.text


def test_a_third_save_while_the_choice_is_made_is_shown_too(anna_client, editor_client, post):
    address = admin_address(post)
    mine = untouched(editor_client.get(address), title="My title")
    Post.objects.filter(pk=post.pk).update(title="Second")
    answer = editor_client.post(address, mine)
    (asked,) = the_form_again(answer).differences
    Post.objects.filter(pk=post.pk).update(title="Third", summary="Third too.")
    again = editor_client.post(address, untouched(answer, **{f"_choice-{asked.name}": "mine"}))
    assert {each.label: each.theirs for each in the_form_again(again).differences} == {
        "Title": "Third",
        "Summary": "Third too.",
    }


def test_publishing_from_a_stale_form_publishes_nothing(publisher_client, post):
    address = admin_address(post)
    mine = untouched(publisher_client.get(address), _publish="1")
    Post.objects.filter(pk=post.pk).update(title="Not what was read")
    the_form_again(publisher_client.post(address, mine))
    post.refresh_from_db()
    assert not post.is_live


def test_that_it_was_published_meanwhile_is_shown_to_a_publisher(anna_client, publisher_client, post):
    address = admin_address(post)
    mine = untouched(publisher_client.get(address), title="Still a draft, I think", _save="1")
    anna_client.post(address, untouched(anna_client.get(address), _publish="1"))
    told = {each.label: each.theirs for each in the_form_again(publisher_client.post(address, mine)).differences}
    assert told["State"] == "Published"


# Where nothing can be saved -----------------------------------------------------------------------------------------


def test_a_row_that_was_deleted_meanwhile_leaves_the_text_to_copy(editor_client, post):
    address = admin_address(post)
    mine = untouched(editor_client.get(address), title="Hours of work", body="<p>Long</p>")
    post.delete()
    answer = editor_client.post(address, mine)
    assert answer.status_code == 404
    assert "Somebody deleted this while you were writing" in answer.text
    assert "Hours of work" in answer.text
    assert "&lt;p&gt;Long&lt;/p&gt;" in answer.text
    assert "Try again" not in answer.text


def test_an_editor_whose_draft_was_published_meanwhile_keeps_the_text(editor_client, publisher_client, post):
    address = admin_address(post)
    mine = untouched(editor_client.get(address), title="Hours of work")
    post.publish()
    answer = editor_client.post(address, mine)
    assert answer.status_code == 403
    assert "This is live, so only a publisher can change it." in answer.text
    assert "Hours of work" in answer.text
    post.refresh_from_db()
    assert post.title == "As it was"


def test_an_address_that_names_no_row_is_no_fault(editor_client):
    for key in ("x", "999999999999999999999", "0"):
        assert editor_client.post(f"/admin/news/post/{key}/change/", {"title": "Typed"}).status_code == 404


def test_a_key_that_names_no_row_chooses_none(administrator_client, post):
    for model in admin.site._registry:
        try:
            address = admin_address(model, "changelist")
        except NoReverseMatch:
            continue
        # Each is left out by itself: one that were not would be asked of the database.
        keys = ["x", "\x00", "9" * 30, ""]
        answer = administrator_client.post(address, {"action": "delete_selected", "_selected_action": keys})
        assert answer.status_code < 500, model
    answer = administrator_client.post(
        "/admin/news/post/", {"action": "delete_selected", "_selected_action": ["x", post.pk], "post": "yes"}
    )
    assert answer.status_code == 302
    assert not Post.objects.exists()


def test_what_somebody_saved_at_the_same_moment_stands_and_nothing_typed_is_lost(editor_client, post, monkeypatch):
    with monkeypatch.context() as patch:
        # Both looked before either had saved.
        patch.setattr(ModelForm, "validate_unique", lambda form: None)
        empty = editor_client.get("/admin/news/post/add/")
        typed = untouched(empty, title="Hours of work", slug=post.slug, kind=post.kind, summary="In short.")
        answer = editor_client.post("/admin/news/post/add/", typed)
    assert answer.status_code == 409
    assert "Somebody saved something at the same moment" in answer.text
    assert "Hours of work" in answer.text
    again = editor_client.post("/admin/news/post/add/", untouched(answer))
    assert again.context["errors"]
    assert "Hours of work" in again.text
