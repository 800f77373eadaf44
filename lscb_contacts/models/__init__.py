"""The directory: London's 33 authorities, the boards that serve them, the numbers to call, and how they are found."""

from lscb_contacts.freshness import Freshness
from lscb_contacts.models.confirming import ConfirmationContact, ConfirmationRequest, Letter
from lscb_contacts.models.contact_points import ContactPoint, Helpline
from lscb_contacts.models.coverage import CoverageDay
from lscb_contacts.models.directory import Authority, Board
from lscb_contacts.models.directory_settings import DirectorySettings
from lscb_contacts.models.hours import OpeningHours
from lscb_contacts.models.places import Place
from lscb_contacts.models.postcodes import OutcodeShare, Postcode, PostcodeEdition
from lscb_contacts.models.proposed_changes import ProposedChange, ProposedValue

__all__ = [
    "Authority",
    "Board",
    "ConfirmationContact",
    "ConfirmationRequest",
    "ContactPoint",
    "CoverageDay",
    "DirectorySettings",
    "Freshness",
    "Helpline",
    "Letter",
    "OpeningHours",
    "OutcodeShare",
    "Place",
    "Postcode",
    "PostcodeEdition",
    "ProposedChange",
    "ProposedValue",
]
