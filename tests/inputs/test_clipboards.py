"""Whole clipboards of Word, Outlook, Google Docs, Pages and a web page, saved in news and on a page alike."""

import pytest

from tests.inputs.texts import PLACES, save
from tests.samples.clipboard import SAMPLES, pasted

pytestmark = pytest.mark.django_db

# A clipboard; what stands in the text then; what must never stand in it; what is told.
CLIPBOARDS = {
    "word": (
        [
            "<h2>Neglect: what to look for</h2>",
            "<h3>Signs</h3>",
            "<ul><li>Hunger<ul><li>at school</li></ul></li><li>Cold</li></ul>",
            "<ol><li>Call the front door</li><li>Write it down</li></ol>",
            '<th scope="col">Borough</th>',
            "needs.[1]",
        ],
        ["mother", "Janet", "JS1", "publication", "Normal", "closed meeting", "file:", "Mso"],
        ["1 picture", "1 comment", "1 piece of deleted", "1 piece of hidden text", "1 link", "colours"],
    ),
    "word_online": (
        [
            "<h2>Neglect: what to look for</h2>",
            "<li><strong>Hunger</strong>",
            "<ul><li>at school</li></ul>",
            "<li>Cold",
        ],
        ["SCXW", "style"],
        ["colours", "fonts and sizes"],
    ),
    "outlook": (
        [
            "<p>Dear colleagues,</p>",
            '<a href="https://www.example.org/guidance?page=2">the guidance</a> and\n write',
            "<ol><li>Check the list.</li><li>Send it back.</li></ol>",
            "<p>Regards<br>Janet</p>",
        ],
        ["safelinks", "nbsp", "1."],
        ["1 picture"],
    ),
    "google_docs": (
        [
            "<h2>Neglect: what to look for</h2>",
            "<p><strong>Neglect</strong> is the <em>persistent</em> failure",
            '<a href="https://www.example.org/guidance">the guidance</a>.</p>',
            "<ul><li><p>Hunger</p><ul><li><p>at school</p></li></ul></li><li><p>Cold</p></li></ul>",
            "<p>New advice.</p>",
        ],
        ["Old advice", "google", "docs-internal", "<b>"],
        ["1 picture", "1 piece of deleted"],
    ),
    "pages": (
        ["<p><b>Neglect</b> is the persistent failure", "<li>at school</li>", "<p>Ask <i>first</i>.</p>"],
        ["Apple", "class", "<p></p>"],
        ["fonts and sizes"],
    ),
    "web_page": (
        [
            "<h2>Neglect: what to look for</h2>",
            "<p>First</p><p>Second</p><p>third</p>",
            "<h4>Signs</h4>",
            "<li>Hunger</li>",
        ],
        ["Share", "track", "Turn on scripts", "onclick"],
        ["1 video, drawing or other embedded part"],
    ),
}


@pytest.fixture(params=PLACES)
def place(request, editor):
    return request.param(editor)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_whole_clipboard_keeps_its_structure_and_loses_what_is_nobodys_business(editor_client, place, name):
    there, never, told = CLIPBOARDS[name]
    messages = " ".join(save(editor_client, place, pasted(name)))
    text = place.stored()
    for part in there:
        assert part in text
    for part in never:
        assert part not in text
    for part in told:
        assert part in messages
    assert ("Removed: " in messages) == bool(told)
