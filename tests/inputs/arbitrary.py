"""Texts that nobody would think of, and those that have hurt a system somewhere."""

from hypothesis import strategies

HURTFUL = [
    "\x00", "\x0b", "a\x0bb", "\x0c\x1b[31m", "\ud800", "\udfff", "\ufffe\uffff", "\u202egnp.exe", "\u200b\u2060",
    "\U000e0041\U000e0042", "e\u0301" * 40, "\u0300" * 60, "﷽", "ﬃ", "ｆｕｌｌ　ｗｉｄｔｈ", "١٢٣", "²³¹", "İı",
    "</script><script>alert(1)</script>", "]]>", "<!--", "&#11;&#0;&nbsp;", "%00%0a", "{{ 1/0 }}{% now %}", "'; --",
    "\r\nSet-Cookie: a=b", "\u2028\u2029\x85", "=cmd|' /C calc'!A0", "\ufeff", "a\tb\nc", "//evil.example", "..\\..",
    "BEGIN:VCARD\r\nEND:VCARD", "\U0001f469\u200d\U0001f467", "0" * 400, " ", "١", "\ue000\uf0b7",
]  # fmt: skip
# The whole of Unicode, and more often than chance would have it what has hurt somebody.
texts = strategies.one_of(
    strategies.sampled_from(HURTFUL),
    strategies.text(strategies.characters(), min_size=1, max_size=30),
    strategies.lists(strategies.sampled_from(HURTFUL), min_size=2, max_size=4).map("x".join),
)
