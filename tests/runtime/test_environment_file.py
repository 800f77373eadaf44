import subprocess
import sys

import pytest

from lscb_site.running.environment_file import write_environment_file


@pytest.fixture(autouse=True)
def without_settings(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)


def test_it_is_written_once_for_its_owner_alone(tmp_path):
    write_environment_file(tmp_path)
    path = tmp_path / ".env"
    first = path.read_text()
    write_environment_file(tmp_path)
    assert path.read_text() == first
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_machine_has_a_key_of_its_own(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    write_environment_file(tmp_path / "one")
    write_environment_file(tmp_path / "other")
    assert (tmp_path / "one/.env").read_text() != (tmp_path / "other/.env").read_text()


def test_none_is_written_where_the_environment_has_the_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "from elsewhere")
    write_environment_file(tmp_path)
    assert not (tmp_path / ".env").exists()


def test_the_database_is_found_in_a_folder_with_an_awkward_name(tmp_path):
    top = tmp_path / "a folder, 100% #ours"
    top.mkdir()
    write_environment_file(top)
    program = (
        "import environs; env = environs.Env(); env.read_env('.env'); print(env.dj_db_url('DATABASE_URL')['NAME'])"
    )
    read = subprocess.run([sys.executable, "-c", program], cwd=top, env={}, capture_output=True, text=True, check=True)
    assert read.stdout.strip() == str(top / "var" / "db.sqlite3")
