"""Property tests are seeded, so that a failure repeats."""

import json
import random
import time
from collections import namedtuple
from dataclasses import asdict

import pytest

from lscb_site.files import readers
from lscb_site.files.reading import Section as ReadSection
from resources.comparison import texts
from resources.comparison.paragraphs import FOLDED
from resources.comparison.texts import ChangeKind, compare
from tests.samples import papers

Section = namedtuple("Section", "anchor text")
TEXT = """child children family partner police health school social worker review risk harm record consent share London
borough hub referral meeting plan the a of to and in is with for by safely early together decision information"""
WORDS = TEXT.split()


def pages(*texts):
    return [Section(f"page-{number}", text) for number, text in enumerate(texts, 1)]


def text(chance, words=40):
    """A paragraph that is like no other."""
    chosen = [chance.choice(WORDS) for _ in range(words)]
    for at in range(0, words, 5):
        chosen[at] = f"w{chance.randrange(10**6)}"
    return " ".join(chosen).capitalize() + "."


def document(chance, paragraphs=20):
    return [text(chance, chance.randrange(8, 60)) for _ in range(paragraphs)]


def laid(chance, paragraphs):
    """Paragraphs over pages of different lengths."""
    sections, rest = [], list(paragraphs)
    while rest:
        size = chance.randrange(1, 6)
        sections.append("\n".join(rest[:size]))
        rest = rest[size:]
    return pages(*sections)


def changes(comparison, *kinds):
    return [change for change in comparison.changes if change.kind in kinds]


def counts(comparison):
    return {kind.value: count for kind, count in comparison.counts.items() if count}


def assert_tells_both_texts(comparison, old, new):
    """Every paragraph of both editions once and in order, and pieces that make them."""
    before = sorted((c for c in comparison.changes if c.old_position is not None), key=lambda c: c.old_position)
    after = sorted((c for c in comparison.changes if c.new_position is not None), key=lambda c: c.new_position)
    assert " ".join(change.old_text for change in before) == " ".join(old)
    assert " ".join(change.new_text for change in after) == " ".join(new)
    assert [change.new_position for change in comparison.changes if change.new_position is not None] == [
        change.new_position for change in after
    ]
    for change in comparison.changes:
        was = "".join(piece for what, piece in change.pieces if what != "added")
        now = "".join(piece for what, piece in change.pieces if what != "removed")
        assert (was.translate(FOLDED), now) == (change.old_text.translate(FOLDED), change.new_text)


def test_identical_texts_have_no_change():
    chance = random.Random(1)
    paragraphs = document(chance)
    found = compare(laid(chance, paragraphs), laid(chance, paragraphs))
    assert found.is_same
    assert counts(found) == {"same": 20}


@pytest.mark.parametrize(("old", "new"), [([], []), (pages(""), pages("", ""))])
def test_nothing_compared_with_nothing_is_nothing(old, new):
    assert compare(old, new).changes == []


def test_counts_are_exact():
    chance = random.Random(2)
    old = document(chance, 12)
    added, edited = text(chance), old[7].replace(old[7].split()[3], "twice", 1)
    new = [old[0], added, *old[1:3], *old[4:7], edited, old[9], old[10], old[11], old[8]]
    found = compare(pages("\n".join(old)), pages("\n".join(new)))
    assert counts(found) == {"same": 9, "edited": 1, "moved": 1, "added": 1, "removed": 1}
    assert [change.new_text for change in changes(found, ChangeKind.ADDED)] == [added]
    assert [change.old_text for change in changes(found, ChangeKind.REMOVED)] == [old[3]]
    assert [change.new_text for change in changes(found, ChangeKind.MOVED)] == [old[8]]
    assert_tells_both_texts(found, old, new)


def test_a_moved_paragraph_is_neither_added_nor_removed_and_says_whence_it_came():
    chance = random.Random(3)
    old = document(chance, 10)
    new = [*old[:2], *old[3:], old[2]]
    found = compare(pages(*old), pages(*new))
    assert counts(found) == {"same": 9, "moved": 1}
    (moved,) = changes(found, ChangeKind.MOVED)
    assert (moved.old_anchor, moved.new_anchor) == ("page-3", "page-10")
    assert moved.pieces == [("same", old[2])]


