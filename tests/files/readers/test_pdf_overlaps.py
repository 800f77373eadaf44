from lscb_site.files.readers.pdf.overlaps import any_overlap, copies_of, groups_apart, overlapping
from lscb_site.files.readers.pdf.placed_words import Letter, PlacedWord


def word(text, left=0.0, foot=0.0, *, key):
    letters = tuple(
        Letter(key * 100 + at, character, (left + at * 10, foot, left + at * 10 + 9, foot + 12))
        for at, character in enumerate(text)
    )
    return PlacedWord(letters, (left, foot, left + len(text) * 10, foot + 12), {key: None})


def test_words_that_stand_on_others_are_found_and_kept_apart():
    name, label, beside = word("Kezia", key=1), word("REMOVED", 5, 2, key=2), word("aunt", 100, key=3)
    assert overlapping([name, label, beside]) == [name, label]
    assert groups_apart([name, label, beside]) == [{1, 3}, {2}]


def test_a_word_drawn_twice_is_one_word():
    first, again = word("Kezia", key=1), word("Kezia", 0.3, key=2)
    assert overlapping([first, again]) == []
    assert groups_apart([first, again]) == [{1, 2}]
    assert list(copies_of(first.letters, again.letters)) == [letter.index for letter in again.letters]


def test_words_of_one_line_do_not_hide_each_other():
    assert overlapping([word("Kezia", key=1), word("REMOVED", 5, 2, key=1)]) == []
    assert not any_overlap([(0, 0, 50, 12), (0, 11, 50, 23), (51, 0, 90, 12)])
    assert any_overlap([(0, 0, 50, 12), (10, 2, 30, 12)])
