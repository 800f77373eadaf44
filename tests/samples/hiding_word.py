"""Word files that hide something, one for each way to do it."""

from tests.samples.hiding import BY, SECRET, Hiding, secret_workbook
from tests.samples.hiding_word_parts import (
    BY_THEME,
    DELETED_ROW,
    FROM_PARAGRAPH,
    HIDDEN_ROW,
    LABELLED,
    PAINTED,
    THICK_LINE,
    WHITE,
    barred,
    barred_with,
    hidden_in_word,
    in_black,
    loose_note,
    narrow_cell,
    old_bar,
    styled,
    word_chart,
    word_comment,
    word_custom_xml,
    word_defaults,
    word_fallback,
    word_field,
    word_header,
    word_note,
    word_off_page,
    word_old_box,
    word_old_crop,
    word_orphan,
    word_path_field,
    word_property,
    word_strict,
    word_table_style,
    word_template,
    word_unshown_header,
    word_with_object,
)
from tests.samples.office_parts import (
    box,
    para,
    photo,
    run,
    word,
    word_with_picture,
)

DELETION = f"<w:del {BY}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"
WORD = {
    "word hidden text": Hiding(hidden_in_word("<w:vanish/>"), "docx", "hidden_text"),
    "word hidden by a character style": Hiding(
        hidden_in_word('<w:rStyle w:val="Upper"/>', styles=styled("character", "<w:vanish/>")), "docx", "hidden_text"
    ),
    "word hidden by a paragraph style": Hiding(
        hidden_in_word("", properties='<w:pStyle w:val="Upper"/>', styles=styled("paragraph", "<w:vanish/>")),
        "docx",
        "hidden_text",
    ),
    "word hidden by its defaults": Hiding(word_defaults, "docx", "hidden_text"),
    "word hidden, strict": Hiding(word_strict, "docx", "hidden_text"),
    "word hidden in a header": Hiding(word_header, "docx", "hidden_text"),
    "word hidden in a note": Hiding(word_note, "docx", "hidden_text"),
    "word hidden in a text box": Hiding(lambda: word(box(para(run(SECRET, "<w:vanish/>")))), "docx", "hidden_text"),
    "word hidden text box": Hiding(lambda: word(box(para(run(SECRET)), hidden=' hidden="1"')), "docx", "hidden_text"),
    "word white": Hiding(hidden_in_word(WHITE), "docx", "invisible_text"),
    "word nearly white": Hiding(hidden_in_word('<w:color w:val="FEFDFE"/>'), "docx", "invisible_text"),
    "word white by a style": Hiding(
        hidden_in_word("", properties='<w:pStyle w:val="Upper"/>', styles=styled("paragraph", WHITE)),
        "docx",
        "invisible_text",
    ),
    "word white in the theme": Hiding(
        hidden_in_word('<w:color w:val="auto" w:themeColor="background1"/>'), "docx", "invisible_text"
    ),
    "word white in a light row": Hiding(word_table_style, "docx", "invisible_text"),
    "word tiny": Hiding(hidden_in_word('<w:sz w:val="2"/>'), "docx", "invisible_text"),
    "word narrowed": Hiding(hidden_in_word('<w:w w:val="1"/>'), "docx", "invisible_text"),
    "word in a line of one point": Hiding(
        hidden_in_word("", properties='<w:spacing w:line="20" w:lineRule="exact"/>'), "docx", "invisible_text"
    ),
    "word without ink": Hiding(
        hidden_in_word("<w14:textFill><a:noFill/></w14:textFill>".replace("a:", "w14:")), "docx", "invisible_text"
    ),
    "word box without height": Hiding(lambda: word(box(para(run(SECRET)), height=0)), "docx", "invisible_text"),
    "word old box without width": Hiding(word_old_box, "docx", "invisible_text"),
    "word box off the page": Hiding(word_off_page, "docx", "outside_page"),
    "word under a black marker": Hiding(in_black('<w:highlight w:val="black"/>'), "docx", "covered_text"),
    "word black on black": Hiding(
        in_black('<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>'),
        "docx",
        "covered_text",
    ),
    "word deletion": Hiding(lambda: word(para(DELETION)), "docx", "tracked_deletion"),
    "word moved away": Hiding(
        lambda: word(para(f"<w:moveFrom {BY}>{run(SECRET)}</w:moveFrom>")), "docx", "tracked_deletion"
    ),
    "word deleted row": Hiding(lambda: word(DELETED_ROW), "docx", "tracked_deletion"),
    "word insertion": Hiding(
        lambda: word(para(f"<w:ins {BY}>{run('More.')}</w:ins>")), "docx", "tracked_insertion", ""
    ),
    "word author of a change": Hiding(
        lambda: word(para(f"<w:ins {BY}>{run('More.')}</w:ins>")), "docx", "revision_author"
    ),
    "word author of a look": Hiding(
        lambda: word(para(run("Bold.", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"))), "docx", "revision_author"
    ),
    "word comment": Hiding(word_comment, "docx", "comment"),
    "word author": Hiding(lambda: word_property("author", SECRET), "docx", "property_person"),
    "word last changed by": Hiding(lambda: word_property("last_modified_by", SECRET), "docx", "property_person"),
    "word embedded workbook": Hiding(
        lambda: word_with_object("sheet.xlsx", secret_workbook(), "package"), "docx", "embedded_object"
    ),
    "word chart with more": Hiding(word_chart, "docx", "chart_workbook"),
    "word cropped picture": Hiding(
        lambda: word_with_picture(photo(), '<a:srcRect l="20000" r="10000"/>'), "docx", "cropped_picture", ""
    ),
    "word located photograph": Hiding(lambda: word_with_picture(photo(located=True)), "docx", "picture_location", ""),
    "word camera": Hiding(lambda: word_with_picture(photo(camera=True)), "docx", "picture_camera", "Pentaxo"),
    "word located png": Hiding(
        lambda: word_with_picture(photo(located=True, kind="PNG")), "docx", "picture_location", ""
    ),
    "word custom data": Hiding(word_custom_xml, "docx", "custom_xml"),
    "word variable": Hiding(
        lambda: word("", settings=f'<w:docVars><w:docVar w:name="case" w:val="{SECRET}"/></w:docVars>'),
        "docx",
        "custom_xml",
    ),
    "word template": Hiding(word_template, "docx", "template_path"),
    "word other branch of a field": Hiding(word_field, "docx", "hidden_text"),
    "word hidden row": Hiding(lambda: word(HIDDEN_ROW), "docx", "hidden_text"),
    "word paragraph left of the page": Hiding(
        lambda: word(para(run(SECRET), '<w:ind w:left="-20000"/>')), "docx", "outside_page"
    ),
    "word paragraph right of the page": Hiding(
        lambda: word(para(run(SECRET), '<w:ind w:left="30000"/>')), "docx", "outside_page"
    ),
    "word frame off the page": Hiding(
        lambda: word(
            para(run(SECRET), '<w:framePr w:w="2000" w:vAnchor="page" w:hAnchor="page" w:x="-9000" w:y="1"/>')
        ),
        "docx",
        "outside_page",
    ),
    "word cell without width": Hiding(lambda: word(narrow_cell("fixed")), "docx", "invisible_text"),
    "word footnote that nothing refers to": Hiding(lambda: word("", **loose_note("footnote")), "docx", "hidden_text"),
    "word endnote that nothing refers to": Hiding(lambda: word("", **loose_note("endnote")), "docx", "hidden_text"),
    "word entry of an index": Hiding(
        lambda: word(para(f'<w:fldSimple w:instr=" XE &quot;Everybody:{SECRET}&quot; "/>')), "docx", "hidden_text"
    ),
    "word under a white box": Hiding(
        barred_with(SECRET, (PAINTED, PAINTED.replace("000000", "FFFFFF"))), "docx", "covered_text"
    ),
    "word under a box of the theme's colour": Hiding(
        barred_with(SECRET, (PAINTED, ""), ("<wps:bodyPr/>", BY_THEME)), "docx", "covered_text"
    ),
    "word under a box that says so": Hiding(
        barred_with(SECRET, (PAINTED, PAINTED.replace("000000", "FFFFFF")), ("<wps:bodyPr/>", LABELLED)),
        "docx",
        "covered_text",
    ),
    "word under a bar placed from the page": Hiding(
        barred_with(SECRET, (FROM_PARAGRAPH, '"page"><wp:posOffset>1220000')), "docx", "covered_text"
    ),
    "word under a thick line": Hiding(
        barred_with(SECRET, (PAINTED, THICK_LINE), ('cy="180000"', 'cy="0"')),
        "docx",
        "covered_text",
    ),
    "word under an old rectangle": Hiding(
        old_bar(
            '<v:rect style="position:absolute;margin-left:0;margin-top:0;width:190pt;height:16pt;z-index:2" '
            'fillcolor="black"/>'
        ),
        "docx",
        "covered_text",
    ),
    "word under an old thick line": Hiding(
        old_bar('<v:line from="0,8pt" to="150pt,8pt" style="position:absolute;z-index:2" strokeweight="14pt"/>'),
        "docx",
        "covered_text",
    ),
    "word under a dark marker": Hiding(in_black('<w:highlight w:val="darkBlue"/>'), "docx", "covered_text"),
    "word in solid shading": Hiding(
        in_black('<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="auto"/>'),
        "docx",
        "covered_text",
    ),
    "word in nearly solid shading": Hiding(
        in_black('<w:color w:val="000000"/><w:shd w:val="pct95" w:color="auto" w:fill="FFFFFF"/>'),
        "docx",
        "covered_text",
    ),
    "word under a black bar": Hiding(lambda: word(barred(para_of=SECRET)), "docx", "covered_text"),
    "word header of no page": Hiding(word_unshown_header, "docx", "hidden_text"),
    "word drawing for older programs": Hiding(word_fallback, "docx", "hidden_text"),
    "word path in a field": Hiding(word_path_field, "docx", "template_path"),
    "word old cropped picture": Hiding(word_old_crop, "docx", "cropped_picture", ""),
    "word remarks": Hiding(lambda: word_property("comments", f"About {SECRET}"), "docx", "property_person"),
    "word part left behind": Hiding(word_orphan, "docx", "hidden_text"),
}
