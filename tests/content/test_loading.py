"""What the site holds once its texts are loaded, and what a second run leaves alone."""

from datetime import date

import pytest
from cms.models import Page, PageContent
from django.contrib.auth import get_user_model
from django.contrib.sites.models import Site
from django.db import transaction
from django.utils import timezone

from lscb_contacts.models import Authority, Board, ContactPoint, Helpline, OpeningHours, Place
from lscb_site.content.loading.sequence import load
from lscb_site.content.models import LoadedItem
from news.models import Post, Session
from resources.models import Audience, Collection, CollectionItem, Document, Edition, EditionFile, Publisher, Topic
from tests.content.facts import NEWS

pytestmark = pytest.mark.slow

COUNTS = {
    Topic: 7,
    Audience: 9,
    Publisher: 5,
    Helpline: 2,
    Authority: 33,
    Place: 610,
    Board: 30 + 27,  # the partnerships that followed them
    ContactPoint: 132,
    OpeningHours: 66,
    Document: 16,
    Edition: 17,
    EditionFile: 21,
    Collection: 2,
    CollectionItem: 11,
    Post: 7,
    Session: 6,
    PageContent: 10,
}


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker):
    """The site without files, loaded once for all tests of this module; each test's own changes are undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(loaded_once, db):
    """The loaded site."""


def numbers():
    return {model: model.objects.count() for model in COUNTS}


# What is there


def test_everything_is_there_once(site):
    assert numbers() == COUNTS


def test_everything_is_live(site):
    for model in (Post, Document, Edition, Collection, Board):
        assert model.objects.live().count() == COUNTS[model]


def test_two_boards_that_merged_lead_to_one_partnership_for_both(site):
    kingston, richmond = (Board.objects.get(slug=f"{name}-upon-thames") for name in ("kingston", "richmond"))
    assert kingston.succeeded_by.get() == richmond.succeeded_by.get()
    assert {each.slug for each in kingston.succeeded_by.get().authorities.all()} == {kingston.slug, richmond.slug}


def test_a_successor_that_an_editor_chose_stays(site):
    chosen = Board.objects.create(name="Chosen", slug="chosen")
    Board.objects.get(slug="barnet").succeeded_by.set([chosen])
    partnership = Board.objects.get(slug="barnet-safeguarding-children-partnership")
    LoadedItem.objects.filter(key="partnerships/barnet-safeguarding-children-partnership").delete()
    partnership.delete()
    load()
    assert Board.objects.get(slug="barnet").succeeded_by.get() == chosen
    assert Board.objects.filter(slug="barnet-safeguarding-children-partnership").exists()


def test_seven_news_items_of_the_old_home_page_stand_newest_first(site):
    found = Post.objects.values_list("slug", "kind", "date", "date_precision", "title")
    assert [(slug, kind, day.isoformat(), precision, title) for slug, kind, day, precision, title in found] == NEWS


def test_a_conference_has_its_day_its_place_and_its_talks_in_order(site):
    conference = Post.objects.get(slug="london-childrens-safeguarding-conference-2014")
    assert conference.event_starts == date(2014, 12, 8)
    assert conference.event_venue.endswith("London SW1P 3EE")
    talks = Post.objects.get(slug="london-mash-conference-2015").sessions.all()
    assert talks[0].title == talks[0].document.title == "Demonstrating Value"
    assert [talk.speakers for talk in talks][1] == "Jonathan Wade, Wendy Williams"


def test_a_collection_has_its_documents_in_order_under_their_headings(site):
    items = Collection.objects.get(slug="mash-information-sharing").items.all()
    assert [(item.group, item.document.slug) for item in items] == [
        ("The agreement and the guidance", "mash-information-sharing-agreement"),
        ("The agreement and the guidance", "mash-information-sharing-guidance"),
        ("To learn from", "mash-2015-sharing-intelligence"),
        ("To learn from", "greenwich-mash-final-report"),
    ]


def test_papers_keep_their_words_and_their_order(site):
    papers = Post.objects.get(slug="london-cse-operating-protocol-2nd-edition").papers.all()
    assert [(paper.document.slug, paper.label) for paper in papers] == [
        ("london-cse-operating-protocol", "The protocol and its editions"),
        ("london-child-exploitation-operating-protocol", "The protocol that followed, 2021"),
    ]


def test_another_protocol_followed_the_newest_edition_of_the_cse_protocol(site):
    protocol = Document.objects.get(slug="london-cse-operating-protocol")
    assert protocol.current_edition.name == "3rd edition"
    assert protocol.succeeded_by.title == "The London Child Exploitation Operating Protocol"
    assert protocol not in Document.objects.set_aside(timezone.now())  # nobody can open what followed it here
    assert [edition.effective_date.year for edition in protocol.editions.all()] == [2017, 2015, 2014]


def test_a_document_has_its_topics_audiences_and_publisher(site):
    report = Document.objects.get(slug="greenwich-mash-final-report")
    assert report.publisher.name == "University of Greenwich"
    assert [topic.slug for topic in report.topics.all()] == ["mash"]
    assert report.audiences.count() == 4
    assert report.body.startswith("<p>London Councils")


def test_shared_boards_are_shared(site):
    boards = Board.objects.filter(kind="board")
    shared = {board.slug: board.authorities.count() for board in boards if board.authorities.count() > 1}
    assert shared == {
        "city-and-hackney": 2,
        "hammersmith-and-fulham-kensington-and-chelsea-and-westminster": 3,
    }
    assert not Authority.objects.filter(boards=None).exists()


def test_no_number_is_confirmed(site):
    assert not ContactPoint.objects.exclude(confirmed_on=None, confirmed_by="").exists()


def test_every_authority_has_a_front_door_and_then_its_other_lines(site):
    for authority in Authority.objects.prefetch_related("contact_points"):
        points = authority.contact_points.all()
        assert points[0].purpose == "front_door"
        assert [point.position for point in points] == list(range(len(points)))


def test_phone_numbers_are_those_of_the_table(site):
    barnet = ContactPoint.objects.get(authority__slug="barnet", purpose="front_door")
    assert barnet.phone.as_national == "020 8359 4066"
    assert Helpline.objects.get(slug="childline").phone.as_national == "0800 1111"


def test_pages_are_published_and_the_home_page_is_home(site):
    assert {page.reverse_id for page in Page.objects.all()} == {
        "home",
        "worried",
        "procedures",
        "mash",
        "about",
        "terms",
        "privacy",
        "cookies",
        "accessibility",
        "site-map",
    }
    assert Page.objects.get(is_home=True).reverse_id == "home"


def test_blocks_of_a_page_stand_between_its_texts(site):
    content = PageContent.objects.get(page__reverse_id="worried")
    placeholder = content.placeholders.get(slot="content")
    kinds = [plugin.plugin_type for plugin in placeholder.get_plugins()]
    assert kinds == ["FirstStepsPlugin", "TextPlugin"]


def test_opening_of_the_home_page_is_its_lead(site):
    content = PageContent.objects.get(page__reverse_id="home")
    lead = content.placeholders.get(slot="lead").get_plugins()
    assert "33" in lead.get().get_plugin_instance()[0].body


def test_pages_are_written_in_the_name_of_an_account_nobody_can_sign_in_with(site):
    author = get_user_model().objects.get()
    assert not author.is_active
    assert not author.has_usable_password()


def test_site_has_the_name_and_domain_of_the_settings(site):
    current = Site.objects.get_current()
    assert (current.name, current.domain) == ("London Safeguarding Children Board", "www.example.org")


# A second run


def test_a_second_run_changes_nothing(site):
    moments = list(Post.objects.values_list("updated_at")) + list(Document.objects.values_list("updated_at"))
    ledger = load()
    assert not ledger.loaded
    assert not ledger.changed
    assert numbers() == COUNTS
    assert list(Post.objects.values_list("updated_at")) + list(Document.objects.values_list("updated_at")) == moments


def test_what_an_editor_changed_stays_changed(site):
    Post.objects.filter(slug="mash-positive-impact").update(title="Hubs help", slug="hubs-help")
    barnet = ContactPoint.objects.filter(authority__slug="barnet", purpose="front_door")
    barnet.update(phone="+442079460000")
    load()
    assert Post.objects.get(slug="hubs-help").title == "Hubs help"
    assert barnet.get().phone.as_national == "020 7946 0000"
    assert numbers() == COUNTS


def test_what_an_editor_deleted_stays_deleted(site):
    Post.objects.get(slug="mash-positive-impact").delete()
    Page.objects.get(reverse_id="cookies").delete()
    Topic.objects.get(slug="early-help").delete()
    load()
    assert not Post.objects.filter(slug="mash-positive-impact").exists()
    assert not Page.objects.filter(reverse_id="cookies").exists()
    assert not Topic.objects.filter(slug="early-help").exists()


def test_what_was_withdrawn_or_returned_to_draft_stays_so(site):
    Document.objects.get(slug="mash-information-sharing-agreement").withdraw("The law has changed.")
    Post.objects.get(slug="mash-positive-impact").return_to_draft()
    load()
    assert Document.objects.get(slug="mash-information-sharing-agreement").state == "withdrawn"
    assert Post.objects.get(slug="mash-positive-impact").state == "draft"


def test_a_new_text_of_a_later_release_is_added_and_finds_renamed_and_deleted_rows(site, texts):
    Topic.objects.filter(slug="cse").update(slug="child-sexual-exploitation")
    Topic.objects.get(slug="early-help").delete()
    old = (texts / "documents/tackling-cse-study.md").read_text()
    new = old.replace("slug: tackling-cse-study", "slug: second-study").replace("[cse]", "[cse, early-help]")
    (texts / "documents/second-study.md").write_text(new)
    ledger = load(texts)
    assert ledger.loaded == {"documents": 1}
    topics = Document.objects.get(slug="second-study").topics.all()
    assert [topic.slug for topic in topics] == ["child-sexual-exploitation"]


def test_a_text_in_other_words_than_those_once_loaded_is_named_and_not_loaded(site, texts):
    table = texts / "contact_points.csv"
    table.write_text(table.read_text().replace("020 8359 4066", "020 7946 0000"))
    ledger = load(texts)
    assert ledger.changed == ["contact_points/barnet/front_door", "contact_points/barnet/lado"]
    assert ContactPoint.objects.get(authority__slug="barnet", purpose="front_door").phone.as_national == "020 8359 4066"


# Files


def test_without_demonstration_copies_we_have_no_file(site):
    assert not EditionFile.objects.exclude(file="").exists()
    assert not EditionFile.objects.filter(is_demonstration=True).exists()
