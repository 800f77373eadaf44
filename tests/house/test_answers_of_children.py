"""What the tests remember of child processes, and what they ask them again."""

import re
from pathlib import Path

import pytest
from django.db import transaction

from lscb_site.files import inspection, isolation, opening, private_check, reading, scans
from tests import answers_of_children
from tests.samples.documents import pdf

FIRST, OTHER = b"%PDF one", b"%PDF two"


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """What children were asked, and a function that asks them as the site does."""
    questions = []

    def child(function, path, *args, **limits):
        questions.append((function, Path(path).read_bytes(), *args, *limits.values()))
        if function == "fails":
            raise isolation.TimedOut("took too long")
        return {"said": function}

    def ask(function, data, *args, name="a", **limits):
        path = tmp_path / name
        path.write_bytes(data)
        return remembered(function, str(path), *args, **limits)

    monkeypatch.setattr(answers_of_children, "FOLDER", tmp_path / "answers")
    remembered = answers_of_children.remembered(child)
    return questions, ask


def test_the_same_bytes_are_asked_about_once_wherever_they_lie(asked):
    questions, ask = asked
    assert ask("whole", FIRST, name="a.pdf") == ask("whole", FIRST, name="b.pdf") == {"said": "whole"}
    assert len(questions) == 1


def test_the_same_sample_is_known_again_though_its_identifier_is_new(asked):
    questions, ask = asked
    made = pdf()
    identifier = re.search(rb"/ID \[<([0-9a-f]{32})>", made)[1]
    ask("whole", made)
    ask("whole", made.replace(identifier, b"0" * 32))
    assert len(questions) == 1


def test_everything_else_is_another_question(asked):
    questions, ask = asked
    ask("whole", FIRST, "pdf", cpu_seconds=5)
    for question in [("whole", OTHER, "pdf"), ("look", FIRST, "pdf"), ("whole", FIRST, "odt")]:
        ask(*question, cpu_seconds=5)
    ask("whole", FIRST, "pdf", cpu_seconds=6)
    assert len(questions) == 5


def test_what_failed_is_asked_again(asked):
    questions, ask = asked
    for _ in range(2):
        with pytest.raises(isolation.TimedOut):
            ask("fails", FIRST)
    assert len(questions) == 2


@pytest.mark.django_db
def test_what_is_known_is_still_refused_in_a_transaction(asked):
    _, ask = asked
    ask("whole", FIRST)
    with transaction.atomic(), pytest.raises(AssertionError, match="receive files before"):
        ask("whole", FIRST)


def test_the_site_asks_so_and_a_child_itself_is_asked_where_it_stands():
    for module in (inspection, opening, private_check, reading, scans):
        assert module.run_isolated.__wrapped__ is isolation.run_isolated
    assert not hasattr(isolation.run_isolated, "__wrapped__")
