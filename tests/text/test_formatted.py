"""The rule of formatted text by itself. What editors paste is in tests/inputs/test_rich_text.py."""

import random
from time import process_time

import pytest
from djangocms_text.models import Text

from lscb_site.pages.writing import write_page
from lscb_site.text.formatted import Removed, tidied
from news.models import Post
from resources.models import Collection, Document
from tests.factories import PostFactory
from tests.samples.clipboard import SAMPLES, pasted

PIECES = [
    *("<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<ol>", "<table>", "<tr>", "<td>"),
    *(
        "</table>",
        "x ",
        "• y",
        "1.\tz",
        "<br>",
        "<h1>",
        "</h1>",
        "<h3>",
        "</h3>",
        "<a href='x'>",
        "</a>",
        "<del>",
        "</del>",
    ),
    *(
        "<!--",
        "-->",
        "&nbsp;",
        "&#11;",
        "<blockquote>",
        "<pre>a\nb",
        "</pre>",
        "<img alt=x>",
        "<dl><dt>",
        "<dd>",
        "<th>",
    ),
    *("<caption>", "<center>", "<i style='font-style:normal'>", "</i>", "\u200b", "\x00", "\ud800", "<o:p>", "<thead>"),
    *("<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>", "<span style='mso-list:Ignore'>1.</span>", "<hr>"),
    *("<div class=ListContainerWrapper><ul><li>", "<p class=MsoTitle>", "<li style='mso-list:l0 level1 lfo1'>", "\n"),
]


@pytest.mark.parametrize("seed", range(20))
def test_whatever_comes_in_what_goes_out_goes_in_again_unchanged(seed):
    chance = random.Random(seed)
    for _ in range(50):
        torn = "".join(chance.choices(PIECES, k=chance.randint(1, 25)))
        once = tidied(torn).html
        assert tidied(once).html == once, torn
        once.encode()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_clipboard_is_tidy_after_one_time_and_nothing_is_left_to_tell(name):
    once = tidied(pasted(name))
    again = tidied(once.html)
    assert again.html == once.html
    assert not again.removed


@pytest.mark.parametrize(
    "torn",
    ["<div>" * 5000, "<b>" * 3000 + "x", "<ul><li>" * 2000, "<p>a<br><br>" * 500, "<p>• a</p>" * 2000, "<" * 5000],
    ids=["boxes", "bold", "lists", "lines", "items", "signs"],
)
def test_nothing_makes_it_fail_or_think_for_long(torn):
    start = process_time()
    tidied(torn)
    assert process_time() - start < 5


@pytest.mark.parametrize(
    ("found", "on_a_page", "sentence"),
    [
        ({}, False, ""),
        ({"colours": 1}, False, "Removed: colours."),
        ({"comment": 1, "colours": 1}, False, "Removed: 1 comment, colours."),
        (
            {"picture": 2},
            True,
            "Removed: 2 pictures. Pictures: add them to the page with the block “Picture”, beside this text.",
        ),
    ],
    ids=["nothing", "looks", "comment", "pictures"],
)
def test_what_was_removed_is_one_line(found, on_a_page, sentence):
    removed = Removed()
    for kind, number in found.items():
        removed.add(kind, number)
    assert removed.sentence(on_a_page) == sentence


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p style='color:black;background:white'>A</p>", ""),
        ("<p style='color:#c00'>A</p>", "colours"),
        ("<p><u>A</u></p>", "underlining"),
        ("<p align=center>A</p>", "alignment"),
        ("<p><font face=Arial>A</font></p>", "fonts and sizes"),
        ("<p><a style='color:blue;text-decoration:underline' href='/a/'>A</a></p>", ""),
        ("<p>A<img width=1 height=1 src='https://example.org/p.gif'></p>", ""),
        ("<p>A<!--[if gte vml 1]><v:imagedata src='x'/><![endif]--></p>", "1 picture"),
        ("<p>A<span style='display:none'> </span></p>", ""),
        ("<p><a href='file:///a'>A</a><a href='cid:b'>B</a></p>", "2 links"),
        ("<p>A</p><iframe src='x'></iframe><video></video>", "2 videos"),
    ],
)
def test_what_is_told(html, told):
    sentence = tidied(html).removed.sentence()
    assert told in sentence if told else not sentence


@pytest.mark.parametrize("text", ["<p>" + "x" * 10_100_000 + "</p>", "<ul><li>" * 300 + "x" + "</li></ul>" * 300])
def test_no_words_are_lost_that_are_very_long_or_very_deep(text):
    assert tidied(text).html.count("x") == text.count("x")


@pytest.mark.django_db
def test_every_way_in_passes_it(admin_user):
    """What code stores, too: a text of a page that is changed without any form, and a news item."""
    write_page(reverse_id="a", title="A", slug="a", created_by=admin_user, blocks=[("text", "<h1>A</h1>")])
    text = Text.objects.get()
    assert text.body == "<h2>A</h2>"
    text.body = "<h1>B</h1><div style='mso-element:comment'>Secret</div>"
    text.save()
    text.refresh_from_db()
    assert text.body == "<h2>B</h2>"
    post = PostFactory(body="<h1>A</h1>")
    Post.objects.filter(pk=post.pk).update(body="<h1>C</h1>")
    post.refresh_from_db()
    assert post.body == "<h2>C</h2>"


@pytest.mark.usefixtures("loaded_site")
def test_the_boards_own_texts_are_as_it_would_write_them():
    texts = [str(row.body) for model in (Post, Document, Collection, Text) for row in model.objects.all()]
    assert len(texts) > 20
    assert [text for text in texts if tidied(text).html != text] == []
