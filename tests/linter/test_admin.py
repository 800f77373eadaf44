"""What editors see: remarks beside their texts, the list, and the screen on which one is set aside."""

import pytest
from cms.toolbar.utils import get_object_edit_url, get_object_preview_url
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from lscb_site.linter.keeping import read_again, read_all
from lscb_site.linter.models import LintRemark
from lscb_site.pages.writing import write_page
from tests.editing.browser_form import untouched
from tests.factories import EditionFactory, EditionFileFactory, PaperFactory, PostFactory
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/linter/lintremark/"
GUILTY = "<p>It has 40 pages. The report is <b>available here</b>.</p>"


@pytest.fixture
def post():
    return PostFactory(title="The report", body=GUILTY)


def form_of(post) -> str:
    return reverse("admin:news_post_change", args=[post.pk])


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def words(element) -> str:
    return " ".join(element.text_content().split())


def test_a_remark_stands_beside_its_text_with_the_sentence_and_the_words_marked(editor_client, post):
    form = page(editor_client, form_of(post))
    (remark,) = form.xpath("//*[@id='id_body_helptext']//*[@class='remark']")
    assert words(remark.find(".//q")) == "The report is available here."
    assert remark.find(".//mark").text == "is available here"
    assert "Make the words that name the thing a link" in words(remark)
    assert "1 sentence to look at" in words(form.xpath("//section[@class='advice']")[0])


def test_what_is_quoted_is_escaped(editor_client):
    post = PostFactory(summary="Click here & read “<b>”")
    form = page(editor_client, form_of(post))
    assert words(form.xpath("//*[@class='remark']//q")[0]) == "Click here & read “<b>”"


def test_a_remark_on_a_row_of_a_table_stands_at_the_top(editor_client, post):
    PaperFactory(post=post, label="The agenda")
    PaperFactory(post=post, label="Click here")
    (told,) = page(editor_client, form_of(post)).xpath("//section[@class='advice']//*[@class='advice__left']")
    assert words(told).startswith("Document of this item: label")
    assert "Click here" in words(told)


def test_a_remark_on_a_file_stands_beside_that_file(editor_client):
    edition = EditionFactory()
    EditionFileFactory(edition=edition, title="The protocol", content=b"one")
    EditionFileFactory(edition=edition, role="appendix", title="DRAFT – DO NOT SHARE", content=b"two")
    form = page(editor_client, reverse("admin:resources_edition_change", args=[edition.pk]))
    (remark,) = form.xpath("//*[contains(@class, 'inline-related')]//*[@class='remark']")
    beside = remark.xpath("ancestor::*[contains(@class, 'form-row')][1]//input[@type='text']/@value")
    assert beside == ["DRAFT – DO NOT SHARE"]


def test_what_has_no_field_in_the_form_stands_at_its_top(editor_client, editor):
    blocks = [("text", "<p>The CMT decides.</p>")]
    made = write_page(reverse_id="a", title="A", slug="a", created_by=editor, blocks=blocks, publish=False)
    content = made.pagecontent_set(manager="admin_manager").get()
    form = page(editor_client, reverse("admin:cms_pagecontent_change", args=[content.pk]))
    assert "The CMT decides." in words(form.xpath("//section[@class='advice']//q")[0])


def test_nothing_is_said_where_there_is_nothing_to_say(editor_client):
    form = page(editor_client, form_of(PostFactory(body="<p>It has 40 pages.</p>")))
    assert not form.xpath("//*[@class='advice' or @class='remark']")


def test_it_stops_nobody_from_saving_and_publishing(publisher_client, post, django_capture_on_commit_callbacks):
    form = untouched(publisher_client.get(form_of(post)), summary="Put right.", _publish="1")
    with django_capture_on_commit_callbacks(execute=True):
        publisher_client.post(form_of(post), form)
    post.refresh_from_db()
    assert post.is_live
    row = LintRemark.objects.get()
    assert (row.is_live, row.sentence) == (True, "The report is available here.")


def test_a_page_that_is_published_is_listed_at_once(editor, django_capture_on_commit_callbacks):
    blocks = [("text", "<p>The CMT decides.</p>")]
    with django_capture_on_commit_callbacks(execute=True):
        write_page(reverse_id="a", title="A", slug="a", created_by=editor, blocks=blocks)
    assert LintRemark.objects.get().is_live


