"""To say that an edition is in force, and what readers are told then."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from resources.force import mark_of
from resources.models import Document
from resources.succession import succession

STATED, CHECK = date(2026, 3, 3), date(2027, 3, 3)


def marked(edition, today=STATED):
    document = Document.objects.with_editions(AnonymousUser()).get(pk=edition.document_id)
    edition = next(each for each in document.visible_editions if each == edition)
    return mark_of(succession(edition, document), today)


def state(edition, by="Policy officer", on=STATED, check_on=CHECK):
    return edition.state_force(by, on, check_on)
