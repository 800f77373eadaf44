"""A file for something live: readers would have it as soon as it is saved, so the form asks what publishing asks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lscb_site.files.findings import Finding
from lscb_site.files.receiving import received
from lscb_site.publishing.asking_private import LONGEST, in_history
from lscb_site.publishing.states import State
from resources.models import Edition, EditionFile, PrivateFinding

HELP = (
    "Fill this in only if the file holds what its pages do not show, and all of that may be public. Say why in one "
    "sentence, which is kept in the history."
)
MOST_PLACES = 5  # of one finding that an error names


class AsksWhatFilesHide(forms.Form):
    """For a form with uploads: refuses, for something published, what hides content and has no reason beside it.

    Its admin shows the field where the edition is published. A draft is asked when it is published.
    """

    may_be_public = forms.CharField(
        label="Why what it hides may be public", max_length=LONGEST, required=False, help_text=HELP
    )

    def refuse_what_is_hidden(self, name: str, uploads: Iterable[Any], edition: Edition | None) -> None:
        """Say beside the field `name` what its uploads hide, unless a reason was given."""
        if edition is None or not edition.pk or edition.state != State.PUBLISHED or self.public_reason:
            return
        said = [sentence for upload in uploads for sentence in in_sentences(upload)]
        if said:
            self.add_error(name, ValidationError(said, code="hidden"))

    @property
    def public_reason(self) -> str:
        return str(self.cleaned_data.get("may_be_public") or "")


def in_sentences(upload: Any) -> list[str]:
    found = received(upload).must_be_answered
    if not found:
        return []
    first = f"“{upload.name}” holds what its pages do not show, and readers would have it as soon as you save."
    last = (
        "Choose another file. Or, if all of it may be public, say why under “Why what it hides may be public”, and "
        "save again."
    )
    return [first, *map(about, found), last]


def about(finding: Finding) -> str:
    places = [": ".join(filter(None, [each.place, each.excerpt and f"“{each.excerpt}”"])) for each in finding.places]
    more = len(places) - MOST_PLACES + finding.more
    told = "; ".join(filter(None, places[:MOST_PLACES])) + (f"; and {more} more places" if more > 0 else "")
    words = [f"{finding.kind.name}.", f"{told}." if told else "", finding.kind.sentence, finding.kind.advice]
    return " ".join(filter(None, words))


class KeepsAnswers:
    """For the admin of such forms. Stands before `PublishableAdmin` among the bases."""

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        for each in [form, *(one for formset in formsets for one in formset.forms)]:
            for file in getattr(each, "files_with_a_reason", ()):
                self.keep_answer(request, file, each.public_reason)

    def keep_answer(self, request: Any, file: EditionFile, reason: str) -> None:
        """Only of what is published already, by somebody who may publish. Everything else is asked on a screen."""
        if file.edition.state != State.PUBLISHED or not request.user.has_perm("resources.publish_edition"):
            return
        # Asked anew: the file came with those of before.
        for finding in PrivateFinding.objects.filter(file=file).open():
            finding.may_be_public(reason, request.user)
            self.log_change(request, file.edition, in_history(file, finding, reason))  # type: ignore[attr-defined]
