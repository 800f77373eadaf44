"""Texts in the cells of a spreadsheet: shown, and never run."""

# A cell that begins with one of these is a formula to a spreadsheet program, and can run a command.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
MARK = "'"  # before such a text: the program shows it


def as_cell(value):
    """A value that no spreadsheet takes for a formula."""
    return f"{MARK}{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def from_cell(text: str) -> str:
    """What `as_cell` was given."""
    return text[1:] if text.startswith(MARK) and text[1:].startswith(FORMULA_SIGNS) else text
