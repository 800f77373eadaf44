"""The directory: London's 33 authorities, the boards that serve them, and the numbers to call."""

from lscb_contacts.models.contact_points import ContactPoint, Helpline
from lscb_contacts.models.directory import Authority, Board

__all__ = ["Authority", "Board", "ContactPoint", "Helpline"]
