from tests.samples import papers

BODY = """
<text:tracked-changes><text:changed-region><text:p>deleted</text:p></text:changed-region></text:tracked-changes>
<text:p>Opening<text:s/>words<text:line-break/>here</text:p>
<text:h text:outline-level="2">Purpose</text:h>
<text:section><text:p>In a <text:span>section</text:span><text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>A note.</text:p></text:note-body></text:note>.</text:p></text:section>
<text:list><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list>
</text:list-item><text:list-item><text:p>Two</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Who</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row>
</table:table-header-rows><table:table-row><table:table-cell><text:p>Police</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="1000000"/></table:table-row></table:table>
"""


def test_headings_lists_tables_and_notes(sections_of):
    opening, purpose, notes = sections_of(papers.odt_of(BODY), "odt")
    assert opening["text"] == "Opening words here"
    assert (purpose["label"], purpose["level"]) == ("Purpose", 2)
    lines = purpose["text"].split("\n")
    assert lines == ["Purpose", "In a section [1].", "One", "inner", "Two", "Who | x | x", "Police"]
    assert "<ul><li>One<ul><li>inner</li></ul></li><li>Two</li></ul>" in purpose["html"]
    assert (notes["label"], notes["html"]) == ("Notes", "<ol><li>A note.</li></ol>")


def test_right_to_left_text_is_marked(sections_of):
    (section,) = sections_of(papers.odt_of(f"<text:p>{papers.HEBREW}</text:p>"), "odt")
    assert section["html"] == f'<p dir="auto">{papers.HEBREW}</p>'


def test_an_empty_text_has_no_sections(sections_of):
    assert sections_of(papers.odt_of("<text:p/>"), "odt") == []
