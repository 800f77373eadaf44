"""What a child process says of a file is asked once in a run, and remembered by the file's bytes.

A child costs as much as fifty tests, and most tests upload the same few files. Each is still examined by a real child
the first time, and again wherever it is asked something else or under other limits. What failed is not remembered.
Whoever names `run_isolated` where it stands, as the tests of the children do, asks a child each time.
"""

import hashlib
import json
import os
import re
from functools import wraps
from pathlib import Path

from lscb_site.files import inspection, opening, private_check, reading, scans
from tests import databases, outside_transactions

# `.ci/tests` names a folder, so that what was asked on one database is known on the other.
FOLDER = Path(os.environ.get("ANSWERS_OF_CHILDREN", databases.FOLDER / "answers"))
IDENTIFIER = re.compile(rb"/ID \[ ?<[0-9a-f]+> ?<[0-9a-f]+> ?\]")


def remember():
    for module in (inspection, opening, private_check, reading, scans):
        module.run_isolated = remembered(module.run_isolated)


def remembered(run_isolated):
    @wraps(run_isolated)
    def ask(function, path, *args, **limits):
        outside_transactions.hold(function)
        if not Path(path).exists():
            return run_isolated(function, path, *args, **limits)
        said = FOLDER / name_for(function, path, args, limits)
        if said.exists():
            return json.loads(said.read_bytes())
        answer = run_isolated(function, path, *args, **limits)
        FOLDER.mkdir(parents=True, exist_ok=True)
        written = said.with_suffix(f".{os.getpid()}")
        written.write_text(json.dumps(answer))
        written.replace(said)  # whole for whoever reads it meanwhile
        return answer

    return ask


def name_for(function: str, path: str, args, limits) -> str:
    """For one question about the same bytes. A child is told where they lie, and not what they are called.

    A PDF's identifier is left out: it is another one whenever the same sample is made.
    """
    asked = json.dumps([function, args, limits], sort_keys=True)
    return hashlib.sha256(asked.encode() + IDENTIFIER.sub(b"", Path(path).read_bytes())).hexdigest()
