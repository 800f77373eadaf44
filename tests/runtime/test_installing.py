"""Which form of PostgreSQL's driver is installed."""

import subprocess

import pytest

from lscb_site.running import installing


@pytest.fixture
def machine(monkeypatch):
    """A machine as described: what is installed, whether it has the build tools, and how a compilation ends."""

    def describe(installed=(), tools=True, compiles=True):
        tried = []

        def pip(*arguments, **options):
            tried.append(arguments)
            return subprocess.CompletedProcess(arguments, 0 if compiles else 1)

        monkeypatch.setattr(installing, "is_installed", lambda package, version: package in installed)
        monkeypatch.setattr(installing, "pip", pip)
        monkeypatch.setattr(installing.shutil, "which", lambda command: "/usr/bin/gcc" if tools else None)
        monkeypatch.setattr(installing.os, "geteuid", lambda: 1000)
        return tried

    return describe


def test_it_is_compiled_where_that_can_be_done(machine):
    tried = machine()
    assert installing.obtainable_driver("2.9") == "psycopg2==2.9"
    assert tried == [("psycopg2==2.9",)]


@pytest.mark.parametrize("lack", [{"tools": False}, {"compiles": False}])
def test_otherwise_the_ready_built_one_is_taken_and_a_line_says_so(machine, capsys, lack):
    machine(**lack)
    assert installing.obtainable_driver("2.9") == "psycopg2-binary==2.9"
    assert "ready-built" in capsys.readouterr().out


@pytest.mark.parametrize("package", ["psycopg2", "psycopg2-binary"])
def test_what_is_there_stays_without_a_word(machine, capsys, package):
    tried = machine(installed=[package])
    assert installing.obtainable_driver("2.9") == f"{package}==2.9"
    assert tried == []
    assert capsys.readouterr().out == ""
