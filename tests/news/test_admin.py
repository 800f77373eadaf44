import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from news.models import Paper, Post
from resources.models import Document
from tests.factories import DocumentFactory, PaperFactory, PostFactory
from tests.publishing.test_admin import LIST, change, typed
from tests.samples.documents import pdf

pytestmark = pytest.mark.django_db


def upload(name, **kwargs):
    return SimpleUploadedFile(name, pdf(**kwargs))


def test_files_chosen_in_one_dialogue_become_draft_documents_attached_in_order(editor_client, client):
    files = [upload("Early_help-strategy.pdf", text="One"), upload("b.pdf", text="Two", title="Learning from reviews")]
    answer = editor_client.post(f"{LIST}add/", typed(_preview="1", new_documents=files))
    post = Post.objects.get()
    papers = list(post.papers.all())
    assert [paper.document.title for paper in papers] == ["Early help strategy", "Learning from reviews"]
    assert {paper.document.state for paper in papers} == {"draft"}
    preview = editor_client.get(f"{answer.url}page/").text
    assert "Early help strategy" in preview
    assert "PDF" in preview
    for paper in papers:
        file = paper.document.editions.get().main_file
        assert editor_client.get(file.get_absolute_url()).status_code == 200
        assert client.get(file.get_absolute_url()).status_code == 404
        assert client.get(paper.document.get_absolute_url()).status_code == 404


def test_a_publisher_publishes_the_item_with_its_new_documents_at_once(publisher_client, client):
    publisher_client.post(f"{LIST}add/", typed(_publish="1", new_documents=[upload("paper.pdf")]))
    post, document = Post.objects.get(), Document.objects.get()
    assert post.is_live
    assert client.get(document.get_absolute_url()).status_code == 200
    assert client.get(document.current_edition.main_file.get_absolute_url()).status_code == 200
    for address in ("/news/", "/news/feed.atom", "/sitemap.xml"):
        assert post.get_absolute_url() in client.get(address).text


def test_a_refused_file_is_named_beside_the_field_and_what_was_typed_is_kept(editor_client):
    files = [upload("good.pdf"), SimpleUploadedFile("page.pdf", b"<html><body>Hello</body></html>")]
    answer = editor_client.post(f"{LIST}add/", typed(_preview="1", title="Typed with care", new_documents=files))
    errors = answer.context["adminform"].form.errors["new_documents"]
    assert errors[0].startswith("“page.pdf”: This is a web page")
    assert not any("good.pdf" in error for error in errors)
    assert 'value="Typed with care"' in answer.text
    assert not Post.objects.exists()
    assert not Document.objects.exists()


def test_a_file_that_the_library_has_is_attached_and_not_added_twice(editor_client):
    content = pdf(text="Known")  # made once: each making has an identity of its own
    known, _ = Document.objects.from_upload(SimpleUploadedFile("known.pdf", content))
    again = SimpleUploadedFile("again.pdf", content)
    answer = editor_client.post(f"{LIST}add/", typed(_save="1", new_documents=[again]), follow=True)
    assert Post.objects.get().papers.get().document == known
    assert Document.objects.count() == 1
    assert "The library has this file already" in answer.text


def test_new_documents_come_after_those_already_attached(editor_client):
    post = PostFactory()
    first = PaperFactory(post=post, position=7)
    rows = {
        "papers-TOTAL_FORMS": 1,
        "papers-INITIAL_FORMS": 1,
        "papers-0-id": first.pk,
        "papers-0-post": post.pk,
        "papers-0-document": first.document.pk,
        "papers-0-position": 7,
    }
    editor_client.post(change(post), typed(_save="1", new_documents=[upload("new.pdf")], **rows))
    assert list(post.papers.values_list("position", flat=True)) == [7, 8]


def test_documents_of_the_library_are_found_by_typing(editor_client):
    document = DocumentFactory(title="The CSE protocol")
    DocumentFactory(title="Another")
    found = editor_client.get(
        reverse("admin:autocomplete"),
        {"term": "protocol", "app_label": "news", "model_name": "paper", "field_name": "document"},
    )
    assert [row["id"] for row in found.json()["results"]] == [str(document.pk)]


def test_a_draft_with_papers_is_deleted_and_its_documents_stay(editor_client):
    paper = PaperFactory()
    editor_client.post(reverse("admin:news_post_delete", args=[paper.post.pk]), {"post": "yes"})
    assert not Paper.objects.exists()
    assert Document.objects.exists()
