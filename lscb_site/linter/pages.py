"""The texts of a page of the CMS: its settings, and the blocks that editors have placed on it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cms.models import CMSPlugin, PageContent
from cms.utils.plugins import downcast_plugins
from django.db.models import Exists, OuterRef, QuerySet
from djangocms_link.models import Link
from djangocms_text.models import Text as FormattedText
from djangocms_versioning.constants import DRAFT, PUBLISHED
from djangocms_versioning.models import Version

from lscb_site.linter.writing import Kind, Shape, Text, Writing
from lscb_site.pages.models import TEXTS, Alert, CallToAction, Picture

SHAPES = {
    (FormattedText, "body"): Shape.HTML,
    (Alert, "heading"): Shape.TITLE,
    (CallToAction, "label"): Shape.LINK,
    (Picture, "alternative"): Shape.PICTURE,
}


def page_contents() -> QuerySet[Any]:
    """What is live and what is a draft, each with `is_published`."""
    its_own = Version.objects.filter(
        object_id=OuterRef("pk"), content_type__app_label="cms", content_type__model="pagecontent"
    )
    found: QuerySet[Any] = PageContent.admin_manager.filter(versions__state__in=(DRAFT, PUBLISHED))
    found = found.annotate(is_published=Exists(its_own.filter(state=PUBLISHED)))
    return found.prefetch_related("placeholders")


def writing_of_page(content: Any, today: date) -> Writing:
    found = [
        Text("title", "Title", content.title, Shape.TITLE),
        Text("meta_description", "Description", content.meta_description or ""),
        *(text for placeholder in content.placeholders.all() for text in texts_in(placeholder)),
    ]
    return Writing(content.title, Kind.PAGE, tuple(found), today, for_the_public=True, texts_share_headings=True)


def texts_in(placeholder: Any) -> Iterator[Text]:
    for block in downcast_plugins(placeholder.get_plugins().order_by("position")):
        yield from texts_of(block)


def texts_of(block: CMSPlugin) -> Iterator[Text]:
    place = f"block-{block.pk}"
    called = str(block._meta.verbose_name).capitalize()
    if isinstance(block, Link):
        link = block.link or {}
        yield Text(
            f"{place}-name",
            called,
            block.name,
            Shape.LINK,
            link.get("internal_link") or link.get("external_link") or "",
        )
    for name in TEXTS:
        value = getattr(block, name, None)
        if isinstance(value, str) and value:
            address = block.url if isinstance(block, CallToAction) and name == "label" else ""
            shape = SHAPES.get((type(block), name), Shape.PLAIN)
            said = called if shape is Shape.HTML else f"{called}: {name}"
            yield Text(f"{place}-{name}", said, value, shape, address)
