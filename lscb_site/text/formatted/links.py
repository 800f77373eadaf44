"""Where a link really leads, and whether it can lead there for a reader of the site."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from lscb_site.text.formatted.allowed import SCHEMES

# Hosts that stand between a reader and the true address, and the parameter that holds it.
GO_BETWEENS = [
    (re.compile(r"(?:.+\.)?safelinks\.protection\.(?:outlook\.com|office365\.us)", re.IGNORECASE), ("url",)),
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}", re.IGNORECASE), ("q", "url")),
    (re.compile(r"lm?\.facebook\.com", re.IGNORECASE), ("u",)),
]
GOOGLES_PATH = "/url"
PROOFPOINT = re.compile(r"https://urldefense\.(?:com|us|proofpoint\.com)/v3/__(.+?)__;", re.IGNORECASE)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Places inside the document that was copied: bookmarks, notes and comments of Word and Google Docs.
INSIDE = re.compile(r"#(?:_|heading=|bookmark=|cmnt|ftnt|kix\.)", re.IGNORECASE)
DEEPEST = 3  # one go-between inside another


def true_address(href: str) -> str:
    href = href.strip()
    for _ in range(DEEPEST):
        inner = _inner(href)
        if not inner:
            break
        href = inner
    return href


def leads_nowhere(href: str) -> bool:
    """A file on somebody's own computer, a script, or a part of the message that it was copied from."""
    scheme = SCHEME.match(href)
    return href.startswith("\\\\") or bool(scheme and scheme[1].lower() not in SCHEMES)


def leads_inside(href: str) -> bool:
    """To a place of the document that it was copied from, which is not here."""
    return bool(INSIDE.match(href))


def _inner(href: str) -> str:
    if proofpoint := PROOFPOINT.match(href):
        return _if_an_address(unquote(proofpoint[1]))
    try:
        address = urlsplit(href)
        host, query = address.hostname or "", parse_qs(address.query)
    except ValueError:
        return ""
    for pattern, names in GO_BETWEENS:
        if pattern.fullmatch(host) and ("google" not in host or address.path == GOOGLES_PATH):
            for name in names:
                if name in query:
                    return _if_an_address(query[name][0])
    return ""


def _if_an_address(text: str) -> str:
    return text if text.lower().startswith(("http://", "https://", "mailto:", "tel:")) else ""
