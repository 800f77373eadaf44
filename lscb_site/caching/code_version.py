"""Which program makes the pages: its texts and the settings that stand in pages, as one short mark."""

import hashlib
from functools import cache

from django.conf import settings

ROOMS = ("lscb_site", "news", "resources", "lscb_contacts", "templates")
KINDS = {".py", ".html", ".txt"}
SHOWN = ("SITE_ADDRESS", "SECURITY_CONTACT", "HTTPS", "CONTENT_SECURITY_POLICY")


@cache
def mark() -> str:
    """Differs after an upgrade: a new program must never find the pages of the old one in a cache that both share."""
    digest = hashlib.sha256()
    top = settings.BASE_DIR
    files = [path for room in ROOMS for path in (top / room).rglob("*") if path.suffix in KINDS]
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    for path in (*sorted(files), top / "requirements.txt", manifest):
        if path.is_file():
            digest.update(f"{path.relative_to(top) if path != manifest else ''}\0".encode() + path.read_bytes())
    for name in SHOWN:
        digest.update(f"{name}={getattr(settings, name)!r}\0".encode())
    return digest.hexdigest()[:16]
