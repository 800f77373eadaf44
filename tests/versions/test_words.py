"""What one version says otherwise than another, word by word."""

from time import process_time

import pytest

from lscb_site.versions.contents import contents
from lscb_site.versions.words import GONE, InWords, marked
from news.models import Post
from tests.factories import LiveDocumentFactory, PaperFactory, PostFactory, SessionFactory, TopicFactory

pytestmark = pytest.mark.django_db


def pieces(before, after):
    return [(piece.kind, piece.text) for piece in marked(before, after)]


def test_only_the_words_that_changed_are_marked():
    assert pieces("A plan for every child", "A plan for each child") == [
        ("same", "A plan for "),
        ("removed", "every "),
        ("added", "each "),
        ("same", "child"),
    ]


def test_a_paragraph_that_came_is_marked_whole_and_the_others_are_not():
    assert pieces("One.\nThree.\n", "One.\nTwo words.\nThree.\n") == [
        ("same", "One.\n"),
        ("added", "Two words.\n"),
        ("same", "Three.\n"),
    ]


def test_a_text_that_came_or_went_whole():
    assert pieces("", "New") == [("added", "New")]
    assert pieces("Old", "") == [("removed", "Old")]
    assert pieces("", "") == []


def test_values_are_told_as_editors_read_them():
    post = PostFactory(kind="report", date="2015-03-18", body="<p>One &amp; two</p>", papers_to_follow=True)
    document = LiveDocumentFactory(title="The protocol")
    PaperFactory(post=post, document=document, label="Read this", position=7)
    SessionFactory(post=post, title="Morning", starts_at="09:30")
    told = dict(InWords(Post, contents(post)).lines(contents(post)))
    assert (told["Kind"], told["Date"], told["Body"], told["Papers to follow"]) == (
        "Report",
        "18 March 2015",
        "One & two",
        "Yes",
    )
    assert told["Documents of this item"] == "document: The protocol; label: Read this"
    assert told["Sessions"] == "starts at: 09:30; title: Morning"


def test_what_is_gone_is_said_to_be_gone():
    document = LiveDocumentFactory()
    document.topics.add(TopicFactory(name="Neglect"))
    said = contents(document)
    in_words = InWords(type(document), said)
    assert dict(in_words.lines(said))["Topics"] == "Neglect"
    document.topics.get().delete()
    assert dict(InWords(type(document), said).lines(said))["Topics"] == GONE


def test_the_names_of_a_long_conference_cost_no_more_than_those_of_a_short_one(django_assert_num_queries):
    post = PostFactory()
    for _ in range(5):
        SessionFactory(post=post, document=LiveDocumentFactory())
    said = contents(post)
    with django_assert_num_queries(1):
        InWords(Post, said, said)


def test_words_that_come_again_and_again_cost_no_minutes():
    before, after = "word one " * 1000, "word two " * 1000
    began = process_time()
    made = marked(f"First.\n{before}\nLast.", f"First.\n{after}\nLast.")
    assert process_time() - began < 2
    assert [(each.kind, each.text) for each in (made[0], made[-1])] == [("same", "First.\n"), ("same", "Last.")]
    assert "".join(piece.text for piece in made if piece.kind != "removed") == f"First.\n{after}\nLast."


def test_of_a_very_long_text_only_what_changed_is_marked():
    before = "word " * 5000
    kinds = [kind for kind, _ in pieces(f"{before}old {before}", f"{before}new {before}")]
    assert kinds == ["same", "removed", "added", "same"]
