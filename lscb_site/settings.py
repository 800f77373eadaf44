"""Settings of the portal: one file, read from the environment, safe for production by default.

Every variable is described in `.env.example`. A file named `.env` beside `manage.py` is read when there is one
(`make run` writes it on a developer's machine); the real environment wins over it.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, validate

from lscb_site.accounts.sign_in_settings import sign_in_settings
from lscb_site.caching.database_settings import database_settings
from lscb_site.files.file_settings import file_settings
from lscb_site.operations.backups.backup_settings import backup_settings
from lscb_site.operations.watch_settings import watch_settings
from lscb_site.web.address_settings import read_address
from lscb_site.web.mail_settings import mail_settings

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(str(BASE_DIR / ".env"))


def required(read, name, how):
    """The variable's value, or a stop that tells the operator how to set it."""
    try:
        return read(name)
    except EnvError as error:
        raise ImproperlyConfigured(
            f"The environment variable {name} is missing or wrong ({error}). {how} "
            "See .env.example; on your own machine, 'make run' writes a .env for you."
        ) from error


# The site ---------------------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = required(env.str, "SECRET_KEY", "Set it to 50 or more random characters and keep it secret.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = required(env.list, "ALLOWED_HOSTS", "Set it to the site's host names, with commas between them.")
SITE_ADDRESS = env.str("SITE_ADDRESS", f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
SITE_ID, SITE_NAME, SITE_SHORT_NAME = 1, "London Safeguarding Children Board", "London SCB"
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
LINK_CHECK = env.bool("LINK_CHECK", True)  # whether other sites are asked if links to them still lead somewhere

INSTALLED_APPS = [
    # The portal. Its own rooms stand first, so that their templates win over a library's.
    "lscb_site",
    "lscb_site.web",
    "lscb_site.audit",
    "lscb_site.publishing",
    "lscb_site.versions",
    "lscb_site.previews",
    "lscb_site.search",
    "lscb_site.caching",
    "lscb_site.notices",
    "lscb_site.following",
    "lscb_site.pages",
    "lscb_site.accounts",
    "lscb_site.content",
    "lscb_site.link_check",
    "lscb_site.linter",
    "lscb_site.reviews",
    "lscb_site.desk",
    "lscb_site.operations",
    "lscb_site.moving_in",
    "news",
    "resources",
    "lscb_contacts",
    # Django and django CMS. The admin's style must stand before the admin.
    "djangocms_simple_admin_style",
    "lscb_site.accounts.menu.PortalAdminConfig",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.redirects",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "cms",
    "menus",
    "treebeard",
    "sekizai",
    "filer",
    "easy_thumbnails",
    "djangocms_text",
    "djangocms_link",
    "djangocms_versioning",
    # Small libraries.
    "phonenumber_field",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "auditlog",
    "import_export",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "lscb_site.web.protection.protected",
    "lscb_site.web.guards.address_of_the_reader",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "lscb_site.pages.middleware.refuse_impossible_bytes",
    "lscb_site.web.guards.known_methods",
    "lscb_site.caching.middleware.of_one_version",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lscb_site.pages.slashes.SlashesForStaff",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lscb_site.pages.middleware.visitors_without_session",
    "allauth.account.middleware.AccountMiddleware",
    "lscb_site.accounts.middleware.sessions_that_hold",
    "lscb_site.web.guards.bounded_forms",
    "lscb_site.web.incoming_text.clean_incoming_text",
    "lscb_site.pages.middleware.policy_headers",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    "lscb_site.versions.acts.ActOfARequest",
    "cms.middleware.user.CurrentUserMiddleware",
    "cms.middleware.page.CurrentPageMiddleware",
    "lscb_site.pages.middleware.StaffToolbarMiddleware",
    "lscb_site.pages.middleware.LibrariesAnswer",
    "lscb_site.link_check.missing.count_missing",
    "lscb_site.pages.middleware.old_addresses",
    "lscb_site.editing.middleware.KeepsWhatWasTyped",
    "lscb_site.accounts.fresh_proof.AsksForFreshProof",
    # Last, as django-axes asks: it turns a locked sign-in into its answer.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF, WSGI_APPLICATION = "lscb_site.urls", "lscb_site.wsgi.application"

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.cms_settings",
                "sekizai.context_processors.sekizai",
                "lscb_site.pages.context_processors.site",
            ],
        },
    },
]

# Data -------------------------------------------------------------------------------------------------------------

main_database = required(
    env.dj_db_url, "DATABASE_URL", "For PostgreSQL set it to postgres://user:password@host:5432/database."
)
vars().update(database_settings(env, main_database))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORMS_URLFIELD_ASSUME_HTTPS = True  # as every Django does from 6.0 on: the line goes with 5.2

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if env.str("CACHE_URL", ""):
    patience = {"socket_connect_timeout": 0.3, "socket_timeout": 0.5}  # seconds; pages can be made without it
    CACHES["pages"] = read_address(env.dj_cache_url, "CACHE_URL") | {"OPTIONS": patience}
PAGE_CACHE, CDN_SECONDS = env.bool("PAGE_CACHE", True), env.int("CDN_SECONDS", 0, validate=validate.Range(0, 60))
CACHE_BYTES = env.int("CACHE_MB", 64) * 1024 * 1024  # of ready pages in each process

