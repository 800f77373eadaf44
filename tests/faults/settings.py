"""The portal's own settings, with static files as they are written: collecting them takes ten seconds."""

from lscb_site.settings import *  # noqa: F403
from lscb_site.settings import BASE_DIR, STORAGES

STATIC_ROOT = BASE_DIR / "static"
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
STATICFILES_DIRS = []
