"""The machine, the settings and the program: nothing here asks the database."""

import json
import logging
import os
import subprocess
from types import SimpleNamespace

import pytest

from lscb_site.operations.doctor import configuration, machine
from lscb_site.operations.doctor.findings import State, worst


def state(examination):
    return worst(list(examination()))


def test_folders_are_tried_by_writing(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert state(machine.folders) is State.WELL
    settings.DATA_DIR = tmp_path / "not-there"
    assert state(machine.folders) is State.ILL


GIB = machine.GIB


@pytest.mark.parametrize(
    ("free", "names", "expected"),
    [
        (2 * GIB, 0.05, State.WELL),
        (2 * GIB - 4096, 0.5, State.LOOK),
        (GIB // 4 - 4096, 0.5, State.ILL),
        (9 * GIB, 0.04, State.LOOK),
        (9 * GIB, 0.009, State.ILL),
    ],
)
def test_room_on_disks(monkeypatch, free, names, expected):
    room = SimpleNamespace(f_bavail=free // 4096, f_frsize=4096, f_favail=int(names * 100_000), f_files=100_000)
    monkeypatch.setattr(os, "statvfs", lambda place: room)
    assert state(machine.disk) is expected


def test_a_file_system_without_a_number_of_names(monkeypatch):
    room = SimpleNamespace(f_bavail=GIB, f_frsize=4096, f_favail=0, f_files=0)
    monkeypatch.setattr(os, "statvfs", lambda place: room)
    assert state(machine.disk) is State.WELL


@pytest.mark.parametrize(
    ("said", "expected"), [("yes\n", State.WELL), ("no\n", State.LOOK), ("", State.WELL), (None, State.WELL)]
)
def test_a_clock_that_nothing_sets(monkeypatch, said, expected):
    def run(command, **kwargs):
        if said is None:
            raise subprocess.TimeoutExpired(command, 2)
        return SimpleNamespace(stdout=said)

    monkeypatch.setattr(machine.shutil, "which", lambda name: "/usr/bin/timedatectl")
    monkeypatch.setattr(machine.subprocess, "run", run)
    assert state(machine.clock) is expected


@pytest.mark.parametrize(
    ("mode", "expected"), [(0o600, State.WELL), (0o640, State.WELL), (0o644, State.ILL), (0o660, State.ILL)]
)
def test_an_environment_that_others_can_read(settings, tmp_path, mode, expected):
    settings.BASE_DIR = tmp_path
    assert state(configuration.environment_file) is State.WELL
    (tmp_path / ".env").touch()
    (tmp_path / ".env").chmod(mode)
    assert state(configuration.environment_file) is expected


def test_static_files(settings, tmp_path):
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path / "gathered", [tmp_path / "ours"]
    for folder in ("gathered", "ours"):
        (tmp_path / folder).mkdir()
    (tmp_path / "ours" / "site.css").touch()
    assert state(configuration.static_files) is State.ILL
    manifest = tmp_path / "gathered" / "staticfiles.json"
    for text, expected in (
        ({"paths": {"site.css": "site.1.css"}}, State.WELL),
        ({"paths": {"old.css": "old.1.css"}}, State.LOOK),
        ({}, State.ILL),
    ):
        manifest.write_text(json.dumps(text))
        assert state(configuration.static_files) is expected


def test_the_level_of_the_log(monkeypatch):
    for level, expected in ((logging.INFO, State.WELL), (logging.DEBUG, State.LOOK)):
        monkeypatch.setattr(logging.getLogger(), "level", level)
        assert state(configuration.log_level) is expected


def test_what_check_deploy_says_is_said(settings):
    settings.DEBUG = True
    assert "settings.security.W018" in [each.key for each in configuration.deployment()]