def test_a_paragraph_moved_and_edited_shows_its_words():
    chance = random.Random(4)
    old = document(chance, 10)
    changed = f"{old[2][:-1]} and twice."
    found = compare(pages(*old), pages(*old[:2], *old[3:], changed))
    assert counts(found) == {"same": 9, "moved": 1}
    assert ("added", " and twice") in changes(found, ChangeKind.MOVED)[0].pieces


def test_of_two_that_changed_places_the_shorter_moved():
    chance = random.Random(5)
    short, long = text(chance, 10), text(chance, 60)
    found = compare(pages(f"{short}\n{long}"), pages(f"{long}\n{short}"))
    kinds = [(change.kind, change.new_text) for change in found.changes]
    assert kinds == [(ChangeKind.SAME, long), (ChangeKind.MOVED, short)]


def test_headings_move_with_their_sections():
    chance = random.Random(6)
    one, other = ["Consent", *document(chance, 3)], ["Purpose", *document(chance, 5)]
    found = compare(pages("\n".join(one + other)), pages("\n".join(other + one)))
    assert counts(found) == {"same": 6, "moved": 4}


def test_a_removed_paragraph_stands_where_it_stood():
    found = compare(pages("One is here.\nTwo went away.\nThree is here."), pages("One is here.\nThree is here."))
    assert [change.kind for change in found.changes] == [ChangeKind.SAME, ChangeKind.REMOVED, ChangeKind.SAME]


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        (
            "Police, schools and voluntary groups meet.",
            "Police, schools, probation and voluntary groups meet.",
            [("same", "Police, schools"), ("added", ", probation"), ("same", " and voluntary groups meet.")],
        ),
        (
            "Call 020 7946 0000 when you are worried about a child.",
            "Call 020 7946 0001 when you are worried about a child.",
            [
                ("same", "Call 020 7946 "),
                ("removed", "0000"),
                ("added", "0001"),
                ("same", " when you are worried about a child."),
            ],
        ),
        (
            # "the" alone is not worth keeping between two stretches that are new
            "When a child is missing, ask the carers first what they have seen and write it all down.",
            "When a child is missing, telephone every friend the school names today, and write it all down.",
            [
                ("same", "When a child is missing, "),
                ("removed", "ask the carers first what they have seen"),
                ("added", "telephone every friend the school names today,"),
                ("same", " and write it all down."),
            ],
        ),
    ],
)
def test_words_are_marked_as_a_person_would(old, new, pieces):
    (change,) = compare(pages(old), pages(new)).changes
    assert (change.kind, change.pieces) == (ChangeKind.EDITED, pieces)


def test_quotation_marks_dashes_and_spaces_of_another_shape_are_no_change():
    old, new = "A child’s plan – “ours”  holds.", 'A child\'s plan - "ours" holds.'
    found = compare(pages(old), pages(new))
    assert found.is_same
    assert found.changes[0].pieces == [("same", new)]


def test_a_paragraph_that_runs_over_the_page_is_one():
    old = pages("Share what you know in good time and keep", "a record of it.\nThen review.")
    new = pages("Share what you know in good time and keep a record of it.", "Then review.")
    assert counts(compare(old, new)) == {"same": 2}


def test_a_paragraph_divided_otherwise_is_no_change():
    chance = random.Random(7)
    one, two, three = document(chance, 3)
    found = compare(pages(f"{one}\n{two}\n{three}"), pages(f"{one} {two}\n{three}"))
    assert counts(found) == {"same": 2}
    assert compare(pages(f"{one} {two}\n{three}"), pages(f"{one}\n{two}\n{three}")).is_same


def test_lines_of_a_contents_page_are_left_out():
    old, new = "Purpose ........ 3\nConsent . . . . . . 4\nText stays.", "Purpose ........ 5\nText stays."
    assert counts(compare(pages(old), pages(new))) == {"same": 1}


