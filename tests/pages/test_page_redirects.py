import pytest
from cms.models import Page, PageContent

from lscb_site.pages.writing import write_page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def tree(admin_user):
    """about, about/people, about/people/chair and a page beside them: news-and-views."""
    written = {}
    for name, parent in [("about", None), ("people", "about"), ("chair", "people"), ("views", None)]:
        written[name] = write_page(
            reverse_id=name, title=name.title(), slug=name, parent=written.get(parent), created_by=admin_user
        )
    return written


def republish(page, user, **changes):
    latest = PageContent.admin_manager.filter(page_id=page.pk).latest_content().get()
    draft = latest.versions.get().copy(user)
    for name, value in changes.items():
        setattr(draft.content, name, value)
    draft.content.save()
    draft.publish(user)


def leads_to(client, old):
    response = client.get(old)
    return response.headers.get("Location") if response.status_code == 301 else response.status_code


def test_a_new_slug_leaves_the_old_address_leading_on(client, tree, admin_user):
    republish(tree["about"], admin_user, slug="about-us")
    assert leads_to(client, "/about/") == "/about-us/"
    assert client.get("/about-us/").status_code == 200


def test_all_pages_below_lead_on_too(client, tree, admin_user):
    republish(tree["about"], admin_user, slug="about-us")
    assert leads_to(client, "/about/people/") == "/about-us/people/"
    assert leads_to(client, "/about/people/chair/") == "/about-us/people/chair/"


def test_a_query_string_is_kept(client, tree, admin_user):
    republish(tree["about"], admin_user, slug="about-us")
    assert leads_to(client, "/about/?from=leaflet") == "/about-us/?from=leaflet"


def test_renaming_twice_leads_straight_to_the_last_address(client, tree, admin_user):
    republish(tree["about"], admin_user, slug="about-us")
    republish(tree["about"], admin_user, slug="who-we-are")
    assert leads_to(client, "/about/") == "/who-we-are/"


def test_renaming_back_ends_in_the_page_itself(client, tree, admin_user):
    republish(tree["about"], admin_user, slug="about-us")
    republish(tree["about"], admin_user, slug="about")
    assert client.get("/about/").status_code == 200
    assert leads_to(client, "/about-us/") == "/about/"


def test_renaming_after_unpublishing_remembers_the_address_it_had(client, tree, admin_user):
    PageContent.objects.get(page=tree["about"]).versions.get().unpublish(admin_user)
    assert leads_to(client, "/about/") == 404
    republish(tree["about"], admin_user, slug="about-us")
    assert leads_to(client, "/about/") == "/about-us/"
    assert leads_to(client, "/about/people/") == "/about-us/people/"


def test_unpublishing_leaves_no_redirect(client, tree, admin_user):
    PageContent.objects.get(page=tree["views"]).versions.get().unpublish(admin_user)
    assert leads_to(client, "/views/") == 404


def test_a_draft_that_was_never_public_leaves_no_redirect(client, admin_user):
    page = write_page(reverse_id="plans", title="Plans", slug="plans", created_by=admin_user, publish=False)
    republish(page, admin_user, slug="our-plans")
    assert leads_to(client, "/plans/") == 404


def test_an_unchanged_slug_leaves_no_redirect(client, tree, admin_user):
    republish(tree["about"], admin_user, title="About us")
    assert client.get("/about/").status_code == 200


def test_moving_in_the_page_tree_leads_on_with_all_below(admin_client, client, tree):
    tree_view = "/admin/cms/page/{}/move-page/"
    response = admin_client.post(
        tree_view.format(tree["people"].pk), {"id": tree["people"].pk, "target": tree["views"].pk, "position": 0}
    )
    assert response.status_code == 200, response.text
    assert Page.objects.get(pk=tree["people"].pk).parent_id == tree["views"].pk
    assert leads_to(client, "/about/people/") == "/views/people/"
    assert leads_to(client, "/about/people/chair/") == "/views/people/chair/"
    assert client.get("/views/people/chair/").status_code == 200


@pytest.mark.parametrize("is_published", [True, False])
def test_a_page_moves_below_one_that_was_never_published(admin_client, tree, admin_user, is_published):
    plans = write_page(reverse_id="plans", title="Plans", slug="plans", created_by=admin_user, publish=False)
    moved = tree["views"]
    if not is_published:
        moved = write_page(reverse_id="later", title="Later", slug="later", created_by=admin_user, publish=False)
    response = admin_client.post(
        f"/admin/cms/page/{moved.pk}/move-page/", {"id": moved.pk, "target": plans.pk, "position": 0}
    )
    assert response.status_code == 200


def test_a_redirect_costs_nothing_where_the_page_is_there(client, tree, django_assert_max_num_queries):
    client.get("/about/")
    with django_assert_max_num_queries(12) as captured:
        client.get("/about/")
    assert not [query for query in captured if "django_redirect" in query["sql"]]


def test_an_address_that_never_was_costs_one_query_for_redirects(
    client, tree, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("lscb_site.link_check.missing.note", lambda path: None)  # nobody waits for it
    with django_assert_max_num_queries(12) as captured:
        assert client.get("/never/was/").status_code == 404
    assert len([query for query in captured if "django_redirect" in query["sql"]]) == 1


def test_an_address_too_long_to_be_led_on_does_not_stop_the_editor(client, tree, admin_user):
    long = "a" * 210
    republish(tree["views"], admin_user, slug=long)
    republish(tree["views"], admin_user, slug="views-again")
    assert client.get("/views-again/").status_code == 200
    assert leads_to(client, f"/{long}/") == 404
