"""Formatted text as people paste it, in a news item and in a text of a page alike: (kind, pasted, stored).

Each goes through the field of every form; of each kind one goes through the real forms, as a browser without script
sends it. tests/browser/test_pasting.py pastes with one that has it. Whole clipboards are in test_clipboards.py.
"""

import pytest

from lscb_site.text.characters import clean_text
from news.models import Post
from tests.inputs.texts import PLACES, save

SAFELINK = "https://eur01.safelinks.protection.outlook.com/?url={}&data=05%7C01&reserved=0"
DRAWN = "<span style='mso-list:Ignore'>{}<span style='font:7.0pt'>&nbsp;&nbsp; </span></span>"
FRONT = f"<![if !supportLists]>{DRAWN}<![endif]>"


def item(sign, words, level=1, part="Middle"):
    style = f"text-indent:-18.0pt;mso-list:l0 level{level} lfo1"
    return f"<p class=MsoListParagraphCxSp{part} style='{style}'>{FRONT.format(sign)}{words}<o:p></o:p></p>\n"


HEADINGS = [
    ("heading 1 alone", "<h1>Neglect</h1>", "<h2>Neglect</h2>"),
    ("levels", "<h1>A</h1><h2>B</h2><h3>C</h3>", "<h2>A</h2><h3>B</h3><h4>C</h4>"),
    ("lowest levels", "<h4>A</h4><h5>B</h5><h6>C</h6>", "<h4>A</h4><h4>B</h4><h4>C</h4>"),
    ("no heading 1", "<h2>A</h2><h3>B</h3>", "<h2>A</h2><h3>B</h3>"),
    ("what stood before it", "<h2>Old</h2><h1>New</h1><h2>Sub</h2>", "<h2>Old</h2><h2>New</h2><h3>Sub</h3>"),
    ("vertical tab", "<h1>Part 1:&#11;Neglect</h1>", "<h2>Part 1: Neglect</h2>"),
    ("Word’s title", "<p class=MsoTitle>Neglect</p><h1>Signs</h1>", "<h2>Neglect</h2><h2>Signs</h2>"),
    ("Word on the web", '<p role="heading" aria-level="2">Signs</p>', "<h2>Signs</h2>"),
    ("number kept", f"<h1 style='mso-list:l0 level1 lfo1'>{FRONT.format('1.')}Signs</h1>", "<h2>1. Signs</h2>"),
]
LISTS = [
    ("bullets", item("·", "A", part="First") + item("·", "B", part="Last"), "<ul><li>A</li><li>B</li></ul>"),
    ("Wingdings", item("§", "A") + item("Ø", "B"), "<ul><li>A</li><li>B</li></ul>"),
    ("numbers", item("1.", "A") + item("2.", "B"), "<ol><li>A</li><li>B</li></ol>"),
    ("letters", item("a)", "A") + item("b)", "B"), '<ol type="a"><li>A</li><li>B</li></ol>'),
    ("goes on at 3", item("3.", "C") + item("4.", "D"), '<ol start="3"><li>C</li><li>D</li></ol>'),
    ("levels", item("·", "A") + item("o", "B", 2) + item("·", "C"), "<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>"),
    (
        "three levels",
        item("1.", "A") + item("1.1", "B", 2) + item("1.1.1", "C", 3) + item("2.", "D"),
        "<ol><li>A<ol><li>B<ol><li>C</li></ol></li></ol></li><li>D</li></ol>",
    ),
    ("two lists", item("·", "A") + item("1.", "B"), "<ul><li>A</li></ul><ol><li>B</li></ol>"),
    ("one item", item("·", "A"), "<ul><li>A</li></ul>"),
    ("only the sign", "<p class=MsoListParagraph>•&nbsp;&nbsp;A</p>", "<ul><li>A</li></ul>"),
    ("typed bullets", "<p>• A</p><p>•\tB</p>", "<ul><li>A</li><li>B</li></ul>"),
    ("typed numbers", "<p>1.\tA</p><p>2.\tB</p>", "<ol><li>A</li><li>B</li></ol>"),
    ("typed numbers and spaces", "<p>1.&nbsp;&nbsp; A</p><p>2.&nbsp;&nbsp; B</p>", "<ol><li>A</li><li>B</li></ol>"),
    (
        "a tab that Word draws",
        "<p>4.<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>A</p><p>5.<span style='mso-tab-count:1'> </span>B</p>",
        '<ol start="4"><li>A</li><li>B</li></ol>',
    ),
    ("numbers that do not follow", "<p>1.\tA</p><p>7.\tB</p>", '<ol><li>A</li></ol><ol start="7"><li>B</li></ol>'),
    ("a year is no item", "<p>2015. It was</p><p>2016. It is</p>", "<p>2015. It was</p><p>2016. It is</p>"),
    (
        "second paragraph",
        item("·", "A") + "<p class=MsoListParagraph>More</p>",
        "<ul><li><p>A</p><p>More</p></li></ul>",
    ),
    ("list in a list", "<ul><li>A</li><ul><li>B</li></ul></ul>", "<ul><li>A<ul><li>B</li></ul></li></ul>"),
    ("items out of a list", "<p>A</p><li>B</li><li>C</li>", "<p>A</p><ul><li>B</li><li>C</li></ul>"),
    ("a menu of a web page", "<menu><li>A</li></menu>", "<ul><li>A</li></ul>"),
]
DEEP = [
    ("boxes", "<div>" * 600 + "A" + "</div>" * 600 + "<p>B</p>", "<p>A</p><p>B</p>"),
    ("marks", "<p>" + "<span>" * 300 + "A<i>b</i>c" + "</span>" * 300 + "</p>", "<p>Abc</p>"),
]
SPACES = [
    ("runs of spaces", "<p>A<span style='mso-spacerun:yes'>   </span>b</p>", "<p>A b</p>"),
    ("bold before a word", "<p><b>Bold</b> next</p>", "<p><b>Bold</b> next</p>"),
    ("space inside the mark", "<p><b>Bold </b>next</p>", "<p><b>Bold </b>next</p>"),
    ("a mark of a space", "<p>A<b> </b>b</p>", "<p>A b</p>"),
    ("o:p", "<p>A<o:p>&nbsp;</o:p>b</p>", "<p>A b</p>"),
    ("line break", "<p>A<br>b</p>", "<p>A<br>b</p>"),
    ("boxes", "<div>A</div><div>B</div>", "<p>A</p><p>B</p>"),
    ("a box in words", "A<div>B</div>C", "<p>A</p><p>B</p><p>C</p>"),
    ("Apple’s space", '<p>A<span class="Apple-converted-space">&nbsp;</span>b</p>', "<p>A b</p>"),
    ("empty paragraphs", "<p>A</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p><br></p><p>B</p>", "<p>A</p><p>B</p>"),
    ("two line breaks", "<p>A<br><br>B</p>", "<p>A</p><p>B</p>"),
    ("invisible signs", "<p>A\u200b\u00ad\u202eB&#x200b;C</p>", "<p>ABC</p>"),
    ("centred", "<center><font face=Arial>A</font></center>", "<p>A</p>"),
]
STRONG = "<p><strong>A</strong></p>"
MARKS = [
    ("Google’s wrapper", "<b style='font-weight:normal' id='docs-internal-guid-1'><p>A</p></b>", "<p>A</p>"),
    ("weight", "<p><span style='font-weight:700'>A</span> b</p>", "<p><strong>A</strong> b</p>"),
    ("weight by a class", "<style>.s1{font: bold 12px Arial}</style><p><span class=s1>A</span></p>", STRONG),
    ("slant", "<p><span style='font-style:italic'>A</span> b</p>", "<p><em>A</em> b</p>"),
    ("raised", "<p>5<span style='vertical-align:super'>th</span></p>", "<p>5<sup>th</sup></p>"),
    ("Word’s bold", "<p><b style='mso-bidi-font-weight:normal'>A</b></p>", "<p><b>A</b></p>"),
]
GONE = [
    ("deleted", "<p>Call <del>Janet</del><ins>us</ins></p>", "<p>Call us</p>"),
    ("deleted paragraphs", "<del><p>Old</p></del><s><p>Older</p></s><p>New</p>", "<p>New</p>"),
    ("Word’s deletion", "<p><span class=msoDel>Old</span><span class=msoIns>New</span></p>", "<p>New</p>"),
    ("struck out", "<p><span style='text-decoration:line-through'>Old</span>New</p>", "<p>New</p>"),
    ("hidden", "<p>A<span style='display:none;mso-hide:all'>Secret</span></p>", "<p>A</p>"),
    (
        "hidden by a class",
        "<style><!-- span.Secret\n\t{mso-style-name:Secret;\n\tdisplay:none;\n\tmso-hide:all;} --></style>"
        "<p>A<span class=Secret>Janet</span></p>",
        "<p>A</p>",
    ),
    (
        "struck out by a class",
        "<style>p.p1 {margin: 0.0px} span.s1 {text-decoration: line-through}</style>"
        "<p class=p1><span class=s1>Old</span>New</p>",
        "<p>New</p>",
    ),
    ("comment", "<p>A</p><div style='mso-element:comment'><p>Secret</p></div>", "<p>A</p>"),
    ("comment’s text", "<p>A</p><p class=MsoCommentText>Secret</p>", "<p>A</p>"),
    ("comment’s mark", "<p>A<a class=msocomanchor href='#_msocom_1'>[JS1]</a></p>", "<p>A</p>"),
    ("conditional comment", "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>A</p>", "<p>A</p>"),
    ("XML", "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><p>A</p>", "<p>A</p>"),
    ("XML without its frame", "<w:WordDocument><w:View>Normal</w:View></w:WordDocument><p>A</p>", "<p>A</p>"),
    ("style and title", "<title>T</title><style>p{}</style><script>x()</script><p>A</p>", "<p>A</p>"),
    ("picture", "<p>A<img src='file:///C:/a.png'><img src='data:image/png;base64,AAAA'></p>", "<p>A</p>"),
    ("a smile", "<p>A <img alt='😀' src='cid:1'></p>", "<p>A 😀</p>"),
]
LINKS = [
    ("own computer", "<p><a href='file:///C:/a.docx'>A</a></p>", "<p>A</p>"),
    ("script", "<p><a href='javascript:x()'>A</a></p>", "<p>A</p>"),
    (
        "Safelinks",
        f"<p><a href='{SAFELINK.format('https%3A%2F%2Fexample.org%2Fa%3Fb%3D1')}'>A</a></p>",
        '<p><a href="https://example.org/a?b=1">A</a></p>',
    ),
    (
        "Google",
        "<p><a href='https://www.google.com/url?q=https://example.org/&amp;sa=D'>A</a></p>",
        '<p><a href="https://example.org/">A</a></p>',
    ),
    (
        "Google around Safelinks",
        f"<p><a href='https://www.google.co.uk/url?q={SAFELINK.format('https%253A%252F%252Fexample.org')}'>A</a></p>",
        '<p><a href="https://example.org">A</a></p>',
    ),
    (
        "a go-between with a script",
        f"<p><a href='{SAFELINK.format('javascript%3Ax()')}'>A</a></p>",
        f'<p><a href="{SAFELINK.format("javascript%3Ax()").replace("&", "&amp;")}">A</a></p>',
    ),
    ("mail", "<p><a href='mailto:a@example.org'>A</a></p>", '<p><a href="mailto:a@example.org">A</a></p>'),
    ("footnote", "<p>A<a href='#_ftn1'>[1]</a></p><p><a href='#_ftnref1'>[1]</a> B</p>", "<p>A[1]</p><p>[1] B</p>"),
    ("bookmarks", "<p><a name='_GoBack'></a><a name='_Toc1'>A</a></p>", "<p>A</p>"),
]
HEAD = '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
TABLES = [
    (
        "first row",
        "<table><tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr></table>",
        HEAD + "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    ),
    (
        "paragraphs in cells",
        "<table><tr><td><p><b>A</b></p></td><td><p>B</p></td></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></table>",
        HEAD + "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    ),
    (
        "first column",
        "<table><tr><td><b>A</b></td><td>1</td></tr><tr><td><b>B</b></td><td>2</td></tr></table>",
        '<table><tbody><tr><th scope="row">A</th><td>1</td></tr>'
        '<tr><th scope="row">B</th><td>2</td></tr></tbody></table>',
    ),
    (
        "a cell of two rows",
        "<table><tr><td>A</td><td>B</td></tr><tr><td rowspan=2>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
        HEAD + '<tbody><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>',
    ),
    (
        "a first row of one cell",
        "<table><tr><td colspan=2>A</td></tr><tr><td>1</td><td>2</td></tr></table>",
        '<table><tbody><tr><td colspan="2">A</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>',
    ),
    (
        "one row has no names",
        "<table><tr><td>A</td><td>B</td></tr></table>",
        "<table><tbody><tr><td>A</td><td>B</td></tr></tbody></table>",
    ),
]
TABLE = {
    "headings": HEADINGS,
    "lists": LISTS,
    "deep": DEEP,
    "spaces": SPACES,
    "marks": MARKS,
    "gone": GONE,
    "links": LINKS,
    "tables": TABLES,
}
ALL = [
    pytest.param(pasted, stored, id=f"{kind}: {name}") for kind, rows in TABLE.items() for name, pasted, stored in rows
]
# Of each kind the row that asks most, through the real forms.
MOST = {kind: max(rows, key=lambda row: len(row[1]))[1:] for kind, rows in TABLE.items()}


@pytest.fixture(params=PLACES)
def place(request, editor):
    return request.param(editor)


def meant(html):
    """What the form of any text makes of what a browser sends."""
    return Post._meta.get_field("body").formfield().clean(clean_text(html))


@pytest.mark.parametrize(("html", "stored"), ALL)
def test_what_is_pasted_is_read_as_it_was_meant(html, stored):
    assert meant(html) == stored
    assert meant(stored) == stored


@pytest.mark.django_db
def test_what_is_pasted_is_stored_as_it_was_meant(editor_client, place, subtests):
    for kind, (html, stored) in MOST.items():
        with subtests.test(kind):
            save(editor_client, place, html)
            assert place.stored() == stored
            save(editor_client, place, stored)
            assert place.stored() == stored


@pytest.mark.django_db
def test_nothing_is_told_where_nothing_was_taken_away(editor_client, place):
    assert "Removed" not in " ".join(save(editor_client, place, "<h2>New</h2><p>Words, <strong>bold</strong>.</p>"))
