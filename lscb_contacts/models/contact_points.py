"""The ways to reach an authority, and the national numbers."""

from django.db import models
from django.db.models import Q
from phonenumber_field.modelfields import PhoneNumberField

from lscb_contacts.models.directory import Authority


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
