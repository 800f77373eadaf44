"""Which authority a postcode belongs to, as a published table says, and which edition of which table that is."""

from django.db import models
from django.db.models import Q

from lscb_contacts.models.directory import Authority


class PostcodeEdition(models.Model):
    """A table of postcodes that was loaded. The latest is the one in use."""

    source = models.CharField(max_length=80, help_text="Such as “OS Code-Point Open”.")
    edition = models.CharField(max_length=40, blank=True, help_text="Such as “May 2026”; empty where it does not say.")
    loaded_at = models.DateTimeField()
    postcodes = models.PositiveIntegerField(
        help_text="Whole postcodes of London; none where only shares of outward codes were loaded."
    )

    class Meta:
        ordering = ["-loaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source}, {self.edition}" if self.edition else self.source


class OutcodeShare(models.Model):
    """How much of an outward code ("CR4") lies in an authority, or outside London where there is no authority."""

    outcode = models.CharField(max_length=4)
    authority = models.ForeignKey(Authority, null=True, on_delete=models.CASCADE, related_name="+")
    share = models.DecimalField(max_digits=4, decimal_places=1, help_text="Per cent of its postcodes.")

    class Meta:
        ordering = ["outcode", "-share"]
        constraints = [
            models.UniqueConstraint(fields=["outcode", "authority"], name="contacts_one_share_an_authority"),
            models.UniqueConstraint(
                fields=["outcode"], condition=Q(authority=None), name="contacts_one_share_outside_london"
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0) & Q(share__lte=100), name="contacts_share_is_a_percentage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcode}: {self.share} %"


class Postcode(models.Model):
    """A whole postcode of London, packed: "SE17PB"."""

    code = models.CharField(max_length=7, primary_key=True)
    # No index of its own: nothing asks for the postcodes of an authority, and the table has hundreds of thousands.
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.code[:-3]} {self.code[-3:]}"
