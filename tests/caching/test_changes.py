"""Whatever changes what visitors see, the next visitor of any process sees it.

Each test changes something in one process and looks through another, which has its pages ready in a memory of its own.
"""

from datetime import date

import pytest
from cms.models import Page, PageContent
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.redirects.models import Redirect
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from lscb_contacts.confirming.replies import confirm_all, points_of, seen
from lscb_site.caching.change_detection import INVISIBLE
from lscb_site.pages.writing import write_page
from lscb_site.publishing.models import Publishable
from resources.models import Comparison, EditionFile
from resources.reading import read_next
from tests import factories
from tests.caching.wsgi_process import Process
from tests.conftest import signed_in
from tests.lscb_contacts.finding.tables import code_point
from tests.lscb_contacts.test_exchange import as_csv, confirm, dry_run
from tests.samples.documents import pdf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board_member():
    return get_user_model().objects.create_superuser("board", "board@example.org", "correct horse battery")


@pytest.fixture
def sees(other_process):
    """Whether the other process makes its page anew after what is done, and what stands on it then."""

    def sees(action, *arguments, address="/robots.txt", **facts):
        other_process.get(address)
        made = other_process.made
        other_process.get(address)
        assert other_process.made == made or other_process.get(address).status != 200, "It was not ready."
        action(*arguments, **facts)
        made = other_process.made
        text = other_process.get(address).text
        return text if other_process.made > made else ""

    return sees


# Every model ------------------------------------------------------------------------------------------------------


def tables():
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy and ".migrations." not in model.__module__ and model._meta.app_label != "caching":
            yield model


def test_a_change_to_any_model_is_seen_and_one_that_nobody_sees_is_not(sees, subtests):
    for model in tables():
        with subtests.test(model=model._meta.label), connection.cursor() as cursor:
            seen = sees(
                cursor.execute, f'UPDATE "{model._meta.db_table}" SET "{model._meta.pk.column}" = NULL WHERE 1 = 0'
            )
            assert bool(seen) == (model._meta.label not in INVISIBLE)


def test_made_saved_and_deleted(sees, subtests):
    every = [getattr(factories, name) for name in factories.__all__]
    for factory in every:
        model = factory._meta.model
        if model._meta.label in INVISIBLE:
            continue
        with subtests.test(model=model._meta.label):
            made = []
            assert sees(lambda: made.append(factory()))  # noqa: B023
            assert sees(made[0].save)
            assert sees(model._base_manager.filter(pk=made[0].pk).update, **{model._meta.pk.attname: made[0].pk})
            assert sees(made[0].delete)


# Every action of the admin ----------------------------------------------------------------------------------------

# What they do is for staff alone, or they only show something.
UNSEEN = {
    ("lscb_contacts.Authority", "ask"),
    ("lscb_contacts.Authority", "accept_mailboxes"),
    *((f"lscb_contacts.{name}", "look_after_chosen") for name in ("Authority", "Board")),
    *((f"resources.{name}", "look_after_chosen") for name in ("Document", "Collection")),
    ("axes.AccessAttempt", "cleanup_expired_attempts"),
    ("following.Letter", "try_again"),
    ("link_check.CheckedLink", "look_again"),
    ("djangocms_versioning.PageContentVersion", "compare_versions"),
}
# The CMS's and filer's own screens of their folders and versions. They change rows like everybody else.
THEIRS = {"filer.Folder", "djangocms_versioning.PageContentVersion"}
OF_PUBLISHABLE = {
    "publish_chosen": ({}, {}),
    "withdraw_chosen": ({"live": True}, {"reason": "It is out of date.", "instead": ""}),
    "return_chosen_to_draft": ({"withdrawn": True}, {}),
}
OF_POINTS = {
    "confirm_by_hand": {"confirmed_on": date.today().isoformat(), "confirmed_by": "MASH manager"},
    "withhold_numbers": {},
}


def actions(user):
    request = RequestFactory().get("/admin/")
    request.user = user
    for model, model_admin in admin.site._registry.items():
        for name in model_admin.get_actions(request):
            yield model._meta.label, name


def factory_of(model):
    found = [getattr(factories, name) for name in factories.__all__]
    return next((each for each in found if each._meta.model is model and "Live" not in each.__name__), None)


def test_every_action_of_the_admin_is_seen(board_member, sees, subtests):
    client = signed_in(board_member)
    walked = set()
    for label, name in actions(board_member):
        model = apps.get_model(label)
        traits, answers = {}, {}
        if issubclass(model, Publishable) and name in OF_PUBLISHABLE:
            traits, answers = OF_PUBLISHABLE[name]
        elif label == "lscb_contacts.ContactPoint" and name in OF_POINTS:
            answers = OF_POINTS[name]
        elif name == "delete_selected":
            answers = {"post": "yes"}
        else:
            continue
        factory = factory_of(model)
        if factory is None or label in INVISIBLE:
            continue
        with subtests.test(model=label, action=name):
            item = factory(**traits)
            chosen = {"action": name, "_selected_action": item.pk, **answers}
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            assert sees(client.post, address, chosen)
            walked.add((label, name))
    left = {(label, name) for label, name in actions(board_member)} - walked - UNSEEN
    assert {name for label, name in left if label not in THEIRS} <= {"delete_selected"}
    assert {name for _, name in walked} >= {*OF_PUBLISHABLE, *OF_POINTS}


