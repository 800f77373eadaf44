"""Facts of an OpenDocument text, from its meta and styles parts."""

import zipfile
from typing import Any

from lscb_site.files.readers import parts

META, STYLES, CONTENT = "meta.xml", "styles.xml", "content.xml"


def facts(path: str, kind: str) -> dict[str, Any]:
    with zipfile.ZipFile(path) as package:
        pages = parts.first_attribute(package, META, "document-statistic", "page-count")
        return {
            "pages": int(pages) if pages.isascii() and pages.isdigit() else None,
            "title": parts.first_text(package, META, "title"),
            "language": parts.first_text(package, META, "language") or _default_language(package),
            "tagged": None,
            "bookmarked": None,
        }


def _default_language(package: zipfile.ZipFile) -> str:
    language = parts.first_attribute(package, STYLES, "text-properties", "language")
    country = parts.first_attribute(package, STYLES, "text-properties", "country")
    if language in ("", "none", "zxx"):
        return ""
    return language if country in ("", "none") else f"{language}-{country}"
