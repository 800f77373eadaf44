"""What can be found of the library: documents, every page of their editions' files, collections.

A document and its current edition stand in the results as one. A superseded edition stands by itself.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils.html import strip_tags

from lscb_site.files.kinds import FileKind
from lscb_site.publishing.states import State
from lscb_site.search.indexing import index
from lscb_site.search.searchable import Found, Passage, Searchable

A_FILE = 100_000  # the numbers that the pages of one file have among all of an edition's


class FoundDocument(Searchable):
    def found(self):
        if self.state != State.PUBLISHED:
            return None
        said = "\n".join(filter(None, [self.summary, strip_tags(self.body)]))
        return Found(
            **about(self),
            passages=[Passage(said, also=f"{self.get_kind_display()} {self.publisher or ''}")],
            names=(self.title,),
        )

    def found_with(self):
        return self.editions.select_related("document").iterator()

    @classmethod
    def to_index(cls):
        return cls.objects.filter(state=State.PUBLISHED).select_related("publisher").prefetch_related("topics")

    @classmethod
    def found_superseded(cls, moment):
        return cls.objects.live(moment).filter(cls.live_rule(moment, "succeeded_by__"))


class FoundEdition(Searchable):
    def found(self):
        if self.state != State.PUBLISHED or self.document.state != State.PUBLISHED:
            return None
        files = sorted(self.files.all(), key=lambda file: file.role != file.Role.MAIN)
        main = files[0] if files else None
        passages = [Passage(self.change_note)] if self.change_note else []
        for place, file in enumerate(files):
            passages += pages_of(file, place)
        return Found(
            **about(self.document),
            passages=passages,
            date=self.effective_date,
            date_precision=self.date_precision,
            title_apart=str(self),
            url_apart=self.get_absolute_url(),
            mark=mark_of(main),
        )

    @classmethod
    def to_index(cls):
        found = cls.objects.filter(state=State.PUBLISHED, document__state=State.PUBLISHED)
        return found.select_related("document").prefetch_related("document__topics", "files")

    @classmethod
    def found_superseded(cls, moment):
        newer = cls.objects.live(moment).filter(document=OuterRef("document"), number__gt=OuterRef("number"))
        followed = cls.document.field.related_model.live_rule(moment, "document__succeeded_by__")
        return cls.objects.live(moment).filter(Q(Exists(newer)) | followed)


class FoundCollection(Searchable):
    def found(self):
        if self.state != State.PUBLISHED:
            return None
        said = "\n".join(filter(None, [self.summary, strip_tags(self.body)]))
        return Found(
            title=self.title,
            url=self.get_absolute_url(),
            kind="collection",
            kind_words="Collection",
            passages=[Passage(said)],
            names=(self.title,),
        )


def about(document) -> dict:
    return {
        "title": document.title,
        "url": document.get_absolute_url(),
        "kind": document.kind,
        "kind_words": document.get_kind_display(),
        "group": f"document:{document.pk}",
        "topics": tuple((topic.slug, topic.name) for topic in document.topics.all()),
    }


def mark_of(file) -> str:
    if file is None or not file.file:
        return "file-to-follow"
    return "demonstration" if file.is_demonstration else ""


def pages_of(file, place: int) -> list[Passage]:
    """Every page of a file that has been read. A PDF opens at the page, any other kind of file only as text."""
    if not file.has_text_view:
        return []
    opens_at_a_page = file.kind == FileKind.PDF
    found = []
    for page in file.text_pages.all():
        text_url = file.get_page_url(page)
        label = f"{file.title}, {page.label}" if place else page.label
        url = f"{file.get_absolute_url()}#page={page.number}" if opens_at_a_page else text_url
        found.append(
            Passage(page.text, place * A_FILE + page.number, label[:200], url, text_url if opens_at_a_page else "")
        )
    return found


def file_changed(instance, **kwargs):
    index(instance.edition)


def topics_changed(instance, action, reverse, pk_set, model, **kwargs):
    if not action.startswith("post_"):
        return
    documents = model.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
    for document in documents:
        index_whole(document)


def label_changed(instance, created, **kwargs):
    if not created:
        for document in instance.documents.all():
            index_whole(document)


def index_whole(document):
    index(document)
    for edition in document.found_with():
        index(edition)
