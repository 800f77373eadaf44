"""The pages of the CMS that point at a document: in a text, in a call to action, in a link.

A live page is changed as an editor would change it: a new draft, the text put right, published. A page that somebody
is writing at is left alone, because the assistant must not publish what is not finished.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from cms.models import PageContent
from cms.toolbar.utils import get_object_edit_url, get_object_preview_url
from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q, TextField
from django.db.models.functions import Cast
from djangocms_link.models import Link
from djangocms_text.models import Text
from djangocms_versioning.constants import DRAFT, PUBLISHED
from djangocms_versioning.models import Version
from filer.models import Image

from lscb_site.desk.links import LinksTo, Moves, Target
from lscb_site.desk.references import Reference, in_order
from lscb_site.editing.people import name_of
from lscb_site.link_check import holders
from lscb_site.pages.models import CallToAction, Picture
from lscb_site.web.addresses import absolute
from lscb_site.web.locking import lock
from resources.models import Edition

# The blocks that can lead somewhere, and the field of each that says where.
BLOCKS = {holder.model: holder.fields[0] for holder in holders.BLOCKS}
SHOWN = Target(None, False)


class PageTaken(Exception):
    """Somebody began a draft of the page while the assistant was at work."""


@dataclass(frozen=True)
class PageReference(Reference):
    content: PageContent = None
    shows: bool = False  # a picture, which is no link
    written_by: str = ""  # who has a draft of the page; empty where nobody has

    @property
    def words(self) -> str:
        return "Shows it" if self.shows else super().words

    def obstacle(self, request):
        if self.written_by:
            return f"{self.written_by} has a draft of this page. Put the link right there."
        may = self.content.has_publish_permission(request.user)
        return "" if may else "You may not publish this page. Ask somebody who may."

    @property
    def subject(self):
        return self.content.page

    def move(self, moves, user):
        """Raises `PageTaken`."""
        lock([self.content.page])
        page = PageContent.objects.filter(page=self.content.page, language=self.content.language).get()
        versions = Version.objects.filter_by_content_grouping_values(page)
        if versions.select_for_update().filter(state=DRAFT).exists():
            raise PageTaken(str(page))
        draft = Version.objects.get_for_content(page).copy(user)
        for block in blocks_of(draft.content):
            lead(block, self.links, moves)
        draft.publish(user)


def on_pages(links: LinksTo) -> list[PageReference]:
    """Live pages and drafts, by title."""
    return _references(_targets_by_content(links), links)


def showing(image: Image) -> list[PageReference]:
    """The pages, live and in draft, that show a picture."""
    shown = Picture.objects.filter(image=image, placeholder__content_type=contents_type())
    targets = {pk: {SHOWN} for pk in shown.values_list("placeholder__object_id", flat=True)}
    return [replace(each, shows=True) for each in _references(targets, LinksTo(image))]


def _references(targets: Mapping[int, set[Target]], links: LinksTo) -> list[PageReference]:
    pages = PageContent.admin_manager.filter(pk__in=targets).values("page")
    versions = Prefetch("versions", Version.objects.select_related("created_by"), to_attr="its_versions")
    contents = PageContent.admin_manager.filter(page__in=pages, versions__state__in=(DRAFT, PUBLISHED))
    contents = list(contents.select_related("page").prefetch_related(versions).order_by("title", "pk"))
    writers = {each.page_id: _writer(each) for each in contents if each.its_versions[0].state == DRAFT}
    return [
        _reference(content, edition, links, writers.get(content.page_id, ""))
        for content in contents
        for _, edition in in_order([("", target.edition) for target in targets.get(content.pk, ())])
    ]


def _reference(content, edition: Edition | None, links: LinksTo, written_by: str) -> PageReference:
    is_draft = content.its_versions[0].state == DRAFT
    address = get_object_edit_url if is_draft else get_object_preview_url
    return PageReference(
        what="Page",
        where=content.title,
        status="Draft" if is_draft else "Live",
        address=address(content),
        edition=edition,
        place=f"page-{content.pk}",
        links=links,
        in_text=True,
        content=content,
        written_by=written_by,
    )


def _writer(content) -> str:
    return name_of(content.its_versions[0].created_by)


def _targets_by_content(links: LinksTo) -> dict[int, set[Target]]:
    """What the blocks of each content lead to, by the content's id, whatever its version."""
    found = {}
    contents = contents_type()
    for block in _blocks_that_may_lead_to(links):
        if block.placeholder.content_type_id == contents.pk and (targets := targets_of(block, links)):
            found.setdefault(block.placeholder.object_id, set()).update(targets)
    return found


def contents_type() -> ContentType:
    return ContentType.objects.get_for_model(PageContent)


def _blocks_that_may_lead_to(links: LinksTo):
    needles = links.needles()
    for model, name in BLOCKS.items():
        says = model.objects.annotate(says=Cast(name, TextField()))  # a link is JSON
        yield from says.filter(reduce(or_, (Q(says__contains=part) for part in needles))).select_related("placeholder")


def blocks_of(content):
    """Those of a content that can lead somewhere."""
    for model in BLOCKS:
        yield from model.objects.filter(placeholder__in=content.placeholders.all())


def targets_of(block, links: LinksTo) -> set[Target]:
    if isinstance(block, Text):
        return links.targets_in(block.body)
    return {target for target in [links.target_of(_address(block))] if target}


def lead(block, links: LinksTo, moves: Moves):
    """Move what the block leads to."""
    if isinstance(block, Text):
        block.body = links.rewritten(block.body, moves)
        block.json, block.rte = None, ""  # else the editor would open the text as it was
    elif isinstance(block, CallToAction):
        block.url = links.moved(block.url, moves)
    elif (address := links.moved(_address(block), moves)) != _address(block):
        block.link = {"external_link": absolute(address) if address.startswith("/") else address}
    block.save()


def _address(block) -> str:
    if isinstance(block, Link):
        return block.link.get("internal_link") or block.link.get("external_link") or ""
    return block.url
