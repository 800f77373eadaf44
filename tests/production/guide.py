"""Reads the commands out of docs/operating.md, so that what is played is what a stranger reads."""

import re
from dataclasses import dataclass

from tests.production.engine import TOP

GUIDE = TOP / "docs/operating.md"
# What stands before a block says whose it is; where none of them does in its step, it is everybody's.
FORMS = {
    "with containers": "containers",
    "on a plain host": "host",
    "on another machine": "elsewhere",
    "bucket": "bucket",
}
FENCE = re.compile(r" *```(\w*)")


@dataclass(frozen=True)
class Block:
    """`language`: sh for commands, env for lines of the settings. `form`: one of FORMS, or empty for everybody's."""

    step: int
    form: str
    language: str
    text: str


def section(heading: str) -> list[str]:
    """The lines below a heading, up to the next one. Raises SystemExit where the guide has no such heading."""
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines) if re.fullmatch(rf"#+ {re.escape(heading)}", line)]
    if len(found) != 1:
        raise SystemExit(f"The guide has {len(found)} sections named “{heading}”.")
    below = lines[found[0] + 1 :]
    ends = next((number for number, line in enumerate(below) if re.match(r"#+ ", line)), len(below))
    return below[:ends]


def blocks(heading: str) -> list[Block]:
    found, step, form, language, text = [], 0, "", None, []
    for line in section(heading):
        fence = FENCE.match(line)
        if language is not None and not fence:
            text.append(line.strip())
        elif language is not None:
            found.append(Block(step, form, language, "\n".join(text)))
            language, text = None, []
        elif fence:
            language = fence[1]
        else:
            if begins := re.match(r"(\d+)\. ", line):
                step, form = int(begins[1]), ""
            last = max(FORMS, key=line.lower().rfind)
            form = FORMS[last] if last in line.lower() else form
    return found


def steps(heading: str, form: str) -> dict[int, list[Block]]:
    """The blocks of a form by the number of their step. Raises SystemExit where there are none."""
    found: dict[int, list[Block]] = {}
    for block in blocks(heading):
        if block.form in (form, ""):
            found.setdefault(block.step, []).append(block)
    if not found:
        raise SystemExit(f"The guide's section “{heading}” has no command for {form}.")
    return found
