"""The libraries speak in our words: lscb_site/locale."""

import re
from gettext import GNUTranslations
from pathlib import Path

import cms
import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext

import lscb_site
from lscb_site.pages.writing import write_page

FOLDER = Path(lscb_site.__file__).parent / "locale" / "en_GB" / "LC_MESSAGES"
PAIRS = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', (FOLDER / "django.po").read_text(), re.MULTILINE)
WRITTEN = {english.replace(r"\"", '"'): ours.replace(r"\"", '"') for english, ours in PAIRS}
# What an editor can come to read on a page of the CMS: its bar and the board, and what it answers.
OF_THE_CMS = [
    *(Path(cms.__file__).parent / "templates" / "cms" / "toolbar").rglob("*.html"),
    Path(cms.__file__).parent / "admin" / "placeholderadmin.py",
    Path(cms.__file__).parent / "signals" / "log_entries.py",
    Path(cms.__file__).parent / "toolbar" / "utils.py",
]
TRANSLATED = re.compile(r"""(?:trans(?:late)? |_\(|gettext\(\s*)(["'])(.+?)\1\s*(?:%\}|\)|\|)""")


def test_what_was_written_is_what_was_compiled():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    assert WRITTEN
    assert {english: compiled.gettext(english) for english in WRITTEN} == WRITTEN


@pytest.mark.django_db
def test_signing_in_is_called_that_and_people_are_people(client, administrator_client):
    login = client.get("/admin/login/").content.decode()
    assert "Sign in" in login
    assert "Log in" not in login
    assert str(User._meta.verbose_name_plural) == "people"
    people = administrator_client.get("/admin/auth/user/").content.decode()
    assert "Authentication" not in people


@pytest.mark.django_db
@pytest.mark.parametrize("screen", ["add/", "{}/change/"])
def test_the_forms_of_people_speak_of_a_person(screen, administrator_client, editor):
    page = administrator_client.get(f"/admin/auth/user/{screen.format(editor.pk)}").text
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert re.findall(r".*Designates.*|.*Raw password.*|.*created a user.*|.*for the user .*", words) == []


@pytest.mark.parametrize("word", ["plugin", "placeholder", "log in", "logout"])
def test_the_cms_speaks_of_blocks_and_areas(word):
    said = {english for file in OF_THE_CMS for _, english in TRANSLATED.findall(file.read_text())}
    assert len(said) > 80
    shown = {re.sub(r"%\(\w+\)s", "", gettext(each)) for each in said}
    assert [each for each in shown if re.search(rf"\b{word}", each, re.IGNORECASE)] == []


@pytest.mark.django_db
def test_a_page_is_called_by_its_title_without_the_code_of_its_language(publisher_client, publisher):
    page = write_page(reverse_id="us", title="About us", slug="about-us", created_by=publisher, publish=False)
    content = page.pagecontent_set(manager="admin_manager").get()
    assert str(content) == "About us"
    screen = publisher_client.get(reverse("admin:cms_pagecontent_change", args=[content.pk])).text
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", screen, flags=re.DOTALL)
    assert "en-gb" not in words.lower()
