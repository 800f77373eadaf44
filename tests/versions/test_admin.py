"""The screens of versions and of drafts, by role, from the form that an editor has before them."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb_site.versions.drafting import draft_of
from lscb_site.versions.keeping import keep
from lscb_site.versions.models import Version
from news.models import Post
from tests.editing.browser_form import untouched
from tests.factories import (
    PaperFactory,
)
from tests.versions.forms import address

pytestmark = pytest.mark.django_db


# The list and the comparison ----------------------------------------------------------------------------------------


def test_the_list_says_which_readers_see_and_leads_to_each(editor_client, post):
    form = editor_client.get(address(post))
    assert address(post, "versions") in form.text
    page = editor_client.get(address(post, "versions")).text
    assert "Readers see version 2." in page
    assert address(post, "version", 1) in page
    assert address(post, "restore", 1) in page
    assert address(post, "restore", 2) not in page


def test_a_long_list_costs_no_more_queries_than_a_short_one(publisher_client, post, django_assert_num_queries):
    publisher_client.get(address(post, "versions"))  # what a process remembers from then on
    with CaptureQueriesContext(connection) as short:
        publisher_client.get(address(post, "versions"))
    for number in range(20):
        post.title = f"Title {number}"
        post.save()
    with django_assert_num_queries(len(short)):
        page = publisher_client.get(address(post, "versions"))
    assert len(page.context["versions"]) == 22


def test_a_comparison_marks_the_words(editor_client, post):
    page = editor_client.get(address(post, "version", 1)).text.partition('class="change__text"')[2]
    assert "Frist" in page.partition("<ins>")[2].partition("</ins>")[0]
    assert "First" in page.partition("<del>")[2].partition("</del>")[0]
    assert "One two three" not in page
    assert "Both say the same." in editor_client.get(address(post, "version", 2)).text
    assert editor_client.get(address(post, "version", 9)).status_code == 404


def test_what_a_version_says_is_escaped(editor_client, post):
    Post.objects.filter(pk=post.pk).update(title="<script>alert(1)</script>")
    keep(post)
    page = editor_client.get(address(post, "version", 1)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("screen", ["versions", "draft", "discard"])
def test_whoever_may_not_see_the_item_sees_none_of_it(editor, editor_client, post, screen):
    editor.groups.clear()
    editor.is_staff = True
    editor.save()
    editor.user_permissions.add(Permission.objects.get(codename="view_document"))
    assert editor_client.get(address(post, screen)).status_code == 403
    assert editor_client.get(address(post, "version", 1)).status_code == 403
    assert editor_client.post(address(post, "restore", 1)).status_code == 403
    assert not Version.objects.drafts().exists()


def test_whoever_may_only_see_it_writes_no_draft(editor, editor_client, post):
    editor.groups.clear()
    editor.is_staff = True
    editor.save()
    editor.user_permissions.add(Permission.objects.get(codename="view_post"))
    assert "Restore" not in editor_client.get(address(post, "versions")).text
    assert editor_client.post(address(post, "restore", 1)).status_code == 403
    assert editor_client.get(address(post, "draft")).status_code == 403


def test_a_visitor_is_led_to_the_sign_in(client, post):
    assert "/login/" in client.get(address(post, "versions")).url


# Restoring ----------------------------------------------------------------------------------------------------------


def test_a_mistaken_publishing_is_undone_in_three_clicks(publisher_client, client, post):
    form = publisher_client.get(address(post))
    listed = publisher_client.get(address(post, "versions"))  # 1: Versions
    assert address(post, "versions") in form.text
    assert address(post, "restore", 1) in listed.text
    restored = publisher_client.post(address(post, "restore", 1), follow=True)  # 2: Restore as a draft
    assert "You are writing version 3." in restored.text
    publisher_client.post(address(post, "draft"), untouched(restored, _publish_version="1"))  # 3: Publish this version
    assert "Frist title" in client.get(post.get_absolute_url()).text


def test_restoring_is_never_done_by_a_link(editor_client, post):
    assert editor_client.get(address(post, "restore", 1)).status_code == 405
    assert draft_of(post) is None


def test_a_withdrawn_item_is_restored_by_a_publisher_into_its_own_form(editor_client, publisher_client, post):
    post.withdraw("Out of date.")
    assert editor_client.post(address(post, "restore", 1)).status_code == 403
    answer = publisher_client.post(address(post, "restore", 1), follow=True)
    assert "The form says what version 1 said." in answer.text
    assert Post.objects.get().title == "Frist title"


def test_what_is_gone_is_told_where_it_is_restored(publisher_client, post):
    paper = PaperFactory(post=post)
    keep(post)
    number = Version.objects.of(post).published().get().number
    paper.delete()
    paper.document.delete()
    answer = publisher_client.post(address(post, "restore", number), follow=True)
    assert "Document: what was chosen is not there any more." in answer.text


def test_saving_what_is_live_keeps_what_was_written_behind_the_models_backs(publisher_client, publisher, post):
    Post.objects.filter(pk=post.pk).update(title="By an update")
    form = publisher_client.get(address(post))
    publisher_client.post(address(post), untouched(form, title="By hand", _save="1"))
    kept = [(version.data["fields"]["title"], version.made_by) for version in Version.objects.of(post)[:2]]
    assert kept == [("By hand", publisher), ("By an update", None)]
