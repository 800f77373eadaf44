"""Where landed migrations look for the mixin of `lscb_site.web.addresses`. Nothing else may import from here."""

from lscb_site.web.addresses import RedirectsOldSlugs as KeepsOldAddress

__all__ = ["KeepsOldAddress"]
