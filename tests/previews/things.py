"""One draft of each kind that has a preview, and what its page shows of it."""

from cms.models import PageContent

from lscb_site.pages.writing import write_page
from lscb_site.versions.contents import contents
from lscb_site.versions.drafting import write_draft
from tests.factories import (
    BoardFactory,
    CollectionFactory,
    ComparisonFactory,
    EditionFactory,
    EditionFileFactory,
    EditorFactory,
    NoticeFactory,
    PaperFactory,
    PostFactory,
)


def post():
    return PostFactory(title="Not yet told")


def document():
    edition = EditionFactory(document__title="Not yet told")
    EditionFileFactory(edition=edition, to_hand=True, pictured=True)
    return edition.document


def edition():
    """The second of a live document."""
    first = EditionFactory(document__live=True, live=True)
    return EditionFactory(document=first.document, change_note="Not yet told")


def edition_of_a_draft():
    return EditionFactory(document__title="Not yet told")


def collection():
    return CollectionFactory(title="Not yet told")


def comparison():
    return ComparisonFactory(summary="Not yet told")


def comparison_of_live_editions():
    older = EditionFactory(document__live=True, live=True)
    newer = EditionFactory(document=older.document, live=True)
    return ComparisonFactory(older=older, newer=newer, summary="Not yet told")


def board():
    return BoardFactory(name="Not yet told")


def notice():
    return NoticeFactory(title="Not yet told")


def page():
    written = write_page(
        reverse_id="plans", title="Not yet told", slug="plans", created_by=EditorFactory(), publish=False
    )
    return PageContent.admin_manager.get(page=written)


def draft_of_a_page():
    editor = EditorFactory()
    written = write_page(
        reverse_id="about", title="What readers see", slug="about", created_by=editor, in_navigation=True
    )
    draft = written.get_content_obj().versions.get().copy(editor).content
    draft.title = "Not yet told"
    draft.save()
    return draft


def draft_of_a_post():
    post = PostFactory(live=True, title="What readers see")
    said = contents(post)
    return write_draft(post, said | {"fields": said["fields"] | {"title": "Not yet told", "slug": "moved"}}, None)


THINGS = [
    post,
    document,
    edition,
    edition_of_a_draft,
    collection,
    comparison,
    board,
    notice,
    page,
    draft_of_a_page,
    draft_of_a_post,
]


def conference_with_papers():
    """A draft, with a paper that goes live with it; readers may have its file at once, or not yet."""
    post = PostFactory(title="Not yet told")
    paper = PaperFactory(post=post, document__title="A paper")
    edition = EditionFactory(document=paper.document)
    return post, EditionFileFactory(edition=edition, content=b"%PDF-1.7 paper", pictured=True, title="The paper")
