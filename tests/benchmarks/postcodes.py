"""Prints what importing a whole table of postcodes costs: ``python -m tests.benchmarks.postcodes``.

It makes 1.7 million rows as OS Code-Point Open has them, one in nine in London, and imports them into a database of its
own (SQLite, in a temporary folder). Exit status 1 when a figure misses its target.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from itertools import islice, product
from pathlib import Path

ROWS, AREAS, IN_LONDON = 1_700_000, 120, 1 / 9
MEMORY_MIB, SECONDS = 200, 60
SEED = 2014
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
TOP = Path(__file__).resolve().parents[2]


def main() -> int:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make_table(folder / "table")
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "DATA_DIR": made}
        for preparation in (["migrate", "--verbosity=0"], ["load_content", "--verbosity=0"]):
            subprocess.run(manage(*preparation), cwd=TOP, env=environment, check=True)
        began = time.monotonic()
        child = subprocess.Popen(manage("import_postcodes", str(folder / "table")), cwd=TOP, env=environment)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.monotonic() - began
    memory = used.ru_maxrss / 1024
    print(f"{ROWS:,} rows: {seconds:.0f} s, {used.ru_utime:.0f} of them computing, {memory:.0f} MiB at most")
    return int(status != 0 or memory > MEMORY_MIB or seconds > SECONDS)


def manage(*words: str) -> list[str]:
    return [sys.executable, "manage.py", *words]


def make_table(folder: Path) -> None:
    """A file for each of 120 areas, without headers."""
    data = folder / "Data" / "CSV"
    data.mkdir(parents=True)
    chance = random.Random(SEED)
    for area in islice(map("".join, product(LETTERS, LETTERS)), AREAS):
        units = product(range(1, 100), range(10), LETTERS, LETTERS)
        with (data / f"{area.lower()}.csv").open("w") as file:
            for district, sector, first, second in islice(units, ROWS // AREAS):
                london = chance.random() < IN_LONDON
                code = f"E09{chance.randint(1, 33):06}" if london else f"E07{chance.randint(1, 250):06}"
                unit = f"{area}{district} {sector}{first}{second}"
                file.write(f'"{unit}",10,530000,180000,"E92000001","E19000003","E18000007","","{code}","E05000644"\n')


if __name__ == "__main__":
    sys.exit(main())
