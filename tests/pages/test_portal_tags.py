import json
from datetime import timedelta

import pytest
from cms.models import PageContent
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.utils import timezone

from lscb_site.pages.writing import write_page
from news.models import Post
from tests.factories import (
    AuthorityFactory,
    ContactPointFactory,
    HelplineFactory,
    LiveDocumentFactory,
    PostFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def told(rf, tag, path="/"):
    """What `{% tag as told %}` gives on the page at `path`."""
    request = rf.get(path)
    request.user = AnonymousUser()
    context = Context({"request": request})
    Template(f"{{% load portal %}}{{% {tag} as told %}}").render(context)
    return context["told"]


def page(user, name, **changes):
    return write_page(reverse_id=name, title=name.title(), slug=name, created_by=user, **changes)


def test_latest_posts_are_live_and_newest_first(rf):
    today = timezone.localdate()
    older = PostFactory(live=True, date=today - timedelta(days=2))
    newer = PostFactory(live=True, date=today)
    PostFactory()
    PostFactory(expired=True)
    assert told(rf, "latest_posts 3") == [newer, older]
    assert told(rf, "latest_posts 1") == [newer]


@pytest.mark.parametrize(("age", "heading"), [(364, "Latest news"), (365, "Latest news"), (367, "From the archive")])
def test_news_that_is_over_a_year_old_is_called_an_archive(rf, age, heading):
    PostFactory(live=True, date=timezone.localdate() - timedelta(days=age))
    PostFactory(live=True, date=timezone.localdate() - timedelta(days=age + 400))
    assert heading_of(rf) == heading


def test_news_to_come_and_no_news_are_no_archive(rf):
    assert heading_of(rf) == "Latest news"
    PostFactory(live=True, date=timezone.localdate() + timedelta(days=10))
    assert heading_of(rf) == "Latest news"


def heading_of(rf):
    request = rf.get("/")
    template = Template("{% load portal %}{% latest_posts 3 as posts %}{% news_heading posts %}")
    return template.render(Context({"request": request}))


def test_topics_are_those_under_which_there_is_something(rf):
    mash, cse, _ = TopicFactory(name="Zebra"), TopicFactory(name="Antelope"), TopicFactory(name="Unused")
    LiveDocumentFactory().topics.add(mash, cse)
    LiveDocumentFactory(state="draft").topics.add(TopicFactory(name="Drafts"))
    assert told(rf, "document_topics") == [(cse.slug, "Antelope"), (mash.slug, "Zebra")]


def test_featured_documents_are_live_featured_and_not_succeeded(rf):
    featured = LiveDocumentFactory(featured=True, edition__file__to_hand=True)
    LiveDocumentFactory()
    LiveDocumentFactory(featured=True, state="draft")
    LiveDocumentFactory(featured=True, succeeded_by=featured)
    assert told(rf, "featured_documents 4") == [featured]
    assert told(rf, "featured_documents 4")[0].current_edition == featured.editions.get()


def test_map_tiles_tell_whether_all_numbers_are_confirmed(rf):
    authority = AuthorityFactory()
    ContactPointFactory(authority=authority, confirmed=True)
    ContactPointFactory(authority=authority)
    (tile,) = told(rf, "the_directory").tiles
    assert (tile.pk, tile.state) == (authority.pk, "unconfirmed")


def test_helplines_come_in_the_boards_order(rf):
    second, first = HelplineFactory(position=2), HelplineFactory(position=1)
    assert told(rf, "helplines") == [first, second]


@pytest.mark.parametrize("tag", ["latest_posts 3", "featured_documents 4", "helplines"])
def test_an_empty_site_has_empty_lists(rf, tag):
    assert told(rf, tag) == []


def test_navigation_of_an_empty_site_has_the_sections(rf):
    assert [item.url for item in told(rf, "navigation")] == ["/news/", "/resources/", "/contacts/"]


def test_navigation_has_live_pages_in_tree_order(rf, admin_user):
    page(admin_user, "home", is_home=True, in_navigation=True)
    page(admin_user, "mash", in_navigation=True, menu_title="Hubs")
    page(admin_user, "terms")
    page(admin_user, "plans", in_navigation=True, publish=False)
    about = page(admin_user, "about", in_navigation=True)
    page(admin_user, "people", in_navigation=True, parent=about)
    assert [(item.title, item.url) for item in told(rf, "navigation")[3:]] == [
        ("Hubs", "/mash/"),
        ("About", "/about/"),
        ("People", "/about/people/"),
    ]


@pytest.mark.parametrize(
    ("path", "current"), [("/news/", "News"), ("/news/a-post/", "News"), ("/about/", "About"), ("/newsletter/", None)]
)
def test_navigation_marks_where_the_reader_is(rf, admin_user, path, current):
    page(admin_user, "about", in_navigation=True)
    marked = [item.title for item in told(rf, "navigation", path) if item.is_current]
    assert marked == ([current] if current else [])


def test_a_header_drawn_for_one_place_is_shown_at_no_other(rf):
    drawn = {path: told(rf, "header", path) for path in ("/", "/news/", "/news/a-post/", "/search/", "/elsewhere/")}
    at_home, leading = 'href="/" aria-current="page"', 'aria-current="{}">News</a>'.format
    assert [path for path in drawn if at_home in drawn[path]] == ["/"]
    assert [path for path in drawn if leading("page") in drawn[path]] == ["/news/"]
    assert [path for path in drawn if leading("true") in drawn[path]] == ["/news/a-post/"]
    assert [path for path in drawn if 'role="search"' not in drawn[path]] == ["/search/"]


def test_navigation_and_last_change_cost_three_queries_after_a_change_and_then_none(
    rf, admin_user, django_assert_num_queries
):
    for name in ("about", "mash", "terms"):
        page(admin_user, name, in_navigation=True)
    template = Template("{% load portal %}{% navigation as items %}{% last_changed as moment %}")
    for queries in (3, 0):
        with django_assert_num_queries(queries):
            template.render(Context({"request": rf.get("/about/")}))


def test_last_change_is_of_what_visitors_see(rf, admin_user):
    page(admin_user, "home", is_home=True)
    tomorrow, later = timezone.now() + timedelta(days=1), timezone.now() + timedelta(days=2)
    PostFactory.create_batch(2, live=True)
    seen, draft = PostFactory(live=True), PostFactory()
    Post.objects.filter(pk=seen.pk).update(updated_at=tomorrow)
    Post.objects.filter(pk=draft.pk).update(updated_at=later)
    assert told(rf, "last_changed") == tomorrow


def test_last_change_of_pages_is_the_latest_of_all(rf, admin_user):
    page(admin_user, "home", is_home=True)
    tomorrow = timezone.now() + timedelta(days=1)
    for name, moment in [("about", tomorrow), ("mash", tomorrow - timedelta(hours=1))]:
        PageContent.objects.filter(page=page(admin_user, name)).update(changed_date=moment)
    assert told(rf, "last_changed") == tomorrow


def test_last_change_of_an_empty_site_is_unknown(rf):
    assert told(rf, "last_changed") is None


def test_the_foot_is_drawn_once_and_anew_after_a_change(rf, admin_user):
    page(admin_user, "home", is_home=True)
    foot = told(rf, "foot")
    assert told(rf, "foot", "/news/") is foot
    assert "privacy" not in foot
    address = page(admin_user, "privacy").get_absolute_url()
    assert f'href="{address}"' in told(rf, "foot")


def test_structured_data_cannot_leave_its_element():
    data = {"name": "</script><!-- & é \u2028"}
    text = Template("{% load portal %}{% structured_data data %}").render(Context({"data": data}))
    opening, closing = '<script type="application/ld+json">', "</script>"
    assert text.startswith(opening)
    assert text.endswith(closing)
    inner = text[len(opening) : -len(closing)]
    assert not {"<", ">", "&"} & set(inner)
    assert json.loads(inner) == data


@pytest.mark.parametrize("data", [None, {}, ""])
def test_without_data_there_is_no_element(data):
    assert Template("{% load portal %}{% structured_data data %}").render(Context({"data": data})) == ""


def test_the_board_is_described_on_the_home_page(client, admin_user):
    page(admin_user, "home", is_home=True, template="layouts/home.html")
    assert "GovernmentOrganization" in client.get("/").text
