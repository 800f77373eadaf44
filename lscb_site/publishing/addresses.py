"""Where landed migrations look for the mixin of `lscb_site.web.public_addresses`. Nothing else may import from here."""

from lscb_site.web.public_addresses import KeepsOldAddresses as KeepsOldAddress

__all__ = ["KeepsOldAddress"]
