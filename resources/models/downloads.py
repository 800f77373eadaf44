"""How often files were fetched."""

from django.db import models

from resources.models.files import EditionFile


class DownloadCount(models.Model):
    """How often a file was fetched on a day. Nothing about who fetched it is kept."""

    file = models.ForeignKey(EditionFile, on_delete=models.CASCADE, related_name="downloads")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["file", "day"], name="resources_one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.file}, {self.day}: {self.count}"
