import pytest
from django.test import Client
from django.urls import reverse

from lscb_site.pages.pasting import LONGEST


def paste(client, html, query="", **headers):
    return client.post(reverse("admin:pasted") + query, html, content_type="text/html", headers=headers)


@pytest.mark.django_db
def test_what_is_pasted_is_tidied_and_what_went_is_told(editor_client):
    answer = paste(editor_client, "<h1>Title</h1><p>Words <img src='cid:1'></p>")
    assert answer.status_code == 200
    assert answer.json()["html"] == "<h2>Title</h2><p>Words</p>"
    assert answer.json()["removed"].startswith("Removed: 1 picture. Pictures: this text cannot hold them.")


@pytest.mark.django_db
def test_it_is_for_staff_who_send_the_token_of_their_page(client, editor):
    address = reverse("admin:pasted")
    assert "text/html" in client.post(address, "<p>A</p>", content_type="text/html").headers["Content-Type"]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert paste(strict, "<p>A</p>").status_code == 403
    assert strict.get(address).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("size", [LONGEST + 1, 6_000_000])
def test_what_is_too_long_is_refused_in_words(editor_client, size):
    answer = paste(editor_client, "x" * size)
    assert answer.status_code == 413
    assert "too long" in answer.json()["problem"]


@pytest.mark.django_db
def test_nothing_that_is_sent_is_a_fault(editor_client):
    for sent in (b"", b"\xff\xfe<p>", b"\x00<h1>", "<p>\ud800".encode("utf-8", "surrogatepass")):
        assert editor_client.post(reverse("admin:pasted"), sent, content_type="text/html").status_code == 200


@pytest.mark.django_db
def test_on_a_page_a_picture_has_its_own_block(editor_client):
    removed = paste(editor_client, "<img src='cid:1'>", "?page").json()["removed"]
    assert removed == "Removed: 1 picture. Pictures: add them to the page with the block “Picture”, beside this text."
