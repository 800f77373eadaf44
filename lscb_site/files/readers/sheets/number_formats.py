"""Numbers as Excel shows them by their format (ECMA-376 part 1, 18.8.31), as a British reader's program would.

Fractions (`# ?/?`) are shown as decimals.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

# The formats that files name by number only. 14 and 22 follow the reader's country.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "General",
    13: "General",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy hh:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
WITHOUT_FORMAT = ("", "General", "GENERAL", "@")
# A piece of a format: words in quotation marks, one escaped sign, a space as wide as a sign, a sign that fills the
# cell, what stands in brackets, or a placeholder.
PIECE = re.compile(
    r'"([^"]*)"?|\\(.)|_(.)|\*(.)|\[([^\]]*)\]|(General|AM/PM|A/P|E[+-]0+|y+|m+|d+|h+|s+|\.0+(?![#?0]))|(.)',
    re.IGNORECASE | re.DOTALL,
)
CURRENCY = re.compile(r"\$([^-\]]*)")
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
DIGITS = re.compile(r"[0#?]")
MOST_DECIMALS = 12
LARGEST = 1e15  # Excel keeps fifteen figures
FRACTION = re.compile(r"[?#0]/[?#0-9]")
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LAST_DAY = 2_958_466  # the end of the year 9999
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)


def shown_number(value: float, code: str, *, counts_from_1904: bool = False) -> str:
    """What a cell shows. An empty string where its format shows nothing, as ``;;;`` does."""
    if code in WITHOUT_FORMAT or not abs(value) < LARGEST:
        return plain_number(value)
    section, shown = _section(code, value)
    if is_white(section):
        return ""
    pieces = _pieces(section)
    if not pieces:
        return ""
    if any(kind == "date" for kind, _ in pieces):
        return _date(value, pieces, FIRST_DAY_1904 if counts_from_1904 else FIRST_DAY)
    return _figure(shown, pieces).strip()


def hides_words(code: str) -> bool:
    """Whether words in a cell of this format are not shown: its part for them has no place for them, or is white."""
    sections = _sections(code)
    # One part alone is for words as well where it has a place for them.
    words = sections[3] if len(sections) >= 4 else sections[-1]
    if len(sections) < 4 and "@" not in words and not (len(sections) == 1 and "general" in words.lower()):
        return False
    return is_white(words) or not any(text == "@" or kind == "general" for kind, text in _pieces(words))


def is_white(code: str) -> bool:
    """Whether a format, or a part of one, paints what it shows white."""
    return "[white]" in code.lower()


def plain_number(value: float) -> str:
    """As a cell without a format shows it."""
    if abs(value) < LARGEST and value == int(value):
        return str(int(value))
    return (f"{value:.10g}" if abs(value) < 1e11 else f"{value:.15g}").replace("e", "E")


def _sections(code: str) -> list[str]:
    """A format's parts, which semicolons divide outside quotation marks and brackets."""
    found, start, at = [], 0, 0
    while at < len(code):
        if code[at] == '"':
            end = code.find('"', at + 1)
            at = len(code) if end < 0 else end
        elif code[at] in "\\_*":
            at += 1
        elif code[at] == "[":
            end = code.find("]", at)
            at = len(code) if end < 0 else end
        elif code[at] == ";":
            found.append(code[start:at])
            start = at + 1
        at += 1
    return [*found, code[start:]]


def _section(code: str, value: float) -> tuple[str, float]:
    """The part of a format for this number, and the number as that part shows it: without a sign it has itself."""
    sections = _sections(code)
    for section in sections[:2]:
        condition = CONDITION.search("".join(re.findall(r"\[[^\]]*\]", section)))
        if condition and _holds(value, condition[1], float(condition[2])):
            return section, value
    if any(CONDITION.search("".join(re.findall(r"\[[^\]]*\]", section))) for section in sections[:2]):
        return sections[min(2, len(sections) - 1)], value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(value: float, sign: str, than: float) -> bool:
    return {
        "<": value < than,
        ">": value > than,
        "=": value == than,
        "<=": value <= than,
        ">=": value >= than,
        "<>": value != than,
    }[sign]


def _pieces(section: str) -> list[tuple[str, str]]:
    """(kind, text): words, figure, date, general, exponent or elapsed."""
    found: list[tuple[str, str]] = []
    for quoted, escaped, _wide, _fill, bracketed, token, other in PIECE.findall(section):
        if quoted or escaped:
            found.append(("words", quoted or escaped))
        elif bracketed:
            currency = CURRENCY.match(bracketed)
            if currency and currency[1]:
                found.append(("words", currency[1]))
            elif ELAPSED.fullmatch(bracketed):
                found.append(("date", f"[{bracketed.lower()}]"))
        elif token:
            lowered = token.lower()
            if lowered == "general":
                found.append(("general", token))
            elif lowered.startswith("e"):
                found.append(("exponent", token))
            elif token.startswith("."):
                # Parts of a second after one, else decimals of a number.
                after_seconds = found and found[-1][0] == "date" and found[-1][1][0] == "s"
                found += [("date", token)] if after_seconds else [("figure", sign) for sign in token]
            else:
                found.append(("date", lowered))
        elif other:
            found.append(("figure" if other in "0#?.,%" else "words", other))
    # Points and commas between words, and not among figures, are words.
    if not any(kind == "figure" and DIGITS.match(text) for kind, text in found):
        found = [("words" if kind == "figure" else kind, text) for kind, text in found]
    return found


