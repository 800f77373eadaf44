"""Text as people paste it, in at every kind of door: a form, a page of the CMS, a search, a borough's correction."""

from xml.etree import ElementTree

import pytest
from cms.models import CMSPlugin, PageContent
from django.urls import reverse

from lscb_contacts.confirming.links import token_of
from lscb_contacts.models import ProposedChange
from lscb_site.pages.writing import write_page
from news.models import Post
from tests.factories import ConfirmationRequestFactory, ContactPointFactory, LiveDocumentFactory, PostFactory
from tests.news.test_admin import LIST, typed

pytestmark = pytest.mark.django_db

# Kind, what is pasted into a field of one line, what is stored.
LINES = [
    ("a vertical tab, Word's line break", "Learning\x0bfrom reviews", "Learning from reviews"),
    ("a form feed", "Learning\x0cfrom reviews", "Learning from reviews"),
    ("a line separator", "Learning\u2028from reviews", "Learning from reviews"),
    ("a paragraph separator", "Learning\u2029from reviews", "Learning from reviews"),
    ("NEL, of mainframes", "Learning\x85from reviews", "Learning from reviews"),
    ("a tab, out of a spreadsheet", "Learning\tfrom reviews", "Learning from reviews"),
    ("a line end", "Learning\r\nfrom reviews", "Learning from reviews"),
    ("NUL", "Learning\x00 from reviews", "Learning from reviews"),
    ("escape, of a terminal", "\x1bLearning from reviews", "Learning from reviews"),
    ("a C1 control, of a wrong encoding", "Learning\x93 from reviews", "Learning from reviews"),
    ("a no-break space", "Learning\xa0from reviews", "Learning from reviews"),
    ("a narrow no-break space", "Learning\u202ffrom reviews", "Learning from reviews"),
    ("a space of ideographs", "Learning\u3000from reviews", "Learning from reviews"),
    ("a filler that looks like nothing", "Learning\u3164from reviews", "Learning from reviews"),
    ("a zero width space", "Lear\u200bning from reviews", "Learning from reviews"),
    ("a word joiner", "Lear\u2060ning from reviews", "Learning from reviews"),
    ("a byte order mark", "\ufeffLearning from reviews", "Learning from reviews"),
    ("a soft hyphen", "Lear\xadning from reviews", "Learning from reviews"),
    ("a joiner among Latin letters", "Lear\u200dning from reviews", "Learning from reviews"),
    ("the order of letters turned round", "Learning \u202efrom\u202c reviews", "Learning from reviews"),
    ("an isolate", "\u2066Learning\u2069 from reviews", "Learning from reviews"),
    ("tags, by which text is smuggled", "Learning\U000e0068\U000e0069 from reviews", "Learning from reviews"),
    ("a variation selector", "Learning\ufe0f from reviews", "Learning from reviews"),
    ("no character at all", "Learning\uffff from\U0001fffe reviews", "Learning from reviews"),
    ("private use", "Learning\ue0ff from reviews", "Learning from reviews"),
    ("a letter in two parts", "Zoe\u0308 from reviews", "Zoë from reviews"),
    ("a ligature out of a PDF", "Con\ufb01dential", "Confidential"),
    ("Word's bullet", "\uf0b7 Learning", "• Learning"),
    ("spaces around and within", "  Learning   from reviews ", "Learning from reviews"),
    ("what is seen stays", "Łódź – “naïve” ½ £5 你好 עברית", "Łódź – “naïve” ½ £5 你好 עברית"),
]
IDS = [kind for kind, _, _ in LINES]
TEXTS = [(pasted, expected) for _, pasted, expected in LINES]


ENTRY = ("item", "}entry")
EXPECTED = sorted(expected for _, expected in TEXTS)  # as many as a feed is long


def titles_in(client, feed) -> list[str]:
    """Of what the feed holds, not its own."""
    entries = [node for node in ElementTree.fromstring(client.get(feed).content).iter() if node.tag.endswith(ENTRY)]
    titles = [child for entry in entries for child in entry if child.tag.endswith("title")]
    return sorted(" ".join((title.text or "").split()) for title in titles)