def test_running_heads_and_page_numbers_of_two_pdfs_are_left_out(tmp_path):
    words = [f"word{number}" for number in range(1600)]

    def read(name, pages_, a_page):
        path = tmp_path / name
        path.write_bytes(papers.report(pages_, words, a_page))
        found = readers.whole(str(path), "pdf")["sections"]
        return [ReadSection(number, anchor=f"page-{number}", **each) for number, each in enumerate(found, 1)]

    found = compare(read("old", 4, 400), read("new", 8, 200))
    told = " ".join(change.old_text + change.new_text for change in found.changes)
    assert "London procedures" not in told
    assert "Page" not in told


def rewritten(chance, paragraphs):
    """Another edition: some paragraphs left out, new, moved, divided or with other words."""
    new = []
    for paragraph in paragraphs:
        words = paragraph.split(" ")
        match chance.randrange(10):
            case 0:
                continue
            case 1:
                new.append(text(chance))
            case 2 | 3:
                at = chance.randrange(len(words))
                words[at : at + chance.randrange(4)] = [chance.choice(WORDS) for _ in range(chance.randrange(4))]
            case 4:
                half = len(words) // 2
                new += [" ".join(words[:half])] if half else []
                words = words[half:]
        if words:
            new.append(" ".join(words))
    for _ in range(chance.randrange(3)):
        if new:
            new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
    return new


@pytest.mark.parametrize("seed", range(40))
def test_a_comparison_tells_both_texts_whatever_changed(seed):
    chance = random.Random(seed)
    old = document(chance, chance.randrange(40))
    # Short lines that come again, as in tables, are the hard case.
    old += [chance.choice(["Yes", "No", "Police | Yes", "Consent"]) for _ in range(chance.randrange(10))]
    chance.shuffle(old)
    new = rewritten(chance, old)
    assert_tells_both_texts(compare(pages(*old), pages(*new)), old, new)
    back = compare(pages(*new), pages(*old))
    assert_tells_both_texts(back, new, old)


@pytest.mark.parametrize("seed", range(5))
def test_texts_of_anything_are_told(seed):
    chance = random.Random(seed)
    characters = "ab -–’“.,!?()\u05d0\u0301é1\U0001f600"

    def anything():
        lines = ["".join(chance.choice(characters) for _ in range(chance.randrange(1, 20))) for _ in range(12)]
        return [line for each in lines if (line := " ".join(each.split()))]

    old, new = anything(), anything()
    sections = [[Section("section-1", "\n".join(lines))] for lines in (old, new)]
    assert_tells_both_texts(compare(*sections), old, new)


def test_the_same_texts_give_the_same_answer_and_it_can_be_stored():
    old = document(random.Random(8), 60)
    new = rewritten(random.Random(9), old)
    answers = [json.dumps(asdict(compare(pages(*old), pages(*new)))) for _ in range(2)]
    assert answers[0] == answers[1]


def test_a_text_without_paragraphs_is_compared_by_sentences():
    chance = random.Random(10)
    sentences = [text(chance, 20) for _ in range(200)]
    changed = [*sentences[:100], text(chance, 20), *sentences[101:]]
    found = compare(pages(" ".join(sentences)), pages(" ".join(changed)))
    assert_tells_both_texts(found, [" ".join(sentences)], [" ".join(changed)])
    assert found.counts[ChangeKind.EDITED] == 1
    assert found.counts[ChangeKind.SAME] > 10


def test_too_many_paragraphs_are_left_to_the_summary(monkeypatch):
    monkeypatch.setattr(texts, "MAX_PARAGRAPHS", 3)
    with pytest.raises(texts.TooLong):
        compare(pages("One.\nTwo.\nThree.\nFour."), pages("One."))


@pytest.mark.parametrize("likeness", ["edited", "rewritten"])
def test_two_editions_of_sixty_thousand_words_take_less_than_two_seconds(likeness):
    chance = random.Random(11)
    old = document(chance, 1800)
    new = rewritten(chance, old) if likeness == "edited" else document(chance, 1800)
    assert sum(len(each.split()) for each in old) > 59_000
    began = time.process_time()
    compare(pages(*old), pages(*new))
    assert time.process_time() - began < 2
