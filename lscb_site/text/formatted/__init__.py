"""Formatted text as it comes in from Word, Outlook, Google Docs, Pages or a web page, made the site's own.

`tidied(html)` is the one rule: what an editor pastes, what a form sends and what the site's own code stores all pass
through it. It says too what it took away. See docs/decisions/0023.
"""

from lscb_site.text.formatted.allowed import ATTRIBUTES, SCHEMES, TAGS
from lscb_site.text.formatted.removed import Removed
from lscb_site.text.formatted.tidying import Tidied, tidied

__all__ = ["ATTRIBUTES", "SCHEMES", "TAGS", "Removed", "Tidied", "tidied"]
