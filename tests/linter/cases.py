"""Sentences for the rules: innocent ones that look alike, and guilty ones, each under the code that it earns.

A line of `innocent.txt` and `guilty.txt` is HTML of a news item of 2 March 2015, read in November 2026. `event|` before
it makes the item one of an event on the day after, and `page|` a page for the public. `# ` begins a group.
"""

from pathlib import Path


def groups_of(name: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            cases = groups.setdefault(line[2:], [])
        elif line:
            cases.append(line)
    return groups


INNOCENT = groups_of("innocent.txt")
GUILTY = groups_of("guilty.txt")
