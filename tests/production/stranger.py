"""Somebody who does what the guide says, to the letter, and has a clock."""

import os
import re
import shutil
import subprocess
import time

from tests.production import docker
from tests.production.engine import Engine
from tests.production.guide import steps
from tests.production.visitor import HOST


class Stranger:
    """`values`: what stands for a variable of which the guide has no value (`NAME=…`), or one of its own."""

    def __init__(self, engine: Engine, values: dict[str, str]):
        self.engine, self.values, self.took = engine, values, []
        self.programs, self.home = engine.folder / "programs", engine.folder / "home"
        self.backups = engine.folder / "mnt-backups"
        docker.put_into(self.programs, engine)
        for folder in self.home, self.backups:  # another run may have left them
            shutil.rmtree(folder, ignore_errors=True)
        self.home.mkdir()
        # The guide's example names, and what they are here.
        self.names = {
            "www.londonscb.gov.uk": HOST,
            "/srv/portal/site": str(engine.site),
            "/mnt/backups": str(self.backups),
        }

    def here(self, words: str) -> str:
        for name, ours in self.names.items():
            words = words.replace(name, ours)
        return words

    def do(self, heading: str, *numbers: int, form="containers") -> str:
        """What the commands of these steps say; of all steps without a number. Raises SystemExit where one fails."""
        said = ""
        for number, blocks in steps(heading, form).items():
            if numbers and number not in numbers:
                continue
            began = time.monotonic()
            for block in blocks:
                if block.language == "sh":
                    said += self.play(self.here(block.text), elsewhere=block.form == "elsewhere")
                elif block.language == "env":
                    self.write_settings(block.text)
            self.took.append((heading, number, form, time.monotonic() - began))
            print(f"  {heading}, step {number} ({form}): {self.took[-1][-1]:.1f} s", flush=True)
        return said

    def play(self, commands: str, elsewhere=False) -> str:
        where = self.home if elsewhere else self.engine.site
        environment = os.environ | {"HOME": str(self.home), "PATH": f"{self.programs}:{os.environ['PATH']}"}
        done = subprocess.run(
            ["bash", "-e"], input=commands, cwd=where, env=environment, capture_output=True, text=True, timeout=900
        )
        if done.returncode:
            raise SystemExit(f"{commands}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}\nended with {done.returncode}.")
        return done.stdout

    def write_settings(self, lines: str) -> None:
        """As somebody does with an editor: a line that is there is changed."""
        file = self.engine.site / ".env"
        text = file.read_text()
        for line in lines.splitlines():
            name, _, value = line.partition("=")
            line = f"{name}={self.values.get(name, self.here(value))}"
            if "…" in line:
                raise SystemExit(f"The guide does not say what {name} is.")
            text, changed = re.subn(rf"^{name}=.*$", lambda _, line=line: line, text, count=1, flags=re.MULTILINE)
            text += "" if changed else f"{line}\n"
        file.write_text(text)
