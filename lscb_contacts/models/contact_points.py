"""The ways to reach an authority, and the national numbers."""

from django.db import models
from django.db.models import Q

from lscb_contacts.models.confirmations import Confirmable
from lscb_contacts.models.directory import Authority, Board
from lscb_contacts.models.telephones import TelephoneField
from lscb_contacts.querysets import ContactPointQuerySet
from lscb_contacts.search import FoundHelpline


class ContactPoint(Confirmable):
    """One way to reach an authority or a board for one purpose, with where it is from and who confirmed it."""

    class Purpose(models.TextChoices):
        FRONT_DOOR = "front_door", "Front door, in office hours"
        OUT_OF_HOURS = "out_of_hours", "Out of hours"
        PROFESSIONALS = "professionals", "For professionals"
        LADO = "lado", "Local authority designated officer (LADO)"
        REFERRAL_FORM = "referral_form", "Referral form"
        THRESHOLDS = "thresholds", "Thresholds document"
        BOARD_OFFICE = "board_office", "Board’s office"

    # The public's lines; the others are for those who work with children.
    PUBLIC = (Purpose.FRONT_DOOR, Purpose.OUT_OF_HOURS)
    # What is read or filled in: a page to open, and no line to call.
    PAGES = (Purpose.REFERRAL_FORM, Purpose.THRESHOLDS)

    authority = models.ForeignKey(
        Authority,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="contact_points",
        help_text="The council whose number it is.",
    )
    board = models.ForeignKey(
        Board,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="contact_points",
        help_text="The board whose entry it is, where it is not an authority’s.",
    )
    purpose = models.CharField(
        max_length=13,
        choices=Purpose,
        default=Purpose.FRONT_DOOR,
        help_text="What a caller wants when this is the number.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")
    name = models.CharField(max_length=120, help_text="The authority's own name for it, such as “MASH” or “ECIRS”.")
    phone = TelephoneField("telephone", blank=True, help_text="Such as 020 7946 0000.")
    phone_note = models.CharField(
        "note on the telephone", max_length=80, blank=True, help_text="What a caller must know, such as “option 2”."
    )
    email = models.EmailField("e-mail", blank=True, help_text="A mailbox that several people read.")
    web = models.URLField("web page", blank=True, help_text="Its own page, or its form to refer a child.")
    hours_note = models.CharField(
        "note on its hours", max_length=200, blank=True, help_text="What the lines of opening hours cannot say."
    )
    hours_source = models.CharField(
        "source of its hours",
        max_length=500,
        blank=True,
        help_text="The page that prints them, if it is another than the number's. Several are parted by “ ; ”.",
    )
    hours_source_as_of = models.CharField(
        "that source's date", max_length=120, blank=True, help_text="When it was written or looked up."
    )
    note = models.CharField(
        max_length=400,
        blank=True,
        help_text="What a caller must know, such as “One line serves two boroughs”. It stands beside the number.",
    )
    check_first = models.BooleanField(
        "check it first",
        default=False,
        help_text="Tick it where the number may be wrong, or may not be for everybody, and say why in the note. Every "
        "page then says “Check it first” beside the number. Clear it once somebody has checked.",
    )
    source = models.CharField(
        max_length=1000, blank=True, help_text="Where these details were found. Several pages are parted by “ ; ”."
    )
    source_as_of = models.CharField(
        "source's date", max_length=120, blank=True, help_text="When it was written or looked up."
    )
    source_note = models.CharField(
        "note on the source",
        max_length=400,
        blank=True,
        help_text="How good the source is, such as “Two pages agree”. It stands folded under “Where this comes from”.",
    )

    left: Authority | Board | None = None  # the one to which it belonged before it was saved just now

    objects = ContactPointQuerySet.as_manager()

    named_by = ("authority", "board")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__isnull=False, board=None) | Q(authority=None, board__isnull=False),
                name="contacts_point_has_one_owner",
                violation_error_message="It belongs to an authority or to a board: choose one of them.",
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email="") | ~Q(web=""),
                name="contacts_point_can_be_reached",
                violation_error_message="Give a telephone number, an e-mail address or a web page.",
            ),
            models.CheckConstraint(
                condition=~Q(purpose__in=["referral_form", "thresholds"]) | ~Q(web=""),
                name="contacts_form_or_document_has_a_page",
                violation_error_message="A referral form or a thresholds document needs its web page.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by="")
                | (Q(confirmed_on__isnull=False) & ~Q(confirmed_by="")),
                name="contacts_confirmed_by_someone_on_a_day",
                violation_error_message="A confirmation needs both the day and the role that gave it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.name}"

    @property
    def owner(self) -> Authority | Board:
        return self.authority or self.board  # type: ignore[return-value]  # a constraint holds that it has one


class Helpline(FoundHelpline, models.Model):
    """A national number that every page may show. Only an Administrator can change one."""

    name = models.CharField(max_length=80, unique=True, help_text="What callers know it by.")
    slug = models.SlugField("address", max_length=80, unique=True, help_text="A short name for links: nspcc.")
    phone = TelephoneField("telephone", help_text="Such as 0808 800 5000.")
    description = models.CharField(max_length=200, blank=True, help_text="Whom it is for and when it answers.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
