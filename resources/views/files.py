"""A file of the library: its bytes, its text and the picture of its first page, at addresses that hold its digest."""

import logging
from functools import partial
from pathlib import PurePath

from django.db import DatabaseError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View

from lscb_site.files.content_store import content_store
from lscb_site.files.serving import serve
from lscb_site.files.webp import HEADER, is_whole
from lscb_site.web.afterwards import afterwards
from lscb_site.web.lists import page_of
from lscb_site.web.readers_clock import current_preview
from resources.counting import count_download, is_download
from resources.models import Document, EditionFile
from resources.models.files import PAGES_AT_ONCE
from resources.stored_files import picture_is_lost, record
from resources.succession import succession
from resources.views.withdrawn import file_gone

logger = logging.getLogger(__name__)

RETRY_SECONDS = 600  # as often as a worker looks again at what was missing


class EditionFileView(View):
    """Finds the file that an address names, and says in the answer's headers what came before and after its edition."""

    def dispatch(self, request, *args, **kwargs):
        files = EditionFile.objects.visible_to(request.user).with_succession(request.user)
        same = files.with_digest(kwargs["digest"]).order_by("pk")[:20]
        # Where several files have these bytes, the one that the address means by its name.
        self.file = min(same, key=lambda file: file.name != kwargs.get("name"), default=None)
        if self.file is None:
            return file_gone(request, kwargs["digest"])
        response = super().dispatch(request, *args, **kwargs)
        if links := self.succession.link_header():
            response.headers["Link"] = links
        return response

    @cached_property
    def succession(self):
        return succession(self.file.edition, self.file.edition.document)

    @cached_property
    def told(self):
        """The same with the files of every edition, which a page tells of and an answer with bytes does not."""
        documents = Document.objects.with_editions(self.request.user)
        return succession(self.file.edition, documents.get(pk=self.file.edition.document_id))

    def serve(self, stored, **facts):
        """Raises OSError."""
        edition = self.file.edition
        published = edition.publish_from or edition.updated_at
        modified = min(published, timezone.now())  # staff see what is scheduled before its time
        public = {"immutable": True, "public": edition.is_live, "last_modified": modified}
        return serve(self.request, content_store().source(stored.name), **public, **facts)

    def unavailable(self):
        """The answer while the bytes are missing or damaged. Kept nowhere: they come back under this address."""
        file, edition = self.file, self.file.edition
        context = {"file": file, "edition": edition, "document": self.told.document, "succession": self.told}
        response = render(self.request, "resources/unavailable_file.html", context, status=503)
        response.headers["Cache-Control"], response.headers["Retry-After"] = "no-store", str(RETRY_SECONDS)
        return response


class EditionFileDownload(EditionFileView):
    """The bytes of a file. The address holds their digest, so it can be kept for ever."""

    def get(self, request, digest, name):
        file = self.file
        if name != file.name:
            return HttpResponseRedirect(file.get_absolute_url())
        if file.fault or self.found_faulty():
            return self.unavailable()
        content_type = file.kind_facts.content_type
        try:
            response = self.serve(file.file, content_type=content_type, filename=file.name, etag=file.sha256)
        except OSError:
            logger.exception("A file could not be opened.")
            return self.unavailable()
        # Shown to somebody outside before it is live, it is no reader's yet.
        if current_preview() is None and file.edition.is_live and is_download(request, response):
            afterwards(response, partial(count_download, file.pk))
        return response

    def found_faulty(self):
        """Whether the file is not there or has another size; recorded, so that no page goes on offering it."""
        try:
            fault = content_store().glance(self.file.file.name, self.file.size)
            if fault:
                logger.error("The stored file %s is %s.", self.file.file.name, fault)
                record(self.file.file.name, fault)
        except (OSError, DatabaseError) as problem:
            # In a line: while a bucket or a database is away, everybody who asks comes here.
            logger.error("What is wrong with a file could not be found out or recorded: %r", problem)
            return True
        return fault is not None


class FirstPagePicture(EditionFileView):
    """What a reader recognises a document by."""

    def get(self, request, digest):
        if not self.file.picture:
            raise Http404("This file has no picture of its first page.")
        stored = self.file.picture
        try:
            if self.is_whole(stored):
                tag = PurePath(stored.name).stem
                return self.serve(stored, content_type="image/webp", filename=f"{digest}.webp", etag=tag)
            picture_is_lost(stored.name)
        except (OSError, DatabaseError):
            logger.exception("The picture of a first page could not be handed out.")
        raise Http404("The picture of the first page is not there.")

    def is_whole(self, stored):
        if content_store().glance(stored.name):
            return False
        with stored.open() as file:
            return is_whole(file.read(HEADER), file.size)


class FileText(EditionFileView):
    """The text taken from a file, with an anchor for each of its pages."""

    cached_by = ("page",)

    def get(self, request, digest):
        file, edition = self.file, self.file.edition
        page, page_note = page_of(file.text_pages.all(), PAGES_AT_ONCE, request.GET.get("page"))
        context = {
            "file": file,
            "edition": edition,
            "document": self.told.document,
            "succession": self.told,
            "page_obj": page,
            "page_note": page_note,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "object": edition,
        }
        return render(request, "resources/text.html", context)
