from tests.samples.office_parts import SEEN, box, para, run, word

TEXT = "A sentence that is long enough to be the text of a report, and ends as sentences do."
BOLD, LARGE = "<w:b/>", '<w:b/><w:sz w:val="32"/>'


def labels(sections):
    return [(each["label"], each["level"]) for each in sections]


def test_a_style_based_on_a_heading_is_one(sections_of):
    based = '<w:name w:val="Board heading"/><w:basedOn w:val="Heading2"/>'
    style = f'<w:style w:type="paragraph" w:styleId="Board">{based}</w:style>'
    made = word(para(run("Findings"), '<w:pStyle w:val="Board"/>') + para(run(TEXT)), styles=style)
    assert labels(sections_of(made, "docx")) == [("Start of the document", 1), ("Findings", 2)]


def test_a_level_for_the_outline_makes_a_heading(sections_of):
    made = word(para(run("Findings"), '<w:outlineLvl w:val="0"/>') + para(run(TEXT)))
    assert ("Findings", 1) in labels(sections_of(made, "docx"))


def test_without_styles_large_and_bold_lines_are_headings(sections_of):
    body = para(run("What happened", LARGE)) + para(run(TEXT)) * 3 + para(run("In March", BOLD)) + para(run(TEXT)) * 3
    assert labels(sections_of(word(body), "docx")) == [
        ("Start of the document", 1),
        ("What happened", 1),
        ("In March", 2),
    ]


def test_bold_sentences_cells_and_texts_in_bold_throughout_are_no_headings(sections_of):
    cell = f"<w:tbl><w:tr><w:tc>{para(run('Borough', BOLD))}</w:tc></w:tr></w:tbl>"
    sentence = para(run("Call 999 at once.", BOLD))
    made = word(cell + sentence + box(para(run("Aside", BOLD))) + para(run(TEXT)) * 4)
    assert labels(sections_of(made, "docx")) == [("Start of the document", 1)]
    assert labels(sections_of(word(para(run("All of it", BOLD)) * 6), "docx")) == [("Start of the document", 1)]


def test_where_one_heading_has_its_style_none_is_guessed(sections_of):
    body = para(run("Findings"), '<w:pStyle w:val="Heading1"/>') + para(run(TEXT)) * 3 + para(run("In March", BOLD))
    found = sections_of(word(body), "docx")
    assert labels(found) == [("Start of the document", 1), ("Findings", 1)]
    assert SEEN in found[0]["text"]
