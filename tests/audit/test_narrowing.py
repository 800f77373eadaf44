"""What the list is narrowed to: a person, a kind of act, days, a thing; and how one gets there from a thing."""

import pytest
from django.urls import reverse
from lxml import html

from lscb_site.audit import admin as audit_admin
from lscb_site.audit.acts import Act
from lscb_site.audit.models import Entry
from lscb_site.audit.recording import record
from lscb_site.pages.writing import write_page
from tests.audit.entries import EXPORT, LIST, at, lines
from tests.factories import ContactPointFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_by_a_person_with_what_was_done_to_them(administrator_client):
    pat, sam = UserFactory(first_name="Pat"), UserFactory(first_name="Sam")
    record(Act.SIGNED_IN, person=pat)
    record(Act.ROLE_GIVEN, person=sam, about=pat, detail="Editor")
    record(Act.SIGNED_IN, person=sam)
    assert lines(administrator_client.get(LIST, {"person": pat.pk})) == ["Sam made Pat an Editor.", "Pat signed in."]


def test_only_people_who_are_in_it_are_offered(administrator_client):
    record(Act.SIGNED_IN, person=UserFactory(first_name="Pat"))
    UserFactory(first_name="Nobody at all")
    text = administrator_client.get(LIST).text
    assert ">Pat</option>" in text
    assert "Nobody at all" not in text


def test_by_a_kind_of_act(administrator_client):
    record(Act.SIGNED_IN)
    record(Act.ERASED)
    assert lines(administrator_client.get(LIST, {"act": "erased"})) == ["The site itself erased a file."]


def test_by_days_of_london_both_of_them_whole(administrator_client):
    """The clocks go forward on 29 March: midnight of the 30th is 23:00 in Greenwich."""
    moments = [at(28, 23, 59), at(29, 0), at(29, 23, 59), at(30, 0)]
    for number, moment in enumerate(moments):
        Entry.objects.create(at=moment, act=Act.IMPORTED.value, thing_model="news.post", detail=str(number))
    answer = administrator_client.get(LIST, {"since": "29 March 2026", "until": "29/3/2026"})
    assert [line[-3] for line in lines(answer)] == ["2", "1"]


def test_by_a_thing_which_is_named_above(administrator_client):
    post, other = PostFactory(title="Conference"), PostFactory()
    for each in (post, other):
        record(Act.PUBLISHED, thing=each)
    (link,) = html.fromstring(administrator_client.get(LIST).text).xpath("//td/a[contains(., 'Conference')]/@href")
    answer = administrator_client.get(f"{LIST}{link}")
    assert lines(answer) == ["The site itself published the news item “Conference”."]
    assert "What was done to the news item “Conference”" in answer.text


@pytest.mark.parametrize("make", [PostFactory, ContactPointFactory])
def test_the_history_of_a_thing_leads_to_it_for_administrators(administrator_client, publisher_client, make):
    item = make()
    record(Act.WITHDRAWN, thing=item)
    history = reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_history", args=[item.pk])
    (link,) = html.fromstring(administrator_client.get(history).text).xpath("//p[@class='audit-link']/a/@href")
    assert len(lines(administrator_client.get(link))) == 1
    assert "audit-link" not in publisher_client.get(history).text


def test_the_history_of_a_person_leads_to_what_they_did(administrator_client):
    pat = UserFactory(first_name="Pat")
    record(Act.SIGNED_IN, person=pat)
    record(Act.SIGNED_IN)
    page = administrator_client.get(reverse("admin:auth_user_history", args=[pat.pk]))
    (link,) = html.fromstring(page.text).xpath("//p[@class='audit-link']/a/@href")
    assert lines(administrator_client.get(link)) == ["Pat signed in."]


def test_the_versions_of_a_page_lead_to_what_was_done_to_it(administrator_client, publisher_client, publisher):
    page = write_page(reverse_id="hubs", title="Hubs", slug="hubs", created_by=publisher)
    versions = reverse("admin:djangocms_versioning_pagecontentversion_changelist") + f"?page={page.pk}&language=en-gb"
    (link,) = html.fromstring(administrator_client.get(versions).text).xpath("//p[@class='audit-link']/a/@href")
    assert lines(administrator_client.get(link)) == ["Pat Smith published the page “Hubs” (version 1)."]
    assert "audit-link" not in publisher_client.get(versions).text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"since": "the other day"}, "Write a day like 18 March 2015"),
        ({"since": "2 March 2026", "until": "1 March 2026"}, "The last day comes before the first."),
        ({"person": "999999"}, "Select a valid choice"),
        ({"person": "x"}, "Select a valid choice"),
        ({"act": "danced"}, "Select a valid choice"),
    ],
)
@pytest.mark.parametrize("address", [LIST, EXPORT])
def test_what_cannot_be_read_is_said_beside_it_and_shows_nothing(administrator_client, asked, sentence, address):
    record(Act.SIGNED_IN)
    answer = administrator_client.get(address, asked)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "Nothing is shown until that is put right." in answer.text
    assert lines(answer) == []
    assert all(value in answer.text for name, value in asked.items() if name in ("since", "until"))


@pytest.mark.parametrize("thing", ["no.model:1", "news.post:1", "news.post:999999999999999999", "x", "news.post:-1"])
def test_a_thing_that_is_not_there_shows_nothing_and_fails_nowhere(administrator_client, thing):
    record(Act.SIGNED_IN)
    for address in (LIST, EXPORT):
        assert administrator_client.get(address, {"thing": thing, "page": "x"}).status_code == 200


def test_nothing_found_says_so(administrator_client):
    record(Act.SIGNED_IN)
    assert "Nothing like that is recorded." in administrator_client.get(LIST, {"act": "erased"}).text


def test_pages_keep_what_it_is_narrowed_to(administrator_client, monkeypatch):
    monkeypatch.setattr(audit_admin, "ON_A_PAGE", 2)
    for number in range(3):
        record(Act.IMPORTED, thing=PostFactory._meta.model, detail=str(number))
    record(Act.SIGNED_IN)
    first = administrator_client.get(LIST, {"act": "imported"})
    (older,) = html.fromstring(first.text).xpath("//nav[@class='paginator']//a[text()='Older']/@href")
    second = administrator_client.get(f"{LIST}{older}")
    assert [line[-3] for line in lines(first) + lines(second)] == ["2", "1", "0"]