def test_a_title_in_the_admin_and_every_feed_of_it(publisher_client, client, subtests):
    for number, (kind, pasted, expected) in enumerate(LINES):
        with subtests.test(kind):
            text = {"title": pasted, "summary": pasted, "slug": f"line-{number}"}
            publisher_client.post(f"{LIST}add/", typed(_publish="1", **text))
            post = Post.objects.get(slug=f"line-{number}")
            assert (post.title, post.summary) == (expected, expected)
    # Read once all are written: what stands around every page is made anew after each change.
    for number, (kind, _, expected) in enumerate(LINES):
        with subtests.test(f"{kind}, as it is read"):
            assert expected in client.get(f"/news/line-{number}/").text
    for feed in ("/news/feed.rss", "/news/feed.atom"):
        assert titles_in(client, feed) == EXPECTED


def test_a_row_that_was_written_behind_the_forms(client):
    for pasted, _ in TEXTS:
        fit = pasted.replace("\x00", "")  # PostgreSQL holds none
        for row in (PostFactory(live=True, summary="Words"), LiveDocumentFactory()):
            type(row).objects.filter(pk=row.pk).update(title=fit, summary=fit)
    for feed in ("/news/feed.rss", "/news/feed.atom"):
        assert titles_in(client, feed) == EXPECTED
    titles = titles_in(client, "/resources/feed.atom")
    assert len(titles) == len(EXPECTED)
    for title, expected in zip(titles, EXPECTED, strict=True):
        assert title.startswith(expected)  # and the edition's own


def test_a_block_of_a_page(editor_client, editor, subtests):
    block = ("alert", {"text": "Read this", "heading": "A heading"})
    page = write_page(reverse_id="any", title="Any", slug="any", created_by=editor, publish=False, blocks=[block])
    content = PageContent.admin_manager.get(page=page)
    plugin = CMSPlugin.objects.get(placeholder__in=content.placeholders.all())
    address = reverse("admin:cms_placeholder_edit_plugin", args=[plugin.pk], query={"cms_path": "/"})
    rows = type(plugin.get_bound_plugin()).objects.filter(pk=plugin.pk)
    for kind, pasted, expected in LINES[:14]:
        with subtests.test(kind):
            rows.update(heading="A heading")
            editor_client.post(address, {"heading": pasted, "text": "Read this"})
            assert rows.get().heading == expected


@pytest.mark.parametrize(("pasted", "expected"), TEXTS[:14], ids=IDS[:14])
def test_what_a_borough_corrects(client, pasted, expected):
    point = ContactPointFactory(name="Front door")
    request = ConfirmationRequestFactory(authority=point.authority)
    address = reverse("contacts:confirm_changes", args=[token_of(request)])
    page = client.get(address)
    form = page.context["forms"].forms[0]
    data = {f"form-{name}": number for name, number in [("TOTAL_FORMS", 1), ("INITIAL_FORMS", 1)]}
    data |= {field.html_name: field.value() or "" for field in form}
    data |= {form.add_prefix("name"): pasted, "role": "MASH manager", "seen": page.context["seen"]}
    assert client.post(address, data).status_code in (200, 302)
    assert expected in [value.after for change in ProposedChange.objects.all() for value in change.values.all()]


def test_a_search_means_what_is_seen(client, subtests):
    for pasted, expected in TEXTS:
        with subtests.test(pasted):
            answer = client.get("/search/", {"q": pasted})
            if "\x00" in pasted:
                assert answer.status_code == 400  # nobody types one into an address
            else:
                assert " ".join(answer.context["form"].typed.split()) == expected


@pytest.mark.parametrize("field", ["password", "old_password", "new_password1", "id_password"])
def test_a_password_stays_as_it_was_typed(rf, field):
    from lscb_site.web.incoming_text import clean_incoming_text

    seen = []
    clean_incoming_text(seen.append)(rf.post("/", {field: "cor\u200brect\xa0 horse", "other": "a\u200bb"}))
    assert seen[0].POST[field] == "cor\u200brect\xa0 horse"
    assert seen[0].POST["other"] == "ab"
