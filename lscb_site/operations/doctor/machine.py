"""Whether the machine has what the site needs: folders that can be written to, room, the time."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from lscb_site.operations.doctor.findings import Finding, ill, look, well

GIB = 1024**3
LITTLE, HARDLY_ANY = 2 * GIB, GIB // 4  # bytes that are free
FEW, HARDLY_A_ONE = 0.05, 0.01  # of all the names (inodes) that a file system can have
PATIENCE = 2  # seconds for timedatectl


def places() -> dict[str, Path]:
    """Where the site writes, by the name that an operator knows it by."""
    found = {"DATA_DIR": Path(settings.DATA_DIR), "the temporary folder": Path(tempfile.gettempdir())}
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and os.path.isabs(str(database["NAME"])):
        found["the database's folder"] = Path(database["NAME"]).parent
    return found


def folders() -> Iterator[Finding]:
    """By writing there, because rights on paper say nothing of a disk that is mounted read-only."""
    refused = []
    for name, place in places().items():
        try:
            with tempfile.TemporaryFile(dir=place) as probe:
                probe.write(b"probe")
                probe.flush()
                os.fsync(probe.fileno())
        except OSError as problem:
            refused.append(f"{name} ({problem.strerror})")
    if refused:
        yield ill(
            "machine.folders",
            f"This process cannot write to {', '.join(refused)}.",
            "Give the folder to the user of the three processes (chown, chmod u+rwx), and see that its disk is mounted "
            "for writing and has room.",
        )
    else:
        yield well("machine.folders", "The site can write where it must.")


def disk() -> Iterator[Finding]:
    found = [finding for name, place in places().items() if (finding := room_of(name, place))]
    yield from found or [well("machine.disk", "Every disk has room.")]


def room_of(name: str, place: Path) -> Finding | None:
    try:
        room = os.statvfs(place)
    except OSError:
        return None  # `folders` says so
    free = room.f_bavail * room.f_frsize
    names = room.f_favail / room.f_files if room.f_files else 1.0
    key = f"machine.disk.{name.split()[-1].lower()}"
    mend = (
        "Make the disk larger or free some of it: old logs, old backups. A full disk stops uploads, and then writing."
    )
    if names < FEW:
        kind = ill if names < HARDLY_A_ONE else look
        return kind(key, f"{name}: {names:.0%} of the names for files (inodes) are left.", mend)
    if free < LITTLE:
        kind = ill if free < HARDLY_ANY else look
        return kind(key, f"{name}: {free // 1024**2} MB are free.", mend)
    return None


def clock() -> Iterator[Finding]:
    """What systemd says of this machine's clock, where there is systemd. `database.clock` compares it with another."""
    try:
        summer = datetime(2030, 7, 1, tzinfo=ZoneInfo("Europe/London"))
        is_right = summer.utcoffset() == timedelta(hours=1)
    except ZoneInfoNotFoundError:
        is_right = False
    if not is_right:
        yield ill("machine.time_zone", "London's summer time is not known here.", "Reinstall the package tzdata.")
    if datetime.now(UTC).year < 2025:
        yield ill("machine.clock", "The clock of this machine is years behind.", "Let chrony or systemd set it.")
    elif is_synchronised() is False:
        yield look(
            "machine.clock",
            "Nothing sets the clock of this machine: pages go live by it, and codes of apps are compared with it.",
            "Install chrony or systemd-timesyncd, and allow NTP out.",
        )
    else:
        yield well("machine.clock", "Nothing is known against the clock of this machine.")


def is_synchronised() -> bool | None:
    """None where nobody knows, as in a container."""
    program = shutil.which("timedatectl")
    if program is None:
        return None
    command = [program, "show", "--property=NTPSynchronized", "--value"]
    try:
        told = subprocess.run(  # noqa: S603 - a program of the system, with words of ours
            command, capture_output=True, text=True, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return {"yes": True, "no": False}.get(told.stdout.strip())
