"""Decision 14: the private and undocumented parts of libraries that the house leans on, each with a tripwire.

A tripwire that fails says that a library has moved: read its release notes, mend the places that the decision names,
and bring the decision up to date.
"""

import ast
import re
from pathlib import Path

import pytest

from tests.house import tripwires
from tests.house.account_tripwires import ACCOUNT_TRIPWIRES
from tests.house.form_tripwires import FORM_TRIPWIRES
from tests.house.page_tripwires import PAGE_TRIPWIRES
from tests.house.picture_tripwires import PICTURE_TRIPWIRES
from tests.house.server_tripwires import SERVER_TRIPWIRES
from tests.house.text_tripwires import TEXT_TRIPWIRES

TRIPWIRES = tripwires.TRIPWIRES | PAGE_TRIPWIRES | PICTURE_TRIPWIRES | SERVER_TRIPWIRES
TRIPWIRES |= FORM_TRIPWIRES | TEXT_TRIPWIRES | ACCOUNT_TRIPWIRES

TOP = Path(__file__).resolve().parents[2]
RECORD = TOP / "docs" / "decisions" / "0014-private-parts-that-we-lean-on.md"
ROOMS = ("lscb_site", "news", "resources", "lscb_contacts")
ROW = re.compile(r"^\| (`.+?) \| (.+?) \| .+ \|$", re.MULTILINE)
IN_CODE = re.compile(r"`([^`]+)`")
# Libraries all of whose names are looked at, and the parts of Django of which the documentation names only some.
LOOKED_AT = re.compile(
    r"(allauth|axes|cms|menus|filer|easy_thumbnails|whitenoise|csp|sekizai|djangocms_\w+|django_tasks_db)\b"
    r"|django\.(utils|http\.request|db\.backends|db\.models\.(sql|fields|expressions|query)|core\.handlers)\b"
    r"|django\.contrib\.(admin\.utils|auth\.management|staticfiles\.finders|sitemaps\.views)\b"
)
DOCUMENTED = {
    "allauth": {
        *("DefaultAccountAdapter", "DefaultMFAAdapter", "get_adapter", "reauthentication_required"),
        *("authentication_step_completed", "password_changed", "user_logged_in"),
        *("authentication_failed", "authenticator_used"),
        *("ChangePasswordForm", "LoginForm", "AddWebAuthnForm", "ActivateTOTPForm", "AuthenticateForm"),
        *("ReauthenticateForm", "EmailAddress", "UserSession"),
    },
    "axes": {"AccessAttempt", "AccessLog", "AxesProxyHandler"},
    "cms": {
        *(
            "CMSPluginBase",
            "plugin_pool",
            "CMSToolbar",
            "toolbar_pool",
            "CMSPlugin",
            "Page",
            "PageContent",
            "Placeholder",
        ),
        *("add_plugin", "create_page", "post_obj_operation", "pre_obj_operation", "MOVE_PAGE"),
        *("get_object_edit_url", "get_object_preview_url"),
    },
    "csp": {"NONE", "SELF", "UNSAFE_INLINE", "csp_update"},
    "whitenoise": {"CompressedManifestStaticFilesStorage"},
    "djangocms": {
        *("HTMLField", "LinkPlugin", "Link", "Text", "post_version_operation", "pre_version_operation"),
        *("OPERATION_PUBLISH", "OPERATION_UNPUBLISH", "DRAFT", "PUBLISHED"),
    },
    "filer": {"FilerImageField"},
    "django": {
        *(
            "KT",
            "timezone",
            "format_html",
            "format_html_join",
            "strip_tags",
            "escape",
            "cached_property",
            "slugify",
            "mark_safe",
        ),
        *(
            "SafeString",
            "method_decorator",
            "Atom1Feed",
            "Rss201rev2Feed",
            "SyndicationFeed",
            "escape_uri_path",
            "iri_to_uri",
            "http_date",
        ),
        *("content_disposition_header", "patch_cache_control", "get_language_info", "BaseDatabaseWrapper", "base"),
        *("force_bytes", "urlsafe_base64_encode"),
        *("urlencode", "conditional_escape", "gettext_lazy", "translation", "SimpleLazyObject", "lazy", "format_lazy"),
    },
}
# Where documents are read and written, with python-docx and python-pptx: their elements are under an underscore.
READERS_AND_WRITERS = {TOP / "lscb_site" / "files" / "readers", TOP / "lscb_site" / "content" / "demonstration"}
# Underscores that the documentation names, or that are ours.
KNOWN_UNDERSCORES = {
    *("_meta", "_base_manager", "_default_manager", "_replace", "_asdict", "_value_", "_exit"),
    *("_page_addresses", "_answer", "_stored_slug", "_stored_bytes"),
    *("_add_publish_button", "_validate_url_uniqueness"),  # in the record, under their classes
}


def record() -> dict[str, list[str]]:
    """Each part in the record with the places that use it."""
    rows = [(IN_CODE.findall(parts), IN_CODE.findall(places)) for parts, places in ROW.findall(RECORD.read_text())]
    return {part: places for parts, places in rows for part in parts}


def code() -> list[Path]:
    found = (path for room in ROOMS for path in (TOP / room).rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


@pytest.mark.django_db
@pytest.mark.parametrize("part", TRIPWIRES)
def test_the_libraries_are_as_we_lean_on_them(part):
    TRIPWIRES[part]()


def test_every_part_in_the_record_has_its_tripwire():
    assert record().keys() == TRIPWIRES.keys()


@pytest.mark.parametrize("part", TRIPWIRES)
def test_the_record_names_the_places(part):
    name = part.rpartition(".")[2]
    for place in record()[part]:
        there = TOP / "lscb_site" / place if (TOP / "lscb_site" / place).exists() else TOP / place
        texts = [there] if there.is_file() else list(there.rglob("*.py"))
        assert any(re.search(rf"\b{name}\b", text.read_text()) for text in texts), place


def test_whatever_is_imported_is_documented_or_in_the_record():
    recorded = {part.rpartition(".")[2] for part in record()} | {"format", "views"}
    documented = set().union(*DOCUMENTED.values())
    unknown = {}
    for path in code():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level and LOOKED_AT.match(node.module):
                names = {alias.name for alias in node.names} - recorded - documented
                if names and not (node.module == "cms.toolbar.items" and "items" in recorded):
                    unknown[f"{path.relative_to(TOP)}: {node.module}"] = sorted(names)
    assert unknown == {}


def test_no_other_underscore_is_touched():
    touched = {}
    for path in code():
        if any(path.is_relative_to(room) for room in READERS_AND_WRITERS):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Attribute) or not node.attr.startswith("_") or node.attr.startswith("__"):
                continue
            of_its_own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            if not of_its_own and node.attr not in KNOWN_UNDERSCORES:
                touched[f"{path.relative_to(TOP)}:{node.lineno}"] = node.attr
    assert touched == {}