def _figure(value: float, pieces: list[tuple[str, str]]) -> str:
    signs = "".join(text for kind, text in pieces if kind == "figure")
    if not signs or FRACTION.search("".join(text for _, text in pieces)):
        return _general(value, pieces)
    if any(kind == "exponent" for kind, _ in pieces):
        return f"{value:.{min(MOST_DECIMALS, len(signs.partition('.')[2]))}E}"
    before, _, after = signs.partition(".")
    figures = DIGITS.sub("0", signs.replace("%", ""))
    thousands = len(figures) - len(figures.rstrip(","))
    wanted = "".join(DIGITS.findall(after))
    number = Decimal(repr(value)) * (100 if "%" in signs else 1) / 1000**thousands
    rounded = abs(number).quantize(Decimal(1).scaleb(-min(len(wanted), MOST_DECIMALS)), ROUND_HALF_UP)
    whole, _, rest = f"{rounded:f}".partition(".")
    rest = _trimmed(rest, wanted)
    is_grouped = "," in before.rstrip(",")
    text = _laid_out(whole, rest, pieces, is_grouped=is_grouped)
    return f"-{text}" if number < 0 and any(figure in "123456789" for figure in whole + rest) else text


def _general(value: float, pieces: list[tuple[str, str]]) -> str:
    """A number in words: the number where the format has a place for it, and not where it has none."""
    if any(kind == "figure" for kind, _ in pieces):
        return plain_number(value)
    parts = (plain_number(value) if kind == "general" or text == "@" else text for kind, text in pieces)
    return "".join(parts)


def _trimmed(rest: str, wanted: str) -> str:
    least = len(wanted.rstrip("#?"))
    while len(rest) > least and rest.endswith("0"):
        rest = rest[:-1]
    return rest


def _laid_out(whole: str, rest: str, pieces: list[tuple[str, str]], *, is_grouped: bool) -> str:
    """The figures in their places, with the words between them: 020 7946 0000."""
    places = [text for kind, text in pieces if kind == "figure"]
    until = places.index(".") if "." in places else len(places)
    slots = [text for text in places[:until] if DIGITS.match(text)]
    least = len("".join(slots).lstrip("#?"))
    digits = whole.lstrip("0") if whole.strip("0") or least == 0 else whole[-1:]
    digits = digits.rjust(least, "0")
    lead = max(0, len(digits) - len(slots))  # the first place takes all that have none
    skip = max(0, len(slots) - len(digits))
    made: list[str] = []
    at = seen = decimals = 0
    past_point = False
    for kind, text in pieces:
        if kind != "figure":
            made.append(text)
        elif text == ".":
            past_point = True
            made.append("." if rest else "")
        elif text == "%":
            made.append("%")
        elif DIGITS.match(text) and past_point:
            made.append(rest[decimals : decimals + 1])
            decimals += 1
        elif DIGITS.match(text):
            count = (1 + lead if seen == 0 else 1) if seen >= skip else 0
            for figure in digits[at : at + count] if seen or not skip else "":
                left = len(digits) - at
                made.append(("," if is_grouped and at and left % 3 == 0 else "") + figure)
                at += 1
            seen += 1
    return "".join(made)


def _date(value: float, pieces: list[tuple[str, str]], first: datetime) -> str:
    if not 0 <= value < LAST_DAY:
        return plain_number(value)
    whole_seconds = not any(text.startswith(".") for kind, text in pieces if kind == "date")
    seconds = round(value * 86_400) if whole_seconds else round(value * 86_400, 3)
    moment = first + timedelta(seconds=seconds)
    is_half_day = any(text in ("am/pm", "a/p") for kind, text in pieces if kind == "date")
    dates = [text for kind, text in pieces if kind == "date"]
    made, at = [], 0
    for kind, text in pieces:
        if kind != "date":
            made.append(text)
            continue
        before = dates[at - 1] if at else ""
        after = dates[at + 1] if at + 1 < len(dates) else ""
        is_minute = text in ("m", "mm") and (before.strip("[]")[:1] == "h" or after[:1] == "s")
        made.append(_part_of_date(text, moment, seconds, is_minute=is_minute, is_half_day=is_half_day))
        at += 1
    return "".join(made).strip()


def _part_of_date(text: str, moment: datetime, seconds: float, *, is_minute: bool, is_half_day: bool) -> str:
    letter, length = text.strip("[]")[:1], len(text.strip("[]"))
    if text.startswith("["):
        return str(int(seconds // {"h": 3600, "m": 60, "s": 1}[letter])).rjust(length, "0")
    if text.startswith("."):
        return f"{moment.microsecond / 1e6:.{min(length - 1, 6)}f}"[1:]
    if text in ("am/pm", "a/p"):
        return ("AM" if moment.hour < 12 else "PM") if text == "am/pm" else ("a" if moment.hour < 12 else "p")
    if letter == "y":
        return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
    if letter == "d":
        return (str(moment.day), f"{moment.day:02}", WEEK[moment.weekday()][:3], WEEK[moment.weekday()])[
            min(length, 4) - 1
        ]
    if letter == "m" and not is_minute:
        name = MONTHS[moment.month - 1]
        return (str(moment.month), f"{moment.month:02}", name[:3], name, name[:1])[min(length, 5) - 1]
    hour = (moment.hour % 12 or 12) if is_half_day else moment.hour
    number = {"h": hour, "m": moment.minute, "s": moment.second}[letter]
    return f"{number:02}" if length > 1 else str(number)
