"""Forms that libraries bring, with this site's rules: (kind, typed, what is said next to the field)."""

import pytest
from cms.models import Page, PageContent
from django.contrib.auth.models import Group, User
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.urls import reverse
from filer.models import Folder

from lscb_site.accounts.roles import Role
from lscb_site.pages.writing import write_page
from tests.conftest import signed_in
from tests.factories import AdministratorFactory, EditorFactory, PostFactory
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ADD_PAGE = "/admin/cms/pagecontent/add/?language=en-gb"
PEOPLE = "/admin/auth/user/"


def page_errors(answer):
    return answer.context["adminform"].form.errors


def said(errors, field):
    assert errors.keys() == {field}, errors
    return " ".join(errors[field])


# Pages of the CMS ---------------------------------------------------------------------------------------------------

SLUGS = [
    ("capitals", "About-Us", "Use small letters, figures and hyphens, such as about-us."),
    ("a space", "about us", "Use small letters, figures and hyphens, such as about-us."),
    ("a slash", "about/us", "Use small letters, figures and hyphens, such as about-us."),
    ("accents", "café", "Use small letters, figures and hyphens, such as about-us."),
    ("the news", "news", "/news/ belongs to another part of the site"),
    ("the library", "resources", "/resources/ belongs to another part of the site"),
    ("the directory", "contacts", "/contacts/ belongs to another part of the site"),
    ("the search", "search", "/search/ belongs to another part of the site"),
    ("the admin", "admin", "/admin/ belongs to another part of the site"),
    ("style sheets", "static", "/static/ belongs to another part of the site"),
    ("a probe", "healthz", "/healthz/ belongs to another part of the site"),
    ("another page's", "about", "about"),
    ("too long", "a" * 230, "at most 200. Shorten it."),
]


@pytest.fixture
def about(editor):
    return write_page(reverse_id="about", title="About", slug="about", created_by=editor, publish=True)


@pytest.fixture
def draft(editor, about):
    page = write_page(reverse_id="plans", title="Plans", slug="plans", created_by=editor, publish=False)
    return PageContent.admin_manager.get(page=page)


def test_an_address_of_a_page_that_cannot_work(editor_client, draft, subtests):
    for kind, slug, told in SLUGS:
        for way in ["new", "settings"]:
            with subtests.test(way=way, kind=kind):
                if way == "new":
                    answer = editor_client.post(
                        ADD_PAGE, {"title": "New", "slug": slug, "language": "en-gb", "cms_page": ""}
                    )
                else:
                    answer = editor_client.post(change_of(draft), PLANS | {"slug": slug})
                assert told in said(page_errors(answer), "slug")
                assert slug in answer.text
                assert Page.objects.count() == 2


PLANS = {"title": "Plans", "slug": "plans", "template": "layouts/page.html"}


def change_of(content):
    return reverse("admin:cms_pagecontent_change", args=[content.pk])


SETTINGS = [
    ("an address of its own in a section", "overwrite_url", "news/plans", "/news/plans/ belongs to another part"),
    ("one with capitals", "overwrite_url", "Our/Plans", "Use small letters, figures and hyphens"),
    ("leading to itself", "redirect", "/plans/", "Readers would be led in a circle, back to this page."),
    ("leading to itself with a query", "redirect", "/plans/?a=b", "Readers would be led in a circle"),
    ("leading to nothing", "redirect", "/nothing-is-here/", "Readers would find nothing at /nothing-is-here/."),
    ("leading to a draft", "redirect", "/news/draft/", "Readers would find nothing at /news/draft/."),
    ("leading to a script", "redirect", "javascript:alert(1)", "Give an address that starts with /"),
    ("leading to another host in disguise", "redirect", "//evil.example/", "Give an address that starts with /"),
    ("leading round by another page", "redirect", "/about/", "Readers would be led in a circle"),
    ("a title in the menu that is too long", "menu_title", "x" * 300, "at most 255 characters"),
    ("a title for the window that is too long", "page_title", "x" * 300, "at most 255 characters"),
    ("a title that is too long", "title", "x" * 300, "at most 255 characters"),
    ("a description that is too long", "meta_description", "x" * 400, "at most 320 characters"),
    ("no title", "title", "", "This field is required."),
]


def test_settings_of_a_page_that_cannot_work(editor_client, about, draft, subtests):
    PostFactory(slug="draft")
    PageContent.objects.filter(page=about).update(redirect="/plans/")
    for kind, field, typed, told in SETTINGS:
        with subtests.test(kind):
            answer = editor_client.post(change_of(draft), PLANS | {field: typed})
            assert told in said(page_errors(answer), field)


@pytest.mark.parametrize(
    ("typed", "with_query"),
    [
        ("/news/?kind=launch#top", "/news/?kind=launch&utm=x#top"),
        ("https://elsewhere.example/a?b=1", "https://elsewhere.example/a?b=1"),
    ],
)
def test_a_page_leads_on_and_keeps_its_query_and_on_this_site_the_readers(
    editor_client, client, draft, about, typed, with_query
):
    content = PageContent.objects.get(page=about)
    answer = editor_client.post(change_of(draft), PLANS | {"redirect": typed})
    assert answer.status_code == 302
    assert PageContent.admin_manager.get(pk=draft.pk).redirect == typed
    PageContent.objects.filter(pk=content.pk).update(redirect=typed)
    assert client.get("/about/?utm=x").headers["Location"] == with_query
    assert client.get("/about/").headers["Location"] == typed