@pytest.mark.django_db(transaction=True)
def test_a_linter_that_fails_holds_nobody_up(publisher_client, post, monkeypatch):
    form = untouched(publisher_client.get(form_of(post)), summary="Put right.", _save="1")
    monkeypatch.setattr("lscb_site.linter.keeping.remarks_on", lambda *_: 1 / 0)
    publisher_client.post(form_of(post), form)
    post.refresh_from_db()
    assert post.summary == "Put right."


def test_who_says_that_it_is_right_gives_a_reason_and_sees_it_no_more(editor_client, editor, post):
    remark = page(editor_client, form_of(post)).xpath("//*[@class='remark__aside']/@href")[0]
    screen = editor_client.get(remark, follow=True)
    (address, _) = screen.redirect_chain[-1]
    editor_client.post(address, {"set_aside_because": "It is a quotation.", "_save": "1"})
    row = LintRemark.objects.get()
    assert (row.set_aside_because, row.set_aside_by) == ("It is a quotation.", editor)
    assert row.set_aside_at is not None
    assert not page(editor_client, form_of(post)).xpath("//*[@class='remark']")
    screen = page(editor_client, f"{LIST}{row.pk}/change/")
    assert screen.xpath("//input[@name='set_aside_because']/@value") == ["It is a quotation."]

    editor_client.post(f"{LIST}{row.pk}/change/", {"set_aside_because": "", "_save": "1"})
    assert page(editor_client, form_of(post)).xpath("//*[@class='remark']")


def test_a_remark_whose_sentence_has_changed_leads_to_the_list(editor_client, post):
    remark = page(editor_client, form_of(post)).xpath("//*[@class='remark__aside']/@href")[0]
    post.body = "<p>It has 40 pages.</p>"
    post.save()
    assert "This sentence has changed since." in editor_client.get(remark, follow=True).content.decode()


def test_the_list_has_what_readers_have_first_and_leads_to_each_form(editor_client, post):
    live = PostFactory(title="Live", body="<p>Click here.</p>", live=True)
    read_all()
    listed = page(editor_client, LIST)
    assert listed.xpath("//td[@class='field-stands_in']/a/@href") == [form_of(live), form_of(post)]
    drafts = page(editor_client, f"{LIST}?waits=draft")
    assert drafts.xpath("//td[@class='field-stands_in']/a/@href") == [form_of(post)]
    LintRemark.objects.filter(source_id=post.pk).update(is_live=True, code="number")
    by_harm = page(editor_client, LIST).xpath("//td[@class='field-stands_in']/a/@href")
    assert by_harm == [form_of(post), form_of(live)]
    assert not page(editor_client, f"{LIST}?code=jargon").xpath("//td[@class='field-stands_in']")


def test_what_was_set_aside_is_listed_only_where_it_is_asked_for(editor_client, post):
    read_again(post)
    row = LintRemark.objects.get()
    editor_client.post(f"{LIST}{row.pk}/change/", {"set_aside_because": "It is a quotation.", "_save": "1"})
    assert not page(editor_client, LIST).xpath("//td[@class='field-stands_in']")
    assert page(editor_client, f"{LIST}?waits=aside").xpath("//td[@class='field-stands_in']")


def test_the_list_costs_the_same_whatever_its_length(editor_client, post, django_assert_num_queries):
    read_all()
    editor_client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        editor_client.get(LIST)
    for _ in range(5):
        PostFactory(body=GUILTY)
    read_all()
    with django_assert_num_queries(len(few)):
        editor_client.get(LIST)


def test_a_page_says_in_its_toolbar_how_many_sentences_wait(editor_client, editor):
    blocks = [("text", "<p>The CMT decides. Click here.</p>")]
    made = write_page(reverse_id="a", title="A", slug="a", created_by=editor, blocks=blocks, publish=False)
    content = made.pagecontent_set(manager="admin_manager").get()
    for address in (get_object_edit_url(content), get_object_preview_url(content)):
        toolbar = editor_client.get(address).content.decode()
        assert "Words to look at (2)" in toolbar
    listed = editor_client.get(f"{LIST}of/cms.pagecontent/{content.pk}/", follow=True)
    assert {row.code for row in listed.context["cl"].result_list} == {"jargon", "promise"}


def test_only_staff_who_may_look_are_answered(client, post):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(f"{LIST}of/news.post/{post.pk}/").status_code == 403
    assert LintRemark.objects.count() == 0


@pytest.mark.parametrize("address", ["of/news.post/999999/", "of/auth.user/1/", "of/nothing/1/"])
def test_a_thing_that_is_not_there_is_not_found(editor_client, address):
    assert editor_client.get(f"{LIST}{address}").status_code == 404
