"""PDFs that hold something their pages do not show: one maker for each way, with what must be found.

Every one has ordinary text around what it hides. `HIDING` says of each what code is expected, on which page, and which
words must be found there, and must not be read.
"""

from tests.samples.hiding_pdf_carried import (
    answer_of_a_parent_field,
    answered_and_hidden,
    answered_form,
    attachment,
    author,
    chosen_in_a_form,
    creator_in_xmp,
    custom_property,
    data_of_the_program,
    date_script,
    earlier_version,
    earlier_words,
    earlier_words_twice,
    highlight_with_words,
    marked_for_redaction,
    note,
    note_that_is_hidden,
    page_taken_out,
    photograph_with_its_place,
    rich_note,
    small_picture_of_the_page,
    ticked_form,
)
from tests.samples.hiding_pdf_covered import (
    NAME,
    annotation_over_words,
    black_box,
    black_highlighter,
    blue_on_blue,
    box_in_a_form,
    box_of_many_lines,
    drawn_twice_under_a_label,
    label_on_box,
    letter_by_letter,
    moved_page_box,
    nearly_opaque_box,
    page_of_white,
    part_of_a_line,
    photograph_over_words,
    picture_over_words,
    rotated_page,
    shading_over_words,
    stamp_over_words,
    text_box_over_words,
    text_in_a_form,
    thick_line,
    thick_pen_over_words,
    upright_words,
    white_box,
)
from tests.samples.hiding_pdf_scans import (
    bar_in_a_scan,
    bar_in_a_scan_of_two_tones,
    bar_in_a_scan_that_lies_on_its_side,
    bar_over_a_scan,
    bar_over_a_scan_without_words,
    box_over_part_of_a_picture,
    picture_over_part_of_a_picture,
    type_3_letters,
    wiped_out_of_a_scan,
    words_behind_a_scan,
)
from tests.samples.hiding_pdf_unseen import (
    beyond_the_edge,
    black_on_black,
    clipped_away,
    hidden_layer,
    hidden_layer_of_a_form,
    hidden_layer_of_pictures,
    nearly_white,
    not_painted,
    not_painted_over_words,
    outside_the_crop,
    tiny,
    tiny_by_its_matrix,
    transparent,
    white_on_white,
)

# Maker, code of the finding, words that must stand in its excerpts (none: the place is enough).
HIDING = {
    made.__name__: (made, code, words)
    for code, words, makers in [
        (
            "covered_text",
            NAME,
            (
                *(black_box, white_box, thick_line, part_of_a_line, box_in_a_form, text_in_a_form, label_on_box),
                *(picture_over_words, photograph_over_words, page_of_white, shading_over_words, rotated_page),
                *(upright_words, moved_page_box, annotation_over_words, black_on_black, bar_in_a_scan),
                *(bar_over_a_scan, wiped_out_of_a_scan, words_behind_a_scan, type_3_letters, black_highlighter),
                *(text_box_over_words, thick_pen_over_words, stamp_over_words, nearly_opaque_box),
                *(box_of_many_lines, blue_on_blue, drawn_twice_under_a_label, letter_by_letter),
                *(bar_in_a_scan_that_lies_on_its_side, bar_in_a_scan_of_two_tones),
            ),
        ),
        (
            "invisible_text",
            NAME,
            (
                *(white_on_white, nearly_white, tiny, tiny_by_its_matrix, not_painted, not_painted_over_words),
                *(transparent, clipped_away),
            ),
        ),
        ("outside_page", NAME, (beyond_the_edge, outside_the_crop)),
        ("hidden_layer", NAME, (hidden_layer, hidden_layer_of_a_form)),
        ("hidden_layer", "Photographs", (hidden_layer_of_pictures,)),
        (
            "covered_picture",
            "",
            (box_over_part_of_a_picture, picture_over_part_of_a_picture, bar_over_a_scan_without_words),
        ),
        ("unapplied_redaction", "The partners", (marked_for_redaction,)),
        ("comment", NAME, (note, highlight_with_words, rich_note, note_that_is_hidden)),
        ("form_answer", NAME, (answered_form, chosen_in_a_form, answered_and_hidden, answer_of_a_parent_field)),
        ("form_answer", "On a child protection plan", (ticked_form,)),
        ("attachment", "Winterbourne chronology.docx", (attachment,)),
        ("earlier_words", NAME, (earlier_words, earlier_words_twice, page_taken_out)),
        ("earlier_version", "", (earlier_version,)),
        ("form_script", "AFDate_FormatEx", (date_script,)),
        ("property_person", NAME, (author, custom_property, creator_in_xmp)),
        ("page_picture", "", (small_picture_of_the_page,)),
        ("program_data", "Illustrator", (data_of_the_program,)),
        ("picture_location", "", (photograph_with_its_place,)),
    ]
    for made in makers
}
