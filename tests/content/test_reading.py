"""Every fault of a text stops the loader with the file, the line or field, and what is wrong."""

import pytest

from lscb_site.content.loading.directory import load_authorities, load_boards
from lscb_site.content.loading.documents import load_documents, receive_copies
from lscb_site.content.loading.labels import LabelRow, load_labels
from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.pages import load_pages
from lscb_site.content.loading.posts import load_posts
from lscb_site.content.loading.reading import ContentProblem, read_table
from lscb_site.pages.writing import write_page

POST = """---
slug: launch
title: A launch
kind: launch
date: 2015-03-18
date_precision: day
summary: The protocol is launched.
---
Words.
"""
DOCUMENT = """---
slug: protocol
title: A protocol
kind: protocol
publisher: null
topics: []
audiences: []
summary: What it is.
featured: false
succeeded_by: null
editions:
  - number: 1
    label: 2014
    files:
      - role: main
        title: The protocol
        demonstration: null
---
Words.
"""
PAGE = """---
slug: about
title: About
menu_title: About
reverse_id: about
parent: null
in_navigation: true
meta_description: About.
order: 1
---
Words.
"""


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "content"
    for folder in ("news", "documents", "pages"):
        (root / folder).mkdir(parents=True)
    return root


@pytest.fixture
def post(root, db):
    """Loads one news item, changed as the test says."""

    def load(old="", new="", name="01-launch.md"):
        (root / "news" / name).write_text(POST.replace(old, new) if old else POST)
        load_posts(root, Ledger())

    return load


@pytest.fixture
def document(root, db):
    def load(old, new):
        (root / "documents/protocol.md").write_text(DOCUMENT.replace(old, new))
        load_documents(root, Ledger(), receive_copies(root, Ledger()))

    return load


@pytest.fixture
def page(root, db):
    def load(body, old="", new=""):
        text = PAGE.replace(old, new) if old else PAGE
        (root / "pages/about.md").write_text(text.replace("Words.", body))
        load_pages(root, Ledger())

    return load


def problem(call, *args, **options):
    with pytest.raises(ContentProblem) as caught:
        call(*args, **options)
    return str(caught.value)


def test_the_least_of_each_loads(post, document, page):
    post()
    document("", "")
    page("Words.")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: A launch", "titel: A launch", "news/01-launch.md, titel: is not known here. Known: slug, title"),
        ("title: A launch\n", "", "news/01-launch.md, title: is missing."),
        ("kind: launch", "kind: party", "news/01-launch.md, kind: Value 'party' is not a valid choice."),
        ("kind: launch", "kind: conference", "A conference needs its first day."),
        ("2015-03-18", "18 March 2015", "date: should be a date such as 2015-03-18, not '18 March 2015'."),
        ("2015-03-18", "2015-03-18\nevent: {begins: 2015-03-18}", "event.begins: is not known here."),
        ("2015-03-18", "2015-03-18\nevent: 2015", "event: should hold keys and values."),
        ("2015-03-18", "2015-03-18\ndocuments: launch", "documents: should be a list."),
        ("2015-03-18", "2015-03-18\ndocuments: [{slug: x}]", "documents[1].slug: there is no “x” among the documents."),
        ("2015-03-18", "2015-03-18\nsessions: [{title: []}]", "sessions[1].title: should be text, not []."),
        ("2015-03-18", "2015-03-18\nevent: {starts: 2015-03-18, ends: 2015-03-17}", "cannot come before its first day"),
        ("slug: launch", "slug: lunch", "slug: should be “launch”, as the file is named."),
        ("summary: The", "summary: The: the", "its front matter is not YAML"),
        ("Words.", "<script>alert(1)</script>", "its body has HTML"),
        ("Words.", "| a |\n|--:|\n| 1 |", "a table's alignment"),
    ],
)
def test_a_bad_news_item_is_refused(post, old, new, message):
    assert message in problem(post, old, new)


def test_a_text_without_front_matter_is_refused(post):
    assert problem(post, POST, "Words.") == "content/news/01-launch.md, slug: is missing."