# And what visitors read -------------------------------------------------------------------------------------------


def test_a_post_published_in_the_admin_stands_on_the_list(board_member, sees):
    post = factories.PostFactory(title="The second edition is out")
    client = signed_in(board_member)
    address = reverse("admin:news_post_changelist")
    chosen = {"action": "publish_chosen", "_selected_action": post.pk}
    assert post.title in sees(client.post, address, chosen, address="/news/")


def test_a_withdrawn_document_is_gone_at_once(process, other_process):
    document = factories.LiveDocumentFactory()
    address = document.get_absolute_url()
    assert [each.get(address).status for each in (process, other_process)] == [200, 200]
    document.withdraw("The law has changed.")
    assert [each.get(address).status for each in (process, other_process)] == [410, 410]


def test_of_a_page_that_was_withdrawn_no_last_copy_is_served(process, lose_database):
    document = factories.LiveDocumentFactory()
    address = document.get_absolute_url()
    assert process.get(address).status == 200
    document.withdraw("A mistake.")
    assert process.get(address).status == 410
    lose_database(process)
    assert process.get(address).status == 503


def test_a_topic_given_to_a_document_counts_in_the_filters(sees):
    document, topic = factories.LiveDocumentFactory(), factories.TopicFactory(name="Missing children")
    assert "Missing children (1)" in sees(document.topics.add, topic, address="/resources/")


def test_a_page_of_the_cms(board_member, sees, other_process):
    def write(name, **facts):
        return write_page(reverse_id=name, title=name.title(), slug=name, created_by=board_member, **facts)

    with transaction.atomic():
        home, about = write("home", is_home=True), write("about", in_navigation=True)
        people = write("people", in_navigation=True)
    assert home.is_home

    def retitle():
        draft = (
            PageContent.admin_manager.filter(page_id=about.pk).latest_content().get().versions.get().copy(board_member)
        )
        draft.content.title = "About us"
        draft.content.save()
        draft.publish(board_member)

    assert "About us" in sees(retitle, address="/about/")
    assert "About us" in other_process.get("/").text  # the navigation of another page

    def move():
        with transaction.atomic():
            Page.objects.get(pk=people.pk).move_page(Page.objects.get(pk=about.pk), "first-child")

    assert other_process.get("/people/").status == 200
    assert sees(move)
    assert other_process.get("/about/people/").status == 200
    assert other_process.get("/people/").status == 404


def test_a_redirect_that_an_editor_makes(process, other_process):
    assert other_process.get("/leaflet/").status == 404
    Redirect.objects.create(site_id=1, old_path="/leaflet/", new_path="/resources/")
    assert other_process.get("/leaflet/").status == 301


def test_a_number_that_an_authority_confirms_by_its_link(sees):
    point = factories.ContactPointFactory(authority__slug="hackney")
    asked = factories.ConfirmationRequestFactory(authority=point.authority)
    shown = sees(confirm_all, asked, "MASH manager", seen(points_of(asked)), address="/contacts/hackney/")
    assert "MASH manager" in shown


def test_a_file_that_the_worker_has_read(sees):
    document = factories.LiveDocumentFactory(edition__file__content=pdf())
    file = EditionFile.objects.get(edition__document=document)
    sees(read_next, address=document.get_absolute_url())
    file.refresh_from_db()
    assert file.reading == EditionFile.Reading.DONE


# Commands ---------------------------------------------------------------------------------------------------------


def test_the_loading_of_the_boards_content(process, other_process, capsys):
    assert other_process.get("/").status == 404
    assert "no number" not in other_process.get("/news/").text
    call_command("load_content")
    assert other_process.get("/").status == 200
    assert "MASH" in other_process.get("/news/").text
    # The whole content is loaded once for this test, and what the command says of it is read here too.
    assert {"Loaded 7 news items.", "Loaded 33 authorities."} <= set(capsys.readouterr().out.splitlines())
    assert not Comparison.objects.exists()


def test_the_import_of_postcodes(sees, tmp_path):
    for number in range(1, 34):
        factories.AuthorityFactory(gss_code=f"E09{number:06}")
    table = code_point(tmp_path / "codepo_gb", packed=True)
    shown = sees(call_command, "import_postcodes", table, verbosity=0, address="/contacts/")
    assert "Code-Point Open" in shown


def test_the_import_of_a_spreadsheet(board_member, sees, settings):
    settings.DIRECTORY_FOUR_EYES = False  # else what it changes waits, and nobody sees anything yet
    client = signed_in(board_member)
    point = factories.ContactPointFactory(authority=factories.AuthorityFactory(slug="hackney"), name="Front door")
    page = dry_run(client, as_csv(["id", "name"], [point.pk, "The new front door"]))
    assert "The new front door" in sees(confirm, client, page, address="/contacts/hackney/")


def test_signing_in_leaves_the_pages_ready(other_process, board_member):
    other_process.get("/robots.txt")
    Client().login(username="board", password="correct horse battery", request=RequestFactory().post("/admin/login/"))
    other_process.get("/robots.txt")
    assert other_process.made == 1


def test_two_processes_that_change_nothing_make_each_page_once():
    for each in (one := Process(), other := Process()):
        each.get("/robots.txt")
        each.get("/robots.txt")
    assert (one.made, other.made) == (1, 1)
