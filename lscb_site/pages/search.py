"""What can be found of the CMS's pages: the texts of their blocks, once published."""

from cms.models import PageContent
from cms.operations import MOVE_PAGE
from cms.signals import post_obj_operation
from django.db.models.signals import post_delete
from django.dispatch import receiver
from djangocms_versioning.signals import post_version_operation

from lscb_site.pages.models import SearchablePage
from lscb_site.search.indexing import index, remove


def index_below(page):
    """A page and all below it: their addresses hang together."""
    contents = SearchablePage._base_manager.filter(page__path__startswith=page.path)
    published = set(SearchablePage.to_index().filter(page__path__startswith=page.path).values_list("pk", flat=True))
    for content in contents:
        if content.pk in published:
            index(content)
        else:
            remove(SearchablePage, content.pk)


@receiver(post_version_operation, sender=PageContent)
def after_version(sender, operation, obj, **kwargs):
    index_below(obj.content.page)


@receiver(post_obj_operation)
def after_moving(sender, operation, **kwargs):
    if operation == MOVE_PAGE:
        index_below(kwargs["obj"])


@receiver(post_delete, sender=PageContent)
def after_deleting(instance, **kwargs):
    remove(SearchablePage, instance.pk)
