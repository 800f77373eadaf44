import pytest

from lscb_site.files.markup import cleaned


@pytest.mark.parametrize(
    "html",
    [
        '<h3 dir="auto">Who</h3>\n<ul><li>One<ul><li>inner</li></ul></li></ul>',
        '<table><thead><tr><th scope="col" colspan="2">A</th></tr></thead></table>',
        '<table><tbody><tr><td rowspan="3">1</td></tr></tbody></table>',
        "<p>A <strong>b</strong> <em>c</em><sup>1</sup><br>d &amp; e</p>",
        "<ol><li>One</li></ol>",
        '<p lang="fr">Non</p><p>She said <span lang="cy-GB">diolch</span> and <em lang="fr">merci</em></p>',
    ],
)
def test_structure_is_kept(html):
    assert cleaned(html) == html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<script>alert(1)</script><p>x</p>", "<p>x</p>"),
        ('<p onclick="x()" style="color:red" class="a" id="page-1">x</p>', "<p>x</p>"),
        ('<img src="x" onerror="alert(1)">', ""),
        ("<style>p{}</style><svg><script>1</script></svg><p>x", "<p>x</p>"),
        ('<iframe src="https://a.example"></iframe><form><input></form>', ""),
        ('<p dir="rtl">x</p>', "<p>x</p>"),
        ('<p lang="not a language">x</p><span class="a">y</span>', "<p>x</p><span>y</span>"),
        ('<table><tr><td colspan="9999">y</td></tr></table>', "<table><tbody><tr><td>y</td></tr></tbody></table>"),
        ("<!-- a comment --><p>x</p>", "<p>x</p>"),
    ],
)
def test_everything_else_goes(html, left):
    assert cleaned(html) == left


@pytest.mark.parametrize(
    "address", ["https://www.gov.uk/a", "http://a.example", "mailto:a@b.example", "tel:+442079460000"]
)
def test_whole_links_are_kept(address):
    assert cleaned(f'<a href="{address}">x</a>') == f'<a href="{address}" rel="nofollow noopener">x</a>'


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JaVaScRiPt:1", "data:text/html,x", "/admin/", "//a.example", "#s", "file:///a"]
)
def test_links_that_could_mislead_are_words(address):
    assert "href" not in cleaned(f'<a href="{address}">x</a>')
