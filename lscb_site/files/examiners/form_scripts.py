"""The scripts of PDF forms that only do what Acrobat's own functions do: format, check and add what is typed.

Acrobat, and programs that follow it, write one call for a field that is a date, a number, a percentage, a time, a
postcode or a sum. The functions are part of the reader's program; with nothing but literal values given to them they
can do no more. Everything else that a script may hold is not theirs.
"""

import re

import pikepdf

MAX_SCRIPT = 4000  # characters
FUNCTIONS = (
    *("AFDate_Format", "AFDate_FormatEx", "AFDate_Keystroke", "AFDate_KeystrokeEx"),
    *("AFTime_Format", "AFTime_FormatEx", "AFTime_Keystroke"),
    *("AFNumber_Format", "AFNumber_Keystroke", "AFPercent_Format", "AFPercent_Keystroke"),
    *("AFSpecial_Format", "AFSpecial_Keystroke", "AFSpecial_KeystrokeEx"),
    *("AFRange_Validate", "AFSimple_Calculate", "AFMergeChange"),
)
STRING = r"""(?:"(?:[^"\\\r\n]|\\["'\\/nrt]|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\[0-7]{1,3})*+"|'[^'\\\r\n]*+')"""
PLAIN = rf"(?:{STRING}|[-+]?\d{{1,15}}(?:\.\d{{1,15}})?|true|false|null|event)"
LIST = rf"(?:{PLAIN}(?:\s*+,\s*+{PLAIN})*+)?"
VALUE = rf"(?:{PLAIN}|new\s++Array\s*+\(\s*+{LIST}\s*+\)|\[\s*+{LIST}\s*+\])"
VALUES = rf"(?:{VALUE}(?:\s*+,\s*+{VALUE})*+)?"
CALL = re.compile(rf"\s*+({'|'.join(sorted(FUNCTIONS, key=len, reverse=True))})\s*+\(\s*+{VALUES}\s*+\)\s*+(?:;\s*+|$)")


def functions_of(script: object) -> list[str]:
    """The functions that a script calls, when it does nothing else; empty for every other script.

    ``script`` is what stands under /JS: a string, or a stream of one.
    """
    text = _text(script)
    if not text or len(text) > MAX_SCRIPT:
        return []
    called = []
    at = 0
    while at < len(text):
        call = CALL.match(text, at)
        if call is None:
            return []
        called.append(call.group(1))
        at = call.end()
    return called


def _text(script: object) -> str:
    if isinstance(script, pikepdf.Stream):
        length = script.get("/Length")
        if not isinstance(length, int) or length > MAX_SCRIPT * 2:
            return ""
        return str(pikepdf.String(script.read_bytes()[: MAX_SCRIPT * 2 + 2]))
    return str(script) if isinstance(script, (str, pikepdf.String)) else ""
