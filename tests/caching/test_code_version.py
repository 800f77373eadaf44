import pytest

from lscb_site.caching.code_version import mark


@pytest.fixture
def program(settings, tmp_path):
    """A program of one template."""
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text("<h1>")
    return tmp_path


def fresh_mark() -> str:
    mark.cache_clear()
    try:
        return mark()
    finally:
        mark.cache_clear()


def test_the_same_program_has_the_same_mark(program):
    assert fresh_mark() == fresh_mark()


def test_another_text_another_setting_and_other_static_files_give_another(program, settings):
    marks = [fresh_mark()]
    (program / "templates" / "base.html").write_text("<h2>")
    marks.append(fresh_mark())
    settings.SITE_ADDRESS = "https://elsewhere.example"
    marks.append(fresh_mark())
    (program / "static").mkdir()
    (program / "static" / "staticfiles.json").write_text("{}")
    marks.append(fresh_mark())
    assert len(set(marks)) == 4
