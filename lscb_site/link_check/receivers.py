"""What follows at once from what somebody saved: what was put right is told no more. All else waits for the night."""

from typing import Any

from cms.models import PageContent, Placeholder
from django.contrib.contenttypes.models import ContentType
from django.contrib.redirects.models import Redirect
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from djangocms_versioning.models import Version
from djangocms_versioning.signals import post_version_operation

from lscb_site.link_check.gathering import form_model, look_where
from lscb_site.link_check.holders import BLOCKS, SUBJECTS, holder_of
from lscb_site.link_check.looking import look_at_these_here
from lscb_site.link_check.missing import forget_names, redirect_saved
from lscb_site.link_check.models import CheckedLink
from resources.erasing import names_forgotten

MOST = 50  # links of our own that are looked at again while somebody waits; the night looks at all


def connect() -> None:
    for holders, follow in ((SUBJECTS, subject_changed), (BLOCKS, block_changed)):
        for holder in holders:
            for name, signal in (("saved", post_save), ("deleted", post_delete)):
                signal.connect(follow, sender=holder.model, dispatch_uid=f"{__name__} {holder.model} {name}")
    post_version_operation.connect(page_changed, dispatch_uid=f"{__name__} pages")
    post_save.connect(redirect_saved, sender=Redirect, dispatch_uid="lscb_site.link_check.missing")
    names_forgotten.connect(forget_names, dispatch_uid="lscb_site.link_check.forget_names")


def subject_changed(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Something with links was saved or deleted."""
    holder = holder_of(sender)
    key = getattr(instance, f"{holder.form}_id") if holder.form else instance.pk
    if not raw:
        look_again_at(form_model(holder), [key])


def block_changed(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A block of a page of the CMS was saved or deleted."""
    if not raw:
        placeholders = Placeholder.objects.filter(pk=instance.placeholder_id)
        look_again_at(PageContent, placeholders.values_list("object_id", flat=True))


def page_changed(sender: Any, operation: str, obj: Any, **kwargs: Any) -> None:
    """A version of a page was published, withdrawn or thrown away: of the others' links some are nobody's now."""
    if sender is not PageContent:
        return
    kind = ContentType.objects.get_for_model(PageContent)
    versions = Version.objects.filter_by_content_grouping_values(obj.content).filter(content_type=kind)
    look_again_at(PageContent, versions.values_list("object_id", flat=True))


def look_again_at(model: type[models.Model], keys: Any) -> None:
    """Once the transaction is through: what these no longer lead to, and our own links that led nowhere."""

    def look() -> None:  # a function with a name, which Django's log of a failure asks for
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        look_where(
            CheckedLink.objects.broken().filter(places__content_type=kind, places__object_id__in=keys).distinct()
        )
        look_at_these_here(CheckedLink.objects.broken().filter(is_own=True)[:MOST])

    transaction.on_commit(look, robust=True)