def test_two_texts_of_one_name_are_refused(post):
    post()
    assert "stands in content/news/01-launch.md already" in problem(post, name="02-launch.md")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topics: []", "topics: [x]", "documents/protocol.md, topics: there is no “x” among the topics."),
        ("publisher: null", "publisher: x", "publisher: there is no “x” among the publishers."),
        ("succeeded_by: null", "succeeded_by: x", "succeeded_by: there is no “x” among the documents."),
        ("succeeded_by: null", "succeeded_by: protocol", "A document cannot take its own place."),
        ("number: 1", "number: 0", "editions[1]: Editions are numbered from 1."),
        ("number: 1", "number: one", "editions[1].number: should be a whole number, not 'one'."),
        ("role: main", "role: chief", "editions[1].files[1].role: Value 'chief' is not a valid choice."),
        ("demonstration: null", "demonstration: a.pdf", "files[1].demonstration: there is no file “a.pdf”"),
    ],
)
def test_a_bad_document_is_refused(document, old, new, message):
    assert message in problem(document, old, new)


def test_a_demonstration_copy_is_judged_like_any_upload(document, root):
    (root / "demonstration").mkdir()
    (root / "demonstration/a.pdf").write_bytes(b"<html>not a PDF</html>")
    message = problem(document, "demonstration: null", "demonstration: a.pdf")
    assert "editions[1].files[1].demonstration: “a.pdf” is refused" in message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{{ latest_gossip }}", "“latest_gossip” is not a block."),
        ("Read {{ latest_news }} here", "a marker must stand alone on its line"),
        ("{{ latest_news limit=3 }}", "“latest_news” has no setting “limit”."),
        ("{{ documents topic=x }}", "a block of its body is wrong"),
        ("{{ documents kind=party }}", "a block of its body is wrong"),
        ("{{ documents limit=many }}", "a block of its body is wrong"),
        ("{{ documents limit }}", "are not all name=value"),
        ('{{ call_to_action label="Go" url="javascript:x" text="" }}', "a block of its body is wrong"),
    ],
)
def test_a_bad_block_is_refused(page, body, message):
    assert message in problem(page, body)


def test_an_unknown_parent_is_refused(page):
    assert "parent: there is no “x” among the pages." in problem(page, "Words.", "parent: null", "parent: x")


def test_another_page_at_the_address_is_refused(page, admin_user):
    write_page(reverse_id="ours", title="About us", slug="about", created_by=admin_user)
    assert "content/pages/about.md, slug: another page has this address." in problem(page, "Words.")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("slug;name\ncse;CSE", "content/topics.csv, line 1: its columns should be slug, name."),
        ("slug,name\ncse", "content/topics.csv, line 2: has 1 cells, the header has 2."),
        ("slug,name\ncse,CSE\n,Nameless", "content/topics.csv, line 3, slug: This field cannot be blank."),
        ("slug,name\ncse,CSE\ncse,CSE again", "content/topics.csv, line 3: “topics/cse” stands in"),
        ("slug,name\nc s e,CSE", "line 2, slug: Enter a valid “slug”"),
        ('slug,name\ncse,"CSE', "content/topics.csv, line 2: unexpected end of data."),
    ],
)
def test_a_bad_table_is_refused(db, root, table, message):
    (root / "topics.csv").write_text(table)
    assert message in problem(load_labels, root, Ledger())


def test_a_missing_table_is_refused(root):
    assert problem(read_table, root, "topics", LabelRow) == "content/topics.csv: there is no such file."


def test_a_table_that_is_not_utf_8_is_refused(root):
    (root / "topics.csv").write_bytes("slug,name\ncafe,Café".encode("latin-1"))
    assert problem(read_table, root, "topics", LabelRow) == "content/topics.csv: it is not UTF-8."


def test_a_spreadsheet_s_byte_order_mark_is_no_part_of_the_header(root):
    (root / "topics.csv").write_text("slug,name\ncse,CSE\n", encoding="utf-8-sig")
    assert [text.key for text in read_table(root, "topics", LabelRow)] == ["topics/cse"]


def test_a_cell_that_is_no_number_is_refused(db, root):
    header = "slug,name,short_name,gss_code,council_url,col,row,police_unit\n"
    (root / "authorities.csv").write_text(f"{header}brent,B,B,E09000005,https://www.brent.gov.uk/,three,3,NW\n")
    assert "line 2, col: should be a whole number, not 'three'." in problem(load_authorities, root, Ledger())


def test_a_board_of_an_unknown_authority_is_refused(db, root):
    header = "slug,name,website,authorities,note,active_until,active_until_precision,source,source_as_of\n"
    (root / "boards.csv").write_text(f"{header}x,X Board,,atlantis,,,day,,\n")
    message = problem(load_boards, root, Ledger())
    assert "boards.csv, line 2, authorities: there is no “atlantis” among the authorities." in message
