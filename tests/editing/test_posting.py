import pytest

from lscb_site.editing.posting import normal

STORED = """<p>One &nbsp;word.</p>
<ul>
<li>local <strong>scoping</strong></li>
<li>two</li>
</ul>
<p>See <a href="/mash/">hubs</a>.</p>"""


@pytest.mark.parametrize(
    ("stored", "sent"),
    [
        (
            STORED,
            "\r\n<p>One \xa0word.</p><ul><li><p>local <strong>scoping</strong></p></li><li><p>two</p></li></ul>"
            '<p>See <a rel="noopener noreferrer" href="/mash/">hubs</a>.</p>\r\n',
        ),
        ("<table><tr><td>1</td></tr></table>", "<table>\n<tr>\n<td><p>1</p></td>\n</tr>\n</table>"),
        ("One line\nand another", "One line\r\nand another"),
    ],
)
def test_what_an_editor_rewrites_by_itself_is_no_change(stored, sent):
    assert normal({"": [stored]}) == normal({"": [sent]})


@pytest.mark.parametrize(
    "sent",
    [
        STORED.replace("scoping", "hoping"),
        STORED.replace("<strong>scoping</strong>", "scoping"),
        STORED.replace("/mash/", "/about/"),
        STORED.replace("<li>two</li>", ""),
        STORED.replace("<p>See", "<h2>See").replace("</a>.</p>", "</a>.</h2>"),
        STORED.replace("<li>two</li>", "<li><p>two</p><p>and a half</p></li>"),
    ],
)
def test_what_a_person_changes_in_a_formatted_text_is_one(sent):
    assert normal({"": [STORED]}) != normal({"": [sent]})


def test_plain_text_keeps_every_mark():
    assert normal({"": ['a < b rel="x"']}) != normal({"": ["a < b"]})
