"""The directory in the admin, a module for each noun."""

from lscb_contacts.admin import authorities, boards, contact_points, corrections, helplines, places, requests

__all__ = ["authorities", "boards", "contact_points", "corrections", "helplines", "places", "requests"]
