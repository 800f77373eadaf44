import pytest
from django.urls import reverse


def paste(client, html, query="", **headers):
    return client.post(reverse("pasted") + query, html, content_type="text/html", headers=headers)


@pytest.mark.django_db
def test_what_is_pasted_is_tidied_and_what_went_is_told(editor_client):
    answer = paste(editor_client, "<h1>Title</h1><p>Words <img src='cid:1'></p>")
    assert answer.status_code == 200
    assert answer.json()["html"] == "<h2>Title</h2><p>Words</p>"
    assert answer.json()["removed"].startswith("Removed: 1 picture. Pictures: this text cannot hold them.")


@pytest.mark.django_db
def test_on_a_page_a_picture_has_its_own_block(editor_client):
    removed = paste(editor_client, "<img src='cid:1'>", "?page").json()["removed"]
    assert removed == "Removed: 1 picture. Pictures: add them to the page with the block “Picture”, beside this text."
