"""Addresses at which something has been public go on leading to it, whatever became of it in between.

Each is kept as a row when it becomes public. An item that was withdrawn, returned to draft and renamed is still known
at its first address when it is published again; nothing is guessed from its present state.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.redirects.models import Redirect
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from lscb_site.web.addresses import LONGEST_PATH
from lscb_site.web.leading_on import leads_to, old_paths
from lscb_site.web.models import PublicAddress

if TYPE_CHECKING:
    Base = models.Model
else:
    Base = object


class KeepsOldAddresses(Base):
    """A model mixin: what was public at one address and is at another now leads visitors of the first to the second.

    An address that was never public (`has_public_address` is false, as of a draft) leaves no trace. Mix in before
    `models.Model`.
    """

    if TYPE_CHECKING:

        def get_absolute_url(self) -> str: ...

    @property
    def has_public_address(self) -> bool:
        """Whether readers may have linked to it where it is now."""
        return True

    @property
    def public_since(self) -> datetime | None:
        """From when readers can open it at its address; None: from now on."""
        return None

    @property
    def has_been_public(self) -> bool:
        """Whether readers could ever open it, now or in the past."""
        return self.pk is not None and addresses_of(self).filter(since__lte=timezone.now()).exists()

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self.has_public_address:
                keep_address(self, self.get_absolute_url(), self.public_since)
            else:
                addresses_of(self).filter(since__gt=timezone.now()).delete()


def addresses_of(item: models.Model) -> models.QuerySet[PublicAddress]:
    return PublicAddress.objects.filter(content_type=ContentType.objects.get_for_model(item), object_id=item.pk)


def item_at(path: str) -> models.Model | None:
    """What is, or was last, public at this path."""
    kept = PublicAddress.objects.filter(path=path, since__lte=timezone.now()).select_related("content_type").first()
    model = kept.content_type.model_class() if kept else None
    return model._base_manager.filter(pk=kept.object_id).first() if kept and model else None


def keep_address(item: models.Model, path: str, since: datetime | None = None) -> None:
    """State that `item` is public at `path`, from the moment `since` on or from now, and lead its former ones there."""
    now = timezone.now()
    known = {address.path: address for address in addresses_of(item)}
    if (kept := known.pop(path, None)) is None:
        facts = {"content_type": ContentType.objects.get_for_model(item), "object_id": item.pk, "since": since or now}
        PublicAddress.objects.update_or_create(path=path, defaults=facts)
        redirects().filter(old_path=path).delete()
        for former_path in known:
            _move_what_lies_below(former_path, path)
    elif kept.since > now:
        PublicAddress.objects.filter(pk=kept.pk).update(since=since or now)
    for former in known.values():
        if former.since > now:
            former.delete()  # it was scheduled there, and moved before its time came
        else:
            leave_redirect(former.path, path)


def _move_what_lies_below(old: str, new: str) -> None:
    """An edition's address begins with its document's: when that moved, the edition has been public there too."""
    for below in PublicAddress.objects.filter(path__startswith=old).exclude(path=old):
        facts = {"content_type": below.content_type, "object_id": below.object_id, "since": below.since}
        PublicAddress.objects.get_or_create(path=new + below.path.removeprefix(old), defaults=facts)


def leave_redirect(old: str, new: str) -> None:
    """Lead visitors of the path `old` to `new`, shortening chains and undoing a redirect that `new` had itself."""
    if max(len(old), len(new)) > LONGEST_PATH:
        return  # PostgreSQL would refuse the row, and with it the change that the editor asked for
    redirects().filter(old_path=new).delete()
    redirects().filter(new_path=old).update(new_path=new)
    Redirect.objects.update_or_create(site_id=settings.SITE_ID, old_path=old, defaults={"new_path": new})


def new_address(path: str) -> str | None:
    """Where an old path leads now (see lscb_site/web/leading_on.py); "" where it leads nowhere, because what was there
    has gone; None where it is no old path. One query."""
    stored = redirects().annotate(lowered=Lower("old_path")).filter(lowered__in=old_paths(path))
    return leads_to(path, {each.old_path.lower(): each.new_path for each in stored})


def redirects() -> models.QuerySet[Redirect]:
    return Redirect.objects.filter(site_id=settings.SITE_ID)


def keep_all_addresses(**kwargs: Any) -> None:
    """After `migrate`: what was made public before addresses were kept, or behind the models' back, is kept now."""
    for model in apps.get_models():
        if issubclass(model, KeepsOldAddresses) and not model._meta.proxy:
            known = PublicAddress.objects.filter(content_type=ContentType.objects.get_for_model(model))
            for item in model._default_manager.exclude(pk__in=known.values("object_id")):
                if item.has_public_address:
                    keep_address(item, item.get_absolute_url(), item.public_since)
