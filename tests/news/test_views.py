from datetime import UTC, date, datetime

import pytest

from tests.factories import (
    EditionFactory,
    EditorFactory,
    LiveDocumentFactory,
    PaperFactory,
    PostFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


def test_the_list_shows_what_is_live_newest_first(client):
    old = PostFactory(live=True, date=date(2013, 9, 1))
    new = PostFactory(live=True, date=date(2015, 6, 19))
    for state in ("scheduled", "expired", "withdrawn"):
        PostFactory(**{state: True})
    PostFactory()

    assert list(client.get("/news/").context["object_list"]) == [new, old]


def test_the_list_is_what_visitors_see_for_staff_too(client):
    PostFactory()
    client.force_login(EditorFactory())

    assert not client.get("/news/").context["object_list"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kind=conference", ["Conference 2015"]),
        ("year=2013", ["Report 2013"]),
        ("kind=report&year=2015", []),
        ("kind=rubbish", ["Conference 2015", "Report 2013"]),
        ("year=rubbish&kind=report", ["Report 2013"]),
    ],
)
def test_filters(client, query, titles):
    PostFactory(live=True, title="Report 2013", kind="report", date=date(2013, 12, 17))
    PostFactory(
        live=True, title="Conference 2015", kind="conference", date=date(2015, 6, 19), event_starts=date(2015, 6, 19)
    )

    assert [post.title for post in client.get(f"/news/?{query}").context["object_list"]] == titles


def test_a_bad_filter_says_so_beside_the_field(client):
    PostFactory(live=True)
    form = client.get("/news/?kind=rubbish").context["filter_form"]

    assert form.errors["kind"] == ["Choose one from the list."]


@pytest.mark.parametrize(("asked", "shown"), [("1", 1), ("2", 2), ("99", 2), ("-1", 2), ("two", 1), ("", 1)])
def test_a_page_that_is_not_there_gets_a_friendly_answer(client, asked, shown):
    for _ in range(21):
        PostFactory(live=True)

    response = client.get("/news/", {"page": asked})

    assert response.status_code == 200
    assert response.context["page_obj"].number == shown
    assert bool(response.context["page_note"]) is (asked not in ("1", "2", ""))


def test_the_links_between_pages_keep_the_filters(client):
    for _ in range(21):
        PostFactory(live=True, kind="report")

    html = client.get("/news/?kind=report&page=1").content.decode()

    assert "?kind=report&amp;page=2" in html


def test_a_post_lists_its_live_papers_and_keeps_quiet_about_drafts(client):
    post = PostFactory(live=True)
    live = PaperFactory(post=post, document=LiveDocumentFactory(title="The agenda"))
    PaperFactory(post=post, document__title="The secret draft")

    response = client.get(post.get_absolute_url())

    assert [paper for paper, *_ in response.context["papers"]] == [live]
    assert "The secret draft" not in response.content.decode()


@pytest.mark.parametrize("attach", [PaperFactory, SessionFactory])
def test_a_paper_that_is_kept_at_an_edition_leads_to_that_edition_and_says_superseded(client, attach):
    document = LiveDocumentFactory(title="The protocol")
    EditionFactory(document=document, live=True, label="2015 edition")
    first = document.editions.get(number=1)
    row = attach(post=PostFactory(live=True), document=document, edition=first)

    html = client.get(row.post.get_absolute_url()).text

    assert f'href="{first.get_absolute_url()}"' in html
    assert "Superseded" in html


@pytest.mark.parametrize("attach", [PaperFactory, SessionFactory])
def test_a_paper_that_keeps_no_edition_leads_to_whatever_is_the_newest(client, attach):
    document = LiveDocumentFactory()
    row = attach(post=PostFactory(live=True), document=document)
    EditionFactory(document=document, live=True)

    html = client.get(row.post.get_absolute_url()).text

    assert f'href="{document.get_absolute_url()}"' in html
    assert "Superseded" not in html


@pytest.mark.parametrize(("number", "groups"), [(6, []), (7, ["Agendas", "Guidance", "Presentations"])])
def test_many_papers_stand_in_the_text_under_what_they_are(client, number, groups):
    post = PostFactory(live=True)
    kinds = ["agenda", "guidance", *["presentation"] * (number - 2)]
    for position, kind in enumerate(kinds):
        PaperFactory(post=post, document=LiveDocumentFactory(kind=kind, title=f"Paper {position}"), position=position)

    answer = client.get(post.get_absolute_url())

    assert [heading for heading, _ in answer.context["groups"]] == groups
    page = answer.content.decode()
    assert page.count('id="papers"') == 1
    assert ("<aside" in page) == (not groups)
    for position in range(number):
        assert page.count(f">Paper {position}<") == 1


@pytest.mark.parametrize(("year", "is_told"), [(2015, True), (2026, False)])
def test_a_list_without_anything_new_says_from_when_its_newest_item_is(client, time_machine, year, is_told):
    time_machine.move_to(datetime(2026, 11, 26, tzinfo=UTC))
    PostFactory(live=True, date=date(year, 6, 19), publish_from=datetime(2026, 11, 1, tzinfo=UTC))
    page = client.get("/news/?year=2013").content.decode()
    assert ("This is an archive" in page) == is_told
    assert (f"19 June {year}</time>." in page) == is_told


@pytest.mark.parametrize(("number", "is_short"), [(19, True), (20, False)])
def test_a_short_list_folds_its_filters_unless_one_is_in_force(client, number, is_short):
    PostFactory.create_batch(number, live=True)
    page = client.get("/news/").content.decode()
    assert ("narrow--short" in page) == is_short
    assert '<details class="narrow' in page
    assert " open>" not in page
    assert " open>" in client.get("/news/?year=2013").content.decode()
    assert " open>" in client.get("/news/?year=rubbish").content.decode()


@pytest.mark.parametrize(("day", "words"), [(date(2015, 6, 19), "We do not have"), (date(2999, 6, 19), "to follow")])
def test_a_session_without_a_paper_says_so_and_promises_one_only_before_the_day(client, day, words):
    post = PostFactory(live=True, kind="conference", event_starts=day, papers_to_follow=True)
    SessionFactory(post=post, title="Complex Case Transitions")

    text = client.get(post.get_absolute_url()).text
    assert {each for each in ("We do not have", "to follow") if each in text} == {words}


def test_a_draft_is_a_preview_for_staff_and_not_found_for_visitors(client):
    post = PostFactory()
    assert client.get(post.get_absolute_url()).status_code == 404

    client.force_login(EditorFactory())
    assert "Draft: only staff can see this page." in client.get(post.get_absolute_url()).text


def test_a_withdrawn_post_says_why_and_where_to_go(client):
    post = PostFactory(withdrawn=True, withdrawn_reason="The date was wrong.", withdrawn_to="/news/")

    response = client.get(post.get_absolute_url())

    assert response.status_code == 410
    assert "The date was wrong." in response.content.decode()
    assert 'href="/news/"' in response.content.decode()


def test_previous_and_next_are_live_posts(client):
    older = PostFactory(live=True, date=date(2013, 1, 1))
    PostFactory(date=date(2014, 1, 1))
    newer = PostFactory(live=True, date=date(2015, 1, 1))

    assert client.get(newer.get_absolute_url()).context["older"] == older


def test_the_years_to_choose_are_those_that_have_posts_newest_first(client):
    for year in (2013, 2015, 2013):
        PostFactory(date=date(year, 5, 1), live=True)
    PostFactory(date=date(2020, 5, 1))

    form = client.get("/news/").context["filter_form"]

    assert [value for value, _ in form.fields["year"].choices] == ["", "2015", "2013"]
