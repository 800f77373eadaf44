"""Stored bytes that nothing needs: half-written by something that was killed, or uploaded and used by nobody.

Only bytes that the store noted are looked at (`lscb_site.files.content_store`), and they go only when no row, no
correction and no text names them. Bytes that readers once had are named by their `FormerFile` for ever.
"""

import logging
from datetime import timedelta
from pathlib import PurePath

from django.core.files.storage import storages
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from lscb_site.desk.links import DIGEST_LENGTH
from lscb_site.desk.page_references import BLOCKS
from lscb_site.desk.subject_references import WRITTEN
from lscb_site.files.content_store import content_store
from lscb_site.files.disk import WholeFileStorage
from resources.models import EditionFile
from resources.stored_files import is_named

logger = logging.getLogger(__name__)

HALF_WRITTEN = timedelta(days=1)
UNUSED = timedelta(days=2)  # longer than a form holds what was uploaded (`lscb_site.files.receiving`)


def tidy_stores() -> None:
    """Delete both. A library without any file is left alone: that is a new database beside old files."""
    now = timezone.now()
    for store in (content_store(), storages["renditions"]):
        if isinstance(store, WholeFileStorage):  # a bucket holds nothing half-written
            store.tidy((now - HALF_WRITTEN).timestamp())
    if EditionFile.objects.exclude(file="").exists():
        for place in content_store().sweep((now - UNUSED).timestamp(), is_needed):
            logger.info("Deleted the stored file %s, which nothing names.", place)


def tidy_unused() -> None:
    """Delete at once whatever was uploaded or made and nothing names. Whoever holds such a file in a form is asked to
    choose it again."""
    for _ in content_store().sweep(timezone.now().timestamp() + 1, is_needed):
        logger.info("Deleted a stored file that nothing names.")


def is_needed(place: str) -> bool:
    return is_named(place) or is_linked(place)


def is_linked(place: str) -> bool:
    """Whether something that an editor wrote, live or not, leads to these bytes."""
    start = PurePath(place).stem[:DIGEST_LENGTH]
    fields = [*BLOCKS.items(), *((model, name) for model, names in WRITTEN.items() for name in names)]
    return any(
        model._base_manager.annotate(says=Cast(name, TextField())).filter(says__contains=start).exists()
        for model, name in fields
    )
