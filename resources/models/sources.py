"""Where what is said of a document comes from, where it does not come from the document itself."""

from django.db import models

from resources.models.documents import Document


class Source(models.Model):
    """A page elsewhere, and what it says: readers see both."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="sources")
    says = models.CharField(
        "what it says", max_length=250, help_text="One short sentence: what we know from it. It becomes the link."
    )
    address = models.URLField("its address", max_length=500, help_text="Copied from the browser’s address line.")
    seen_on = models.DateField("looked up on", help_text="The day on which somebody read it there.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "source"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "says"],
                name="resources_source_says_it_once",
                violation_error_message="This is said of the document already.",
            )
        ]

    def __str__(self) -> str:
        return self.says
