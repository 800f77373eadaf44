"""The names that readers filter the library by."""

from django.db import models


class Label(models.Model):
    """A name readers filter by."""

    name = models.CharField(max_length=80, unique=True, help_text="As readers see it in lists and filters.")
    slug = models.SlugField("address", max_length=80, unique=True, help_text="The last part of its address.")

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Topic(Label):
    """What a document is about."""


class Audience(Label):
    """Whom a document is for."""


class Publisher(Label):
    """The body that issues a document."""

    url = models.URLField("website", blank=True, help_text="Its own site, if it has one.")

    class Meta(Label.Meta):
        verbose_name = "publishing body"
        verbose_name_plural = "publishing bodies"
