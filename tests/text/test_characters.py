"""What the one cleaner takes away, and what it leaves alone."""

import sys
import unicodedata
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest

from lscb_site.text.characters import clean_line, clean_text, plain_signs

INVISIBLE = [
    *("\x00", "\x01", "\x08", "\x0e", "\x1b", "\x7f", "\x80", "\x9f", "\xad"),
    *("\u034f", "\u061c", "\u180e", "\u200b", "\u200e", "\u200f", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069"),
    *("\u206f", "\ufeff", "\ufff9", "\ufffb", "\ufffc", "\ufffe", "\uffff", "\ue000", "\uf8ff", "\ufdd0"),
    *("\ud800", "\udfff", "\U0001fffe", "\U0010ffff", "\U000f0000", "\U000e0041", "\U000e0100", "\ufe0f", "\u200d"),
]


@pytest.mark.parametrize("sign", INVISIBLE, ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_nobody_sees_goes(sign):
    assert clean_text(f"Safe{sign}guarding") == "Safeguarding"
    assert clean_line(f"{sign}Safeguarding {sign}") == "Safeguarding"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("First\x0bsecond", "First second"),
        ("First\r\nsecond\rthird\x0cfourth", "First\nsecond\nthird fourth"),
        ("First\u2028second\u2029third\x85fourth", "First second third fourth"),
        ("a\tb", "a\tb"),
        ("SE1\xa07PB\u2009now\u3000here", "SE1 7PB now here"),
        ("Zoe\u0308 Bronte\u0308", "Zoë Brontë"),
        ("con\ufb01dential", "confidential"),
        ("\uf0b7 One", "• One"),
        ("Caf\ufffd", "Caf\ufffd"),  # seen, so a person's to mend
    ],
)
def test_one_form_of_each_thing(typed, cleaned):
    assert clean_text(typed) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Łódź, naïve, “quotes” – dashes…",
        "می\u200cخواهم",  # Persian, with a joiner that its spelling asks for
        "👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of England
        "বাংলা, 中文, العربية, Ελληνικά",
        "999² ½ № ①",
    ],
)
def test_what_is_seen_stays(text):
    assert clean_text(text) == text


def test_whatever_comes_in_xml_can_hold_it_and_cleaning_twice_is_cleaning_once():
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for start in range(0, len(every), 0x1000):
        once = clean_text(every[start : start + 0x1000])
        assert clean_text(once) == once
        assert {sign for sign in once if unicodedata.category(sign) in ("Cc", "Cs", "Co")} <= {"\t", "\n"}
        ElementTree.fromstring(f"<p>{escape(once)}</p>")
        once.encode()


def test_codes_and_numbers_in_the_usual_signs():
    assert plain_signs("ＳＥ１　７ＰＢ") == "SE1 7PB"
    assert plain_signs("020–7946‑0000") == "020-7946-0000"
