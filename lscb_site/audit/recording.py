"""The one way in which an act is recorded."""

from typing import Any

from django.db.models import Model

from lscb_site.audit.acts import Act
from lscb_site.audit.models import LONGEST_DETAIL, Entry
from lscb_site.text.characters import clean_line


def record(
    act: Act,
    *,
    person: Any = None,
    thing: Model | type[Model] | None = None,
    about: Any = None,
    detail: str = "",
) -> Entry:
    """Write one entry in the caller's transaction: undone with it, nothing is recorded.

    `person` did it; None or an AnonymousUser where nobody is signed in. `about` is the person it was done to, `thing`
    a row, or a model for its whole list. `detail` is a few words, such as a role, a count or a reason, cut to
    `LONGEST_DETAIL` characters: never a title, a file's name, a name that was tried, or anything of a reader.
    """
    return Entry.objects.create(
        act=act.value,
        person_id=person.pk if getattr(person, "is_authenticated", False) else None,
        about_id=about.pk if about is not None else None,
        thing_model=thing._meta.label_lower if thing is not None else "",
        thing_pk=thing.pk if isinstance(thing, Model) else None,
        detail=clean_line(detail)[:LONGEST_DETAIL],
    )