# Files ------------------------------------------------------------------------------------------------------------

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var")))
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_URL, MEDIA_URL, MEDIA_ROOT = "/static/", "/media/", DATA_DIR / "media"
# Where pictures of CMS pages and the library’s documents lie: on a disk, or in a bucket that several hosts share.
FILES_BUCKET, STORAGES, FILER_STORAGES = file_settings(env, DATA_DIR, MEDIA_ROOT)
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILES_MAX_BYTES = env.int("FILES_MAX_MB", 40) * 1024 * 1024
FILES_ALLOW_DOC, FILES_OCR = env.bool("FILES_ALLOW_DOC", False), env.bool("FILES_OCR", True)
FILES_CLAMD, FILES_ACCEL_PREFIX = env.str("FILES_CLAMD", ""), env.str("FILES_ACCEL_PREFIX", "")
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "lscb_site.files.uploads.ToDisk"]
FILE_UPLOAD_PERMISSIONS = 0o640
# What is more than a form's fields take comes back in the form, which says so; these end what nobody types or chooses.
DATA_UPLOAD_MAX_MEMORY_SIZE, DATA_UPLOAD_MAX_NUMBER_FILES = 20 * 1024 * 1024, 1_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a collection of 1,000 documents is one form

# Followers' addresses are sealed with the first; the others open what they have sealed. Without one SECRET_KEY does it.
FOLLOWERS_KEYS = env.list("FOLLOWERS_KEYS", [])
BACKUPS = backup_settings(env)

# The directory ----------------------------------------------------------------------------------------------------

# A new telephone number waits until somebody else accepts it.
DIRECTORY_FOUR_EYES = env.bool("DIRECTORY_FOUR_EYES", True)

# Language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE, LANGUAGES, FORMAT_MODULE_PATH = "en-gb", [("en-gb", "English")], "lscb_site.locale"
TIME_ZONE, USE_TZ, USE_I18N = "Europe/London", True, True
PHONENUMBER_DEFAULT_REGION, PHONENUMBER_DB_FORMAT, PHONENUMBER_DEFAULT_FORMAT = "GB", "E164", "NATIONAL"

# django CMS -------------------------------------------------------------------------------------------------------

CMS_CONFIRM_VERSION4 = True
CMS_LEGACY_STYLE = CMS_PERMISSION = CMS_TOOLBAR_ANONYMOUS_ON = CMS_COLOR_SCHEME_TOGGLE = False
CMS_ENABLE_HELP = False  # it leads to the CMS's own sites; the portal's editors have their own guide
CMS_TEMPLATES = [("layouts/page.html", "Page"), ("layouts/home.html", "Home page")]
CMS_LANGUAGES = {1: [{"code": "en-gb", "name": "English", "public": True}], "default": {"fallbacks": ["en-gb"]}}
# The CMS's own caches can serve a page that is no longer true (see docs/decisions).
CMS_PAGE_CACHE = CMS_PLACEHOLDER_CACHE = CMS_PLUGIN_CACHE = False
CMS_CACHE_DURATIONS = {"content": 0, "menus": 0, "permissions": 0}

# What editors write with: structure and links, no colours, alignment or raw source (see lscb_site/pages/rich_text.py).
RICH_TEXT_TOOLBAR = [
    ["Undo", "Redo"],
    ["Paragraph", "Heading2", "Heading3", "Heading4"],
    ["Bold", "Italic", "RemoveFormat"],
    ["BulletedList", "NumberedList", "Blockquote", "Table"],
    ["Link", "Unlink"],
]
TEXT_PLUGIN_MODULE_NAME = "Text and pictures"
TEXT_CHILDREN_ENABLED = TEXT_AUTO_HYPHENATE = False
TEXT_EDITOR_SETTINGS = {"toolbar_CMS": RICH_TEXT_TOOLBAR, "toolbar_HTMLField": RICH_TEXT_TOOLBAR}
FILER_MIME_TYPE_WHITELIST = ["image/jpeg", "image/png", "image/webp", "image/gif"]

# Sign-in ----------------------------------------------------------------------------------------------------------

vars().update(sign_in_settings())
# Who has no second factor may only set one up; "offered" asks nobody for one, as on a developer's machine.
SECOND_FACTOR = env.str("SECOND_FACTOR", "required", validate=validate.OneOf(["required", "offered"]))

# Transport and headers --------------------------------------------------------------------------------------------

HTTPS = env.bool("HTTPS", True)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
if BEHIND_PROXY := env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "SAMEORIGIN"  # the CMS's editing dialogues are frames of this site
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# For visitors. Staff's pages add to it: see policy_headers in lscb_site/pages/middleware.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "upgrade-insecure-requests": HTTPS,
    }
}
CSRF_FAILURE_VIEW = "lscb_site.pages.views.forbidden_form"

SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # X_FRAME_OPTIONS is SAMEORIGIN for the CMS's dialogues
    "treebeard.E001",  # the CMS's page tree names its manager itself
]

# E-mail and logs --------------------------------------------------------------------------------------------------

EMAIL_PROVIDER, ANYMAIL = env.str("EMAIL_PROVIDER", "").lower(), {}  # by whose interface letters leave
vars().update(mail_settings(env, ALLOWED_HOSTS[0]))
EMAIL_ON_CONSOLE = env.str("EMAIL_URL", "").startswith("console:")  # somebody wants to see letters, and nobody gets any
BOUNCES_ADDRESS = env.str("BOUNCES_ADDRESS", "")  # where mail servers tell of what they could not deliver
HEALTH_TOKEN, LOG_FORMAT, LOGGING = watch_settings(env)
