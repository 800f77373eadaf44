import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.storage import FileSystemStorage

from lscb_site.staticfiles import SHEET, PortalStaticFilesStorage, joined

STATIC = Path(settings.STATICFILES_DIRS[0])
SHEETS = {
    "css/site.css": '/* All. */\n@layer base;\n@import url("base.css") layer(base);\n'
    '@import url("components/card.css") layer(components);\n',
    "css/base.css": "a {\n  color: red; /* for now */\n}\n",
    "css/components/card.css": '.card {\n  background: url("../../img/card.svg");\n}\n',
}


def test_imports_become_layers_of_one_sheet():
    assert joined("css/site.css", SHEETS.get).splitlines() == [
        "",
        "@layer base;",
        "@layer base {",
        "a {",
        "color: red;",
        "}",
        "}",
        "@layer components {",
        ".card {",
        'background: url("../img/card.svg");',
        "}",
        "}",
    ]


def test_the_site_has_one_sheet_without_imports():
    sheet = joined(SHEET, lambda name: (STATIC / name).read_text())
    assert "@import" not in sheet
    assert "/*" not in sheet


def test_every_rule_of_every_sheet_is_closed():
    for path in (STATIC / "css").rglob("*.css"):
        sheet = path.read_text()
        assert sheet.count("{") == sheet.count("}"), path


def test_every_component_s_sheet_is_imported():
    imported = set(re.findall(r'@import url\("([^"]+)"\)', (STATIC / SHEET).read_text()))
    assert imported >= {f"components/{path.name}" for path in (STATIC / "css" / "components").glob("*.css")}


@pytest.fixture
def collected(tmp_path, settings):
    """The storage after collectstatic has run over the portal's own files alone."""
    settings.WHITENOISE_KEEP_ONLY_HASHED_FILES = True
    source = FileSystemStorage(STATIC)
    names = [
        str(path.relative_to(STATIC))
        for folder in ("css", "js", "fonts", "img")
        for path in (STATIC / folder).rglob("*.*")
        if not path.name.startswith(("admin", "passkeys"))  # they import modules of libraries, or need many
    ]
    target = StaticFilesStorage(location=tmp_path, base_url="/static/")
    for name in names:
        with source.open(name) as file:
            target.save(name, file)
    storage = PortalStaticFilesStorage(location=tmp_path, base_url="/static/")
    for _, _, outcome in storage.post_process({name: (source, name) for name in names}):
        if isinstance(outcome, Exception):
            raise outcome
    return storage


def test_collected_files_carry_their_digest_and_lead_to_each_other(collected, tmp_path):
    sheet = (tmp_path / collected.hashed_files["css/site.css"]).read_text()
    assert "@import" not in sheet
    font = collected.hashed_files["fonts/atkinson-hyperlegible-next.woff2"]
    assert f'url("../{font}")' in sheet
    script = (tmp_path / collected.hashed_files["js/site.js"]).read_text()
    module = collected.hashed_files["js/modules/filter-list.js"]
    assert f'import("./{module.removeprefix("js/")}")' in script
    assert (tmp_path / f"{collected.hashed_files['css/site.css']}.br").exists()


def test_collecting_twice_gives_the_same_names(collected):
    first = dict(collected.hashed_files)
    source = FileSystemStorage(STATIC)
    list(collected.post_process({name: (source, name) for name in first}))
    assert collected.hashed_files == first
