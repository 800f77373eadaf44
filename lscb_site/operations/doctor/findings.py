"""What an examination says."""

import json
from dataclasses import dataclass
from enum import IntEnum


class State(IntEnum):
    """The value is the exit status of `manage.py doctor` where nothing is worse."""

    WELL = 0
    LOOK = 1
    ILL = 2


# What a key begins with, and how the page calls what it belongs to.
FAMILIES = {
    "database": "The database",
    "work": "Background work",
    "backups": "Backups",
    "machine": "The machine",
    "services": "What the site asks others for",
    "settings": "Settings and program",
    "content": "Content",
    "accounts": "Accounts",
}


@dataclass(frozen=True)
class Finding:
    """`key` is stable and begins with its family, as in `machine.disk`. `sentence` and `mend` are plain text and hold
    no secret, no address and no name of a person; `mend` is empty where all is well."""

    key: str
    state: State
    sentence: str
    mend: str = ""
    figure: float | None = None  # what the sentence counts, where /metrics has it too

    @property
    def family(self) -> str:
        return self.key.partition(".")[0]

    @property
    def line(self) -> str:
        return " ".join(filter(None, (f"{self.state.name.lower()} {self.key}: {self.sentence}", self.mend)))


def well(key: str, sentence: str) -> Finding:
    return Finding(key, State.WELL, sentence)


def look(key: str, sentence: str, mend: str) -> Finding:
    return Finding(key, State.LOOK, sentence, mend)


def ill(key: str, sentence: str, mend: str) -> Finding:
    return Finding(key, State.ILL, sentence, mend)


def worst(findings: list[Finding]) -> State:
    return max((finding.state for finding in findings), default=State.WELL)


def as_json(findings: list[Finding], state: State) -> str:
    """One object: the state of all, and each finding."""
    told = [
        {"key": each.key, "state": each.state.name.lower(), "sentence": each.sentence, "mend": each.mend}
        for each in findings
    ]
    return json.dumps({"state": state.name.lower(), "findings": told}, ensure_ascii=False, indent=1)
