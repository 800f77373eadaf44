"""Addresses of the site: where staff edit something, and full addresses."""

from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.db import models
from django.urls import reverse

LONGEST_PATH = cast(int, Redirect._meta.get_field("old_path").max_length)  # characters that a redirect can hold


def slug_constraint(name: str, field: str = "slug") -> models.CheckConstraint:
    """A slug that no address can be made of costs every page that links to it. The rule is that of Django's field."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__regex": r"^[-a-zA-Z0-9_]+\Z"}),
        name=name,
        violation_error_message="An address has letters, figures, hyphens and underscores.",
    )


def absolute(path: str) -> str:
    """The full address of a path of this site."""
    return f"{settings.SITE_ADDRESS}{path}"


def admin_address(item: models.Model | type[models.Model], screen: str = "change") -> str:
    """Where staff edit `item`; with a model and the name of a screen (`"changelist"`, `"add"`) that screen."""
    arguments = [item.pk] if isinstance(item, models.Model) else []
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_{screen}", args=arguments)


def with_query(address: str, query: str) -> str:
    """An address that keeps its own query and fragment, and has `query`, as it was typed, behind the first. What a
    reader asked of this site is told to no other."""
    if not query or urlsplit(address).netloc not in ("", urlsplit(settings.SITE_ADDRESS).netloc):
        return address
    before, hash_sign, fragment = address.partition("#")
    joint = "" if before.endswith(("?", "&")) else "&" if "?" in before else "?"
    return f"{before}{joint}{query}{hash_sign}{fragment}"


def can_be_led_to(address: str) -> bool:
    """Whether a redirect can be made of it. Of half a host (`https://[`) and of `javascript:` none can."""
    try:
        return urlsplit(address).scheme in ("", "http", "https")
    except ValueError:
        return False
