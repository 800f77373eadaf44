"""Addresses of the site: where staff edit something, full addresses, and redirects from slugs that changed."""

from collections.abc import Collection
from copy import copy
from typing import TYPE_CHECKING, Any, Self, cast

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.db import models
from django.urls import reverse

if TYPE_CHECKING:
    Base = models.Model
else:
    Base = object

LONGEST_PATH = cast(int, Redirect._meta.get_field("old_path").max_length)  # characters that a redirect can hold


def absolute(path: str) -> str:
    """The full address of a path of this site."""
    return f"{settings.SITE_ADDRESS}{path}"


def admin_address(item: models.Model | type[models.Model], screen: str = "change") -> str:
    """Where staff edit `item`; with a model and the name of a screen (`"changelist"`, `"add"`) that screen."""
    arguments = [item.pk] if isinstance(item, models.Model) else []
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_{screen}", args=arguments)


class RedirectsOldSlugs(Base):
    """A model mixin: saving a changed `slug` stores a permanent redirect from the old address to the new one.

    An address that was never public (`has_public_address` is false, as of a draft) leaves none. Mix in before
    `models.Model`.
    """

    slug: "models.SlugField[str, str]"  # of the model, as is its address
    _stored_slug: str | None

    if TYPE_CHECKING:

        def get_absolute_url(self) -> str: ...

    # `more` is what later versions of Django hand over.
    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        item = super().from_db(db, field_names, values, **more)
        item._stored_slug = item.__dict__.get("slug")
        return item

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        stored = getattr(self, "_stored_slug", None)
        if stored and stored != self.slug and getattr(self, "has_public_address", True):
            before = copy(self)
            before.slug = stored
            leave_redirect(before.get_absolute_url(), self.get_absolute_url())
        self._stored_slug = self.slug


def leave_redirect(old: str, new: str) -> None:
    """Lead visitors of the path `old` to `new`, shortening chains and undoing a redirect that `new` had itself."""
    if max(len(old), len(new)) > LONGEST_PATH:
        return  # PostgreSQL would refuse the row, and with it the change that the editor asked for
    redirects = Redirect.objects.filter(site_id=settings.SITE_ID)
    redirects.filter(old_path=new).delete()
    redirects.filter(new_path=old).update(new_path=new)
    Redirect.objects.update_or_create(site_id=settings.SITE_ID, old_path=old, defaults={"new_path": new})
