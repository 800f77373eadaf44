"""Pages of the CMS are published on screens of its own: what is listed of them follows at once."""

from collections.abc import Iterable
from typing import Any

from cms.models import PageContent
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from djangocms_versioning.models import Version

from lscb_site.linter.gathering import label_of
from lscb_site.linter.keeping import read_again
from lscb_site.linter.models import LintRemark


def after_version(sender: Any, operation: str, obj: Any, **kwargs: Any) -> None:
    """Read the page’s content again, and what is listed of its other versions."""
    if sender is not PageContent:
        return

    def read() -> None:  # a function with a name, which Django's log of a failure asks for
        read_page_again(obj)

    transaction.on_commit(read, robust=True)


def read_page_again(version: Any) -> None:
    contents = ContentType.objects.get_for_model(PageContent)
    others = Version.objects.filter_by_content_grouping_values(version.content)
    for pk in others.filter(content_type=contents).values_list("object_id", flat=True):
        read_again(PageContent(pk=pk))


def after_erasing(names: Iterable[str], items: Iterable[Any], **kwargs: Any) -> None:
    """What was said of a file that was erased goes; what still stands there is found again at the next reading."""
    for item in items:
        rows = LintRemark.objects.filter(source=label_of(item), source_id=item.pk)
        for name in names:
            said = Q(title__contains=name) | Q(sentence__contains=name) | Q(set_aside_because__contains=name)
            rows.filter(said).delete()
