"""The libraries speak in our words: lscb_site/locale."""

import gettext
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User

import lscb_site

FOLDER = Path(lscb_site.__file__).parent / "locale" / "en_GB" / "LC_MESSAGES"
WRITTEN = dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', (FOLDER / "django.po").read_text(), re.MULTILINE))


def test_what_was_written_is_what_was_compiled():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
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
@pytest.mark.parametrize("screen", ["add/", "{}/change/", "{}/password/"])
def test_the_forms_of_people_speak_of_a_person(screen, administrator_client, editor):
    page = administrator_client.get(f"/admin/auth/user/{screen.format(editor.pk)}").text
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert re.findall(r".*Designates.*|.*Raw password.*|.*created a user.*|.*for the user .*", words) == []