def test_what_breaks_a_page_unseen_is_not_offered(editor_client, draft):
    form = editor_client.get(change_of(draft)).context["adminform"].form
    assert form.fields.keys().isdisjoint({"soft_root", "xframe_options", "limit_visibility_in_menu"})
    advanced = editor_client.get(reverse("admin:cms_page_advanced", args=[draft.page_id]))
    assert set(advanced.context["adminform"].form.fields) == {"login_required", "reverse_id"}


@pytest.mark.parametrize(("old", "new"), [("worried", "plans"), ("plans", "privacy"), ("plans", "Not A Name")])
def test_a_name_by_which_the_site_finds_a_page_stays(editor_client, draft, old, new):
    Page.objects.filter(pk=draft.page_id).update(reverse_id=old)
    answer = editor_client.post(reverse("admin:cms_page_advanced", args=[draft.page_id]), {"reverse_id": new})
    assert said(page_errors(answer), "reverse_id")
    assert Page.objects.get(pk=draft.page_id).reverse_id == old


# People -------------------------------------------------------------------------------------------------------------

NAMES = [
    ("half an e-mail address", {"email": "pat@"}, "email", "Enter a valid email address."),
    ("somebody's e-mail address in capitals", {"email": "ANNA@Example.org"}, "email", "Somebody else has this e-mail"),
    ("somebody's name in capitals", {"username": "ANNA"}, "username", "Somebody has this user name already."),
    ("a name with a space", {"username": "pat smith"}, "username", "such as pat.smith"),
    ("a Cyrillic letter", {"username": "p\u0430t"}, "username", "Use English letters"),
    ("full-width letters", {"username": "ｐａｔ．ｓ"}, None, ""),
    ("a name of signs", {"username": "..."}, "username", "Use English letters"),
    ("no name", {"username": ""}, "username", "This field is required."),
    ("a name too long", {"username": "p" * 200}, "username", "at most 150 characters"),
    ("a first name too long", {"first_name": "p" * 200}, "first_name", "at most 150 characters"),
]


def changed(client, person, **typed):
    role = person.groups.first()
    form = {"username": person.username, "email": person.email, "role": role.pk if role else ""}
    return client.post(reverse("admin:auth_user_change", args=[person.pk]), form | typed)


def test_what_a_person_is_called(administrator_client, subtests):
    EditorFactory(username="anna", email="anna@example.org")
    pat = EditorFactory(username="pat", email="pat@example.org")
    for kind, typed, field, told in NAMES:
        with subtests.test(kind):
            answer = changed(administrator_client, pat, **typed)
            if field is None:
                assert answer.status_code == 302
                assert User.objects.filter(username="pat.s").exists()
            else:
                assert told in said(page_errors(answer), field)


def test_nobody_changes_their_own_role(administrator_client, administrator):
    AdministratorFactory()
    editor = Group.objects.get(name=Role.EDITOR)
    assert "your own role" in said(page_errors(changed(administrator_client, administrator, role=editor.pk)), "role")
    assert changed(administrator_client, administrator, first_name="Ada").status_code == 302


def test_somebody_is_always_left_in_charge(administrator):
    client = signed_in(User.objects.create_superuser("root", "root@example.org", PASSWORD))
    editor = Group.objects.get(name=Role.EDITOR)
    answer = changed(client, administrator, role=editor.pk)
    assert "Nobody else could look after people then." in said(page_errors(answer), "role")
    AdministratorFactory()
    assert changed(client, administrator, role=editor.pk).status_code == 302


# Pictures' folders, the site's name ---------------------------------------------------------------------------------


def test_names_of_folders_that_cannot_be(publisher_client, subtests):
    above = Folder.objects.create(name="Above")
    Folder.objects.create(name="Launch", parent=above)
    other = Folder.objects.create(name="Other", parent=above)
    ways = {
        "new": f"/admin/filer/folder/{above.pk}/make_folder/",
        "rename": f"/admin/filer/folder/{other.pk}/change/",
        "rename in a popup": f"/admin/filer/folder/{other.pk}/change/?parent_id={above.pk}",
    }
    for way, address in ways.items():
        for name in ["Launch", " Launch\u200b", "", "x" * 300, "\u200b"]:
            with subtests.test(way=way, name=name):
                answer = publisher_client.post(address, {"name": name})
                assert answer.status_code == 200
                assert "errorlist" in answer.text
                assert set(Folder.objects.filter(parent=above).values_list("name", flat=True)) == {"Launch", "Other"}


def test_the_sites_host_is_not_typed(administrator_client):
    before = Site.objects.get()
    address = reverse("admin:sites_site_change", args=[before.pk])
    administrator_client.post(address, {"domain": "https://evil.example/", "name": "The Board"})
    assert (Site.objects.get().domain, Site.objects.get().name) == (before.domain, "The Board")


def test_an_old_address_that_a_page_closes_to_a_circle(administrator_client, about):
    PageContent.objects.filter(page=about).update(redirect="/old/")
    answer = administrator_client.post("/admin/redirects/redirect/add/", {"old_path": "/old/", "new_path": "/about/"})
    assert "Readers would be led in a circle" in said(page_errors(answer), "new_path")
    assert not Redirect.objects.exists()
