from datetime import timedelta

import pytest
from django.utils import timezone

from lscb_site.notices.models import Notice, SiteWords
from lscb_site.pages.writing import write_page
from tests.factories import NoticeFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/notices/notice/add/"
WORDS = "/admin/notices/sitewords/"


def typed(**changes):
    """As the form sends it."""
    facts = {"level": "2", "title": "Closed", "text": "", "link": "", "link_words": "", "place": "site", "page": ""}
    until = timezone.localtime() + timedelta(days=3)
    when = {f"publish_{end}_{part}": "" for end in ("from", "until") for part in (0, 1)}
    return facts | when | {"publish_until_0": f"{until:%d/%m/%Y}", "publish_until_1": "12:00"} | changes


def test_an_editor_drafts_and_does_not_publish(editor_client):
    assert editor_client.post(ADD, typed(_save="1")).status_code == 302
    notice = Notice.objects.get()
    assert notice.state == "draft"
    assert editor_client.post(ADD, typed(_publish="1")).status_code == 403
    assert editor_client.get(f"/admin/notices/notice/{notice.pk}/change/").status_code == 200


def test_what_is_live_is_a_publishers(editor_client, publisher_client):
    notice = NoticeFactory(live=True)
    address = f"/admin/notices/notice/{notice.pk}/change/"
    assert editor_client.post(address, typed(title="Mine")).status_code == 403
    facts = typed(title="Mine", publish_from_0="01/03/2026", publish_from_1="12:00", _save="1")
    assert publisher_client.post(address, facts).status_code == 302
    notice.refresh_from_db()
    assert notice.title == "Mine"


def test_a_publisher_publishes(publisher_client):
    publisher_client.post(ADD, typed(_publish="1"))
    assert Notice.objects.get().is_live


def errors(answer):
    return answer.context["adminform"].form.errors


def test_without_an_end_it_is_not_published_and_keeps_what_was_typed(publisher_client):
    answer = publisher_client.post(ADD, typed(_publish="1", publish_until_0="", publish_until_1=""))
    assert list(errors(answer)) == ["publish_until"]
    assert "Closed" in answer.text


def test_half_a_link_and_half_a_place_are_told_beside_the_field(editor_client, admin_user):
    assert list(errors(editor_client.post(ADD, typed(link="/news/")))) == ["link_words"]
    assert list(errors(editor_client.post(ADD, typed(link_words="Read")))) == ["link"]
    assert list(errors(editor_client.post(ADD, typed(place="page")))) == ["page"]
    page = write_page(reverse_id="a", title="A", slug="a", created_by=admin_user)
    assert list(errors(editor_client.post(ADD, typed(page=str(page.pk))))) == ["page"]
    assert editor_client.post(ADD, typed(place="page", page=str(page.pk))).status_code == 302


def test_a_number_that_cannot_be_called_is_told_beside_the_text(editor_client):
    answer = editor_client.post(ADD, typed(text="Call 020 7946 00001 now."))
    assert list(errors(answer)) == ["text"]


def test_pages_are_offered_by_title_and_address_live_ones_only(editor_client, admin_user):
    write_page(reverse_id="a", title="Live one", slug="a", created_by=admin_user)
    write_page(reverse_id="b", title="Draft one", slug="b", created_by=admin_user, publish=False)
    text = editor_client.get(ADD).text
    assert "Live one (/a/)" in text
    assert "Draft one" not in text


def test_the_list_says_where_and_in_which_state(editor_client, admin_user):
    page = write_page(reverse_id="a", title="A", slug="a", created_by=admin_user)
    NoticeFactory(live=True, place="page", page=page)
    NoticeFactory(place="news")
    text = editor_client.get("/admin/notices/notice/").text
    assert "/a/" in text
    assert "status-live" in text
    assert "status-draft" in text


def test_a_form_of_the_list_costs_the_same_for_many(editor_client, django_assert_max_num_queries):
    NoticeFactory.create_batch(20, live=True)
    editor_client.get("/admin/notices/notice/")
    with django_assert_max_num_queries(12):
        editor_client.get("/admin/notices/notice/")


def test_only_an_administrator_changes_the_words_of_the_site(editor_client, publisher_client, administrator_client):
    for client in (editor_client, publisher_client):
        assert client.get(WORDS).status_code == 403
    assert administrator_client.get(WORDS).status_code == 200
    words = {"emergency_line": "In danger? Call 999", "owner_email": "", "owner_page": "", "owner_post": ""}
    address = f"{WORDS}1/change/"
    assert administrator_client.post(address, words).status_code == 302
    assert SiteWords.current().emergency_line == "In danger? Call 999"
    answer = administrator_client.post(address, words | {"emergency_line": "Call somebody", "owner_post": "Kept"})
    assert list(errors(answer)) == ["emergency_line"]
    assert "Kept" in answer.text
    assert SiteWords.current().emergency_line == "In danger? Call 999"
