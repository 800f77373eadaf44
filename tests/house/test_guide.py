"""The editors' guide: its pictures are there, its steps say the words of the screens, and help leads into it."""

import re
from pathlib import Path

import pytest

from lscb_site.accounts.menu import MENU
from lscb_site.desk import guide

TOP = Path(__file__).resolve().parents[2]
ROOMS = ("lscb_site", "news", "resources", "lscb_contacts", "templates", "static/js")
WRITTEN_IN = {".py", ".html", ".js", ".po"}
STEP = re.compile(r"^\d+\. .*", re.MULTILINE)
PICTURE = re.compile(r"!\[(.*?)\]\(img/guide/([a-z-]+)\.png\)")
LARGEST, LARGEST_TOGETHER = 60 * 1024, 1200 * 1024
# Words that a library writes, in its own English.
OF_LIBRARIES = {"Save", "Edit", "Add another Session"}
# Said with weight, and on no screen.
SAID_STRONGLY = {"This site cannot redact for you."}


@pytest.fixture(scope="module")
def text():
    return guide.GUIDE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def screens():
    """All that the project's screens are made of."""
    files = (file for room in ROOMS for file in (TOP / room).rglob("*") if file.suffix in WRITTEN_IN)
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_every_picture_is_there_and_has_its_place_and_its_words(text):
    named = PICTURE.findall(text)
    assert text.count("![") == len(named)
    assert all(words for words, _ in named)
    assert sorted(name for _, name in named) == sorted(file.stem for file in guide.PICTURES.iterdir())


def test_pictures_are_small():
    sizes = {file.name: file.stat().st_size for file in guide.PICTURES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) <= LARGEST_TOGETHER


@pytest.mark.slow
def test_the_steps_say_the_words_of_the_screens(text, screens):
    words = {word for step in STEP.findall(text) for word in re.findall(r"\*\*(.+?)\*\*", step)}
    assert len(words) > 60
    asked = words - OF_LIBRARIES - SAID_STRONGLY
    assert sorted(word for word in asked if not stands_in(screens, word.rstrip("?."))) == []
    assert words >= OF_LIBRARIES | SAID_STRONGLY


def stands_in(screens, word):
    """As it is, or as the admin makes a label of a field's name: “event starts”, `event_starts`."""
    lower = word[0].lower() + word[1:]
    forms = {word, lower, lower.replace(" ", "_")}
    return any(re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", screens) for form in forms)


def test_every_link_inside_it_leads_to_a_part(text):
    html, _ = guide.written()
    parts = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= parts
    assert not any(re.search(r"_\d+$", part) for part in parts)  # two headings of one name


def test_help_leads_to_a_part_from_every_list_of_the_menu():
    html, _ = guide.written()
    parts = set(re.findall(r' id="([^"]+)"', html))
    assert {*guide.ACTS.values(), *guide.MODELS.values(), *guide.OTHERS.values()} <= parts
    of_the_menu = {model.lower().replace(".", "_") for models in MENU.values() for model in models}
    assert of_the_menu <= set(guide.MODELS)


@pytest.mark.parametrize(
    ("screen", "part"),
    [
        ("news_post_change", "write-news"),
        ("resources_edition_supersede", "bring-out-a-new-edition"),
        ("cms_page_withdraw", "withdraw-and-lead-readers-on"),
        ("cms_pagecontent_changelist", "edit-a-page"),
        ("index", "the-desk"),
        ("cms_wizard_create", ""),
    ],
)
def test_the_part_for_a_screen(screen, part):
    assert guide.section_for(screen) == part


def test_the_image_for_containers_has_it():
    """.dockerignore leaves out all documents but what a running site shows."""
    ignored = (TOP / ".dockerignore").read_text().split()
    assert "docs" not in ignored
    assert {"!docs/editors.md", "!docs/img"} <= set(ignored)
