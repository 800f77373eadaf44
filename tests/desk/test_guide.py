"""The guide in the admin, for staff alone, and the help that leads to it."""

import pytest
from django.urls import reverse

from lscb_site.desk.guide import PICTURES


@pytest.mark.django_db
def test_staff_read_it_and_see_its_pictures(client, editor, subtests):
    client.force_login(editor)
    page = client.get("/admin/guide/")
    assert "<h2" in page.content.decode()
    for file in sorted(PICTURES.iterdir()):
        with subtests.test(file.name):
            address = f"img/guide/{file.name}"
            assert f'src="{address}"' in page.content.decode()
            answer = client.get(f"/admin/guide/{address}")
            assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
            assert b"".join(answer.streaming_content) == file.read_bytes()
    assert client.get("/admin/guide/img/guide/none.png").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/guide/", "/admin/guide/img/guide/desk.png"])
def test_nobody_else_does(client, path):
    assert client.get(path).url == f"{reverse('admin:login')}?next={path}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("screen", "part"),
    [("admin:index", "the-desk"), ("admin:news_post_add", "write-news"), ("admin:news_post_changelist", "write-news")],
)
def test_a_screen_leads_to_its_part(client, editor, screen, part):
    client.force_login(editor)
    assert f'<a href="/admin/guide/#{part}">Help with this screen</a>' in client.get(reverse(screen)).content.decode()
