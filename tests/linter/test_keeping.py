"""What is read is kept as rows: once, true to what is stored, and with what editors said of it."""

from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from lscb_site.linter.keeping import read_again, read_all
from lscb_site.linter.models import LintRemark
from lscb_site.pages.writing import write_page
from tests.factories import (
    AuthorityFactory,
    ContactPointFactory,
    DocumentFactory,
    GlossaryTermFactory,
    HelplineFactory,
    LiveDocumentFactory,
    NoticeFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db

GUILTY = "<p>The report is available here.</p>"


@pytest.fixture
def post():
    return PostFactory(title="The report", body=GUILTY, live=True)


def rows() -> set[tuple[str, str, bool]]:
    return set(LintRemark.objects.values_list("code", "sentence", "is_live"))


def test_what_is_found_is_kept_once_however_often_it_is_read(post):
    for _ in range(2):
        read_all()
    assert rows() == {("promise", "The report is available here.", True)}
    row = LintRemark.objects.get()
    assert (row.source, row.source_id, row.what, row.title) == ("news.post", post.pk, "News item", "The report")
    assert (row.field, row.name, row.words) == ("body", "Body", "is available here")


def test_a_sentence_that_is_put_right_is_gone(post):
    read_all()
    post.body = "<p>It has 40 pages.</p>"
    post.save()
    read_all()
    assert rows() == set()


def test_what_was_set_aside_stays_so_until_its_sentence_changes(post, editor):
    read_all()
    row = LintRemark.objects.get()
    row.set_aside_because, row.set_aside_by, row.set_aside_at = "It is a quotation.", editor, timezone.now()
    row.save()
    read_all()
    assert LintRemark.objects.get().set_aside_because == "It is a quotation."
    post.body = "<p>The newest report is available here.</p>"
    post.save()
    read_again(post)
    assert LintRemark.objects.get().set_aside_because == ""


def test_drafts_are_read_and_marked_and_what_was_withdrawn_is_left(post):
    PostFactory(title="A draft", body=GUILTY)
    PostFactory(title="Gone", body=GUILTY, state="withdrawn", withdrawn_reason="It was wrong.")
    read_all()
    assert set(LintRemark.objects.values_list("title", "is_live")) == {("The report", True), ("A draft", False)}


def test_what_is_withdrawn_leaves_the_list_at_once(post):
    read_again(post)
    post.withdraw("It was wrong.")
    read_again(post)
    assert rows() == set()


def test_every_kind_of_thing_is_read(administrator):
    document = LiveDocumentFactory(summary="Read it here.", edition__change_note="It is available here.")
    NoticeFactory(text="For more, click here.")
    point = ContactPointFactory(note="PLEASE call first.")
    write_page(
        reverse_id="about",
        title="About",
        slug="about",
        created_by=administrator,
        blocks=[("text", "<p>The CMT decides.</p>"), ("call_to_action", {"label": "Click here", "url": "/news/"})],
    )
    read_all()
    found = set(LintRemark.objects.values_list("source", "code"))
    assert found == {
        ("resources.document", "promise"),
        ("resources.edition", "promise"),
        ("notices.notice", "promise"),
        ("lscb_contacts.contactpoint", "shouting"),
        ("cms.pagecontent", "jargon"),
        ("cms.pagecontent", "click_here"),
    }
    assert document.pk
    assert LintRemark.objects.get(source_id=point.pk, source="lscb_contacts.contactpoint").is_live


def test_numbers_are_held_against_the_directory_as_it_is_now():
    camden = AuthorityFactory(short_name="Camden")
    point = ContactPointFactory(authority=camden, phone="020 7974 3317")
    HelplineFactory(name="NSPCC", phone="0808 800 5000")
    PostFactory(body="<p>Call Camden on 020 7974 3317, or the NSPCC on 0808 800 5000.</p>")
    read_all()
    assert rows() == set()
    point.phone = "020 7974 3318"
    point.save()
    read_all()
    assert {code for code, _, _ in rows()} == {"number"}


def test_the_glossary_counts_as_it_is_now(administrator):
    blocks = [("text", "<p>The CMT decides.</p>")]
    write_page(reverse_id="about", title="About", slug="about", created_by=administrator, blocks=blocks)
    read_all()
    assert {code for code, _, _ in rows()} == {"jargon"}
    GlossaryTermFactory(term="CMT", also="case management team")
    read_all()
    assert rows() == set()


def test_a_link_to_an_edition_that_gave_way_is_found(post):
    document = LiveDocumentFactory(slug="cse", edition__number=1)
    post.body = '<p>Work by <a href="/resources/cse/editions/1/">the CSE protocol</a>.</p>'
    post.save()
    read_all()
    assert rows() == set()
    successor = LiveDocumentFactory(title="The next")
    document.succeeded_by = successor
    document.save()
    read_all()
    assert {code for code, _, _ in rows()} == {"superseded"}
    assert "The next" in LintRemark.objects.get().message


def test_papers_beside_a_text_keep_its_promise():
    post = PostFactory(body="<p>Please find attached the agenda.</p>")
    read_again(post)
    assert {code for code, _, _ in rows()} == {"promise"}
    post.papers.create(document=DocumentFactory())
    read_again(post)
    assert rows() == set()


def test_the_day_of_an_event_is_read_from_its_fields():
    text = "<p>Book now to be sure of a place at the conference.</p>"
    PostFactory(kind="conference", event_starts=date(2015, 6, 19), body=text)
    read_all()
    assert {code for code, _, _ in rows()} == {"future"}


def test_the_command_says_what_it_found(post, capsys):
    call_command("lint_content")
    said = capsys.readouterr().out
    assert "To look at: 1." in said
    assert "1  Promise without a link" in said
