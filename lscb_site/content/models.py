"""What the loader remembers, so that it never undoes what an editor did."""

from django.db import models


class LoadedItem(models.Model):
    """A text that has been loaded and the row it became. The loader leaves both alone from then on.

    The row may have been edited, withdrawn or deleted since; a text that refers to it finds it by `object_id`,
    whatever its address is today.
    """

    key = models.CharField(max_length=250, unique=True, help_text="Kind and name of the text: topics/cse.")
    object_id = models.BigIntegerField()
    digest = models.CharField(max_length=64, help_text="Of the text as it was, to say when a release brings another.")
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["key"]
        default_permissions = ()

    def __str__(self):
        return self.key
