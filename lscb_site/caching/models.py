"""The number of the content's present state. What it is for and when it is raised: docs/decisions/0009."""

from django.db import models
from django.db.models import Q

THE_ROW = 1


class ContentVersion(models.Model):
    """One row, raised in the transaction of every change to what visitors can see. Missing, it counts as 0."""

    number = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(pk=THE_ROW), name="caching_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
