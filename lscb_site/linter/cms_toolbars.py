"""On a page of the CMS, while somebody looks at it or writes: how many of its sentences are to be looked at."""

from cms.models import PageContent
from cms.toolbar_base import CMSToolbar
from cms.toolbar_pool import toolbar_pool

from lscb_site.linter.advising import address_of
from lscb_site.linter.keeping import remarks_of, set_aside
from lscb_site.linter.models import digest_of

BEFORE_THE_SUBJECTS = 3  # among the menus: behind the site’s, the page’s and the version’s


@toolbar_pool.register
class WordsToolbar(CMSToolbar):  # type: ignore[misc]  # the CMS has no types
    def post_template_populate(self) -> None:
        content = self.toolbar.get_object()
        is_open = self.toolbar.edit_mode_active or self.toolbar.preview_mode_active
        if not is_open or type(content) is not PageContent or not self.request.user.has_perm("linter.view_lintremark"):
            return
        digests = {digest_of(remark) for remark in remarks_of(content)}
        if waiting := digests - (set_aside(content) if digests else set()):
            menu = self.toolbar.get_or_create_menu(
                "words", f"Words to look at ({len(waiting)})", position=BEFORE_THE_SUBJECTS
            )
            menu.add_link_item("Show them", url=address_of(content))
