"""Start-up without what must be set, and the list of what can be."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.running_site import TOP

SETTINGS = TOP / "lscb_site" / "settings.py"
OF_ROOMS = sorted(SETTINGS.parent.rglob("*_settings.py"))
COMPLETE = {
    "SECRET_KEY": "0123456789" * 5,
    "ALLOWED_HOSTS": "www.example.org",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1/portal",
}


@pytest.fixture
def start(tmp_path):
    """Reads the settings in a folder without a .env, with nothing in the environment but what is given."""
    for module in (SETTINGS, SETTINGS.with_name("logs.py"), *OF_ROOMS):
        copy = tmp_path / module.relative_to(TOP)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(module, copy)
    for folder in {copy.parent for copy in tmp_path.rglob("*.py")}:
        (folder / "__init__.py").touch()

    def start(then="", **environment):
        command = [sys.executable, "-c", f"import lscb_site.settings; {then}"]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)

    return start


def test_three_variables_are_enough(start):
    assert start(**COMPLETE).returncode == 0


def test_without_a_mail_server_letters_go_to_the_log_and_a_word_that_is_none_stops_it(start):
    said = start("print(lscb_site.settings.EMAIL_BACKEND)", **COMPLETE)
    assert said.stdout.strip() == "django.core.mail.backends.console.EmailBackend"
    stopped = start(**COMPLETE, EMAIL_URL="consolemail:")
    assert "EMAIL_URL begins with no kind of mail server" in stopped.stderr


POSTMARK = {"EMAIL_PROVIDER": "Postmark", "ANYMAIL_POSTMARK_SERVER_TOKEN": "a-key"}


def test_a_provider_can_send_instead_and_counts_no_opened_letter(start):
    said = start("print(lscb_site.settings.EMAIL_BACKEND, lscb_site.settings.ANYMAIL)", **COMPLETE, **POSTMARK)
    assert said.stdout.startswith("anymail.backends.postmark.EmailBackend")
    assert "'POSTMARK_SERVER_TOKEN': 'a-key'" in said.stdout
    assert "{'track_opens': False, 'track_clicks': False}" in said.stdout


def test_what_a_provider_is_told_may_stand_in_a_file_too(start, tmp_path):
    written = {**POSTMARK, "ANYMAIL_POSTMARK_MESSAGE_STREAM": "letters", "ANYMAIL_WEBHOOK_SECRET": "name:password"}
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in written.items()))
    said = start("print(sorted(lscb_site.settings.ANYMAIL))", **COMPLETE).stdout
    assert all(f"'{name}'" in said for name in ("POSTMARK_SERVER_TOKEN", "POSTMARK_MESSAGE_STREAM", "WEBHOOK_SECRET"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (POSTMARK | {"EMAIL_URL": "smtp://localhost"}, "EMAIL_URL and EMAIL_PROVIDER are both set"),
        ({"EMAIL_PROVIDER": "pigeons"}, "EMAIL_PROVIDER must be one of brevo, "),
        ({"EMAIL_PROVIDER": "postmark"}, "EMAIL_PROVIDER=postmark needs ANYMAIL_POSTMARK_SERVER_TOKEN."),
        (
            {"EMAIL_PROVIDER": "mailjet", "ANYMAIL_MAILJET_API_KEY": ""},
            "needs ANYMAIL_MAILJET_API_KEY and ANYMAIL_MAILJET_SECRET_KEY.",
        ),
    ],
)
def test_a_provider_that_cannot_be_asked_stops_it_with_a_sentence(start, given, sentence):
    last = start(**COMPLETE, **given).stderr.strip().splitlines()[-1]
    assert sentence in last
    assert ".env.example" in last


@pytest.mark.parametrize("name", COMPLETE)
def test_a_missing_one_stops_it_with_a_sentence_on_how_to_set_it(start, name):
    stopped = start(**{key: value for key, value in COMPLETE.items() if key != name})
    assert stopped.returncode != 0
    last = stopped.stderr.strip().splitlines()[-1]
    assert f"The environment variable {name} is missing or wrong" in last
    assert "set it to" in last.lower()
    assert ".env.example" in last


def test_the_example_names_what_is_read_and_nothing_else():
    settings = "".join(module.read_text() for module in (SETTINGS, *OF_ROOMS))
    read = set(re.findall(r"\benv\.\w+\(\s*\"([A-Z_]+)\"", settings))
    read |= set(re.findall(r"\brequired\(\s*env\.\w+,\s*\"([A-Z_]+)\"", settings))
    read |= set(re.findall(r"\$\{([A-Z_]+)", (TOP / "Procfile").read_text()))
    named = re.findall(r"^(?:# )?([A-Z_]+)=", (TOP / ".env.example").read_text(), re.MULTILINE)
    assert sorted(named) == sorted(read)
