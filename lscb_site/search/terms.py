"""The glossary as editors write it, and as it is kept to be read for one search."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from lscb_site.search.tokens import as_name, words_of

LONGEST_FORM = 200  # characters


class GlossaryTerm(models.Model):
    """Words that mean the same: whoever searches for one is told what it means, and finds texts with any of them."""

    class Call(models.TextChoices):
        NOBODY = "", "Nobody in particular"
        FRONT_DOOR = "front_door", "The child’s council, and 999 in danger"
        LADO = "lado", "The LADO of the borough"

    term = models.CharField(max_length=120, unique=True, help_text="The usual form, such as “CSE”.")
    also = models.TextField(
        "other forms",
        help_text="One a line, such as “child sexual exploitation”. Only what means the same: each finds the others.",
    )
    meaning = models.CharField(max_length=400, blank=True, help_text="One sentence for readers who do not know it.")
    call = models.CharField(
        "whom to call",
        max_length=10,
        choices=Call,
        default=Call.NOBODY,
        blank=True,
        help_text="Stands with the meaning, where somebody who meets this should call about it.",
    )

    class Meta:
        ordering = ["term"]
        constraints = [
            models.CheckConstraint(
                condition=Q(call__in=["", "front_door", "lado"]), name="search_term_is_called_about_as_known"
            )
        ]
        verbose_name = "term of the glossary"
        verbose_name_plural = "glossary"

    def __str__(self) -> str:
        return self.term

    @property
    def forms(self) -> list[str]:
        """Every form as an editor wrote it, the usual one first."""
        return [form for form in (self.term.strip(), *(line.strip() for line in self.also.splitlines())) if form]

    @property
    def others(self) -> list[str]:
        """The forms beside the usual one, without those that are only written in another way."""
        usual, *others = self.forms
        once = {as_name(form): form for form in reversed(others)}
        once.pop(as_name(usual), None)
        return list(reversed(once.values()))

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.plain_forms.all().delete()
        plain = dict.fromkeys(" ".join(words_of(form))[:LONGEST_FORM] for form in self.forms)
        GlossaryForm.objects.bulk_create(GlossaryForm(term=self, words=words) for words in plain if words)

    def clean(self) -> None:
        super().clean()
        if not words_of(self.term):
            raise ValidationError({"term": "Give at least one word, of letters or figures."})
        if empty := [form for form in self.also.splitlines() if form.strip() and not words_of(form)]:
            raise ValidationError({"also": f"“{empty[0].strip()}” has no word in it."})


class GlossaryForm(models.Model):
    """A form of a term in plain words, so that a search reads only the terms that were typed."""

    term = models.ForeignKey(GlossaryTerm, on_delete=models.CASCADE, related_name="plain_forms")
    words = models.CharField(max_length=LONGEST_FORM, db_index=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["term", "words"], name="search_form_once_a_term")]

    def __str__(self) -> str:
        return self.words
