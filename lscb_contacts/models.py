"""The directory: London's 33 authorities, the boards that serve them, and the numbers to call."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from phonenumber_field.modelfields import PhoneNumberField

from lscb_contacts.querysets import AuthorityQuerySet, BoardQuerySet
from lscb_site.publishing.addresses import KeepsOldAddress
from lscb_site.publishing.models import Publishable


class Authority(KeepsOldAddress, models.Model):
    """One of London's 33 local authorities, as a tile of the map."""

    name = models.CharField(
        max_length=100, unique=True, help_text="Its official name, such as “London Borough of Brent”."
    )
    short_name = models.CharField(max_length=60, unique=True, help_text="What people call it: “Brent”.")
    slug = models.SlugField("address", max_length=60, unique=True)
    gss_code = models.CharField(
        "GSS code", max_length=9, unique=True, help_text="The code of the Office for National Statistics: E09000005."
    )
    council_url = models.URLField("council's website")
    police_unit = models.CharField(max_length=80, blank=True, help_text="The police command unit that covers it.")
    column = models.PositiveSmallIntegerField(help_text="Its place on the tile map, from 1 at the left.")
    row = models.PositiveSmallIntegerField(help_text="Its place on the tile map, from 1 at the top.")

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["short_name"]
        verbose_name_plural = "authorities"
        constraints = [
            models.UniqueConstraint(
                fields=["column", "row"],
                name="contacts_one_authority_a_tile",
                violation_error_message="Another authority has this place on the map.",
            ),
            models.CheckConstraint(
                condition=Q(gss_code__startswith="E09"),
                name="contacts_authority_is_in_london",
                violation_error_message="The code of a London authority starts with E09.",
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("contacts:authority", args=[self.slug])


class Board(KeepsOldAddress, Publishable):
    """A local safeguarding children board; it may serve several authorities, and an authority may have several."""

    name = models.CharField(max_length=160, unique=True)
    slug = models.SlugField("address", max_length=160, unique=True)
    website = models.URLField(blank=True)
    authorities = models.ManyToManyField(Authority, related_name="boards")
    note = models.CharField(max_length=300, blank=True, help_text="Shown under its name, such as a chair it shares.")

    objects = BoardQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("contacts:board", args=[self.slug])


class ContactPoint(models.Model):
    """One way to reach an authority for one purpose, with where it is from and who confirmed it."""

    class Purpose(models.TextChoices):
        FRONT_DOOR = "front_door", "Front door, in office hours"
        OUT_OF_HOURS = "out_of_hours", "Out of hours"
        PROFESSIONALS = "professionals", "For professionals"

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="contact_points")
    purpose = models.CharField(max_length=13, choices=Purpose, default=Purpose.FRONT_DOOR)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120, help_text="The authority's own name for it, such as “MASH” or “ECIRS”.")
    phone = PhoneNumberField(blank=True, help_text="Such as 020 7946 0000.")
    phone_note = models.CharField(max_length=80, blank=True, help_text="What a caller must know, such as “option 2”.")
    email = models.EmailField("e-mail", blank=True)
    web = models.URLField("web page", blank=True)
    hours = models.CharField(max_length=120, blank=True, help_text="When it answers. Leave empty if that is not known.")
    note = models.CharField(
        max_length=400, blank=True, help_text="Shown to readers, such as a conflict between sources."
    )
    source = models.CharField(max_length=500, blank=True, help_text="Where these details were found.")
    source_as_of = models.CharField("source's date", max_length=120, blank=True)
    confirmed_on = models.DateField(null=True, blank=True, help_text="When the authority said that this is right.")
    confirmed_by = models.CharField(
        max_length=120, blank=True, help_text="The role that said so, such as “MASH manager”. Not a person's name."
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email="") | ~Q(web=""),
                name="contacts_point_can_be_reached",
                violation_error_message="Give a telephone number, an e-mail address or a web page.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by="")
                | (Q(confirmed_on__isnull=False) & ~Q(confirmed_by="")),
                name="contacts_confirmed_by_someone_on_a_day",
                violation_error_message="A confirmation needs both the day and the role that gave it.",
            ),
        ]

    def __str__(self):
        return f"{self.authority}: {self.name}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_on is not None


class Helpline(models.Model):
    """A national number that every page may show. Only an Administrator can change one."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    phone = PhoneNumberField()
    description = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.name
