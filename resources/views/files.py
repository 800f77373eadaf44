"""A file of the library: its bytes, its text and the picture of its first page, at addresses that hold its digest."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views import View

from lscb_site.files.serving import serve
from lscb_site.publishing.views import admin_address
from lscb_site.web.lists import page_of
from resources.counting import count_download, is_download
from resources.models import EditionFile
from resources.models.files import PAGES_AT_ONCE
from resources.succession import succession
from resources.views.withdrawn import file_gone


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

    def serve(self, stored, **facts):
        edition = self.file.edition
        modified = edition.publish_from or edition.updated_at
        public = {"immutable": True, "public": edition.is_live, "last_modified": modified}
        return serve(self.request, stored.path, **public, **facts)


class EditionFileDownload(EditionFileView):
    """The bytes of a file. The address holds their digest, so it can be kept for ever."""

    def get(self, request, digest, name):
        file = self.file
        if name != file.name:
            return HttpResponseRedirect(file.get_absolute_url())
        content_type = file.kind_facts.content_type
        response = self.serve(file.file, content_type=content_type, filename=file.name, etag=file.sha256)
        if file.edition.is_live and is_download(request, response):
            count_download(file.pk)
        return response


class FirstPagePicture(EditionFileView):
    """What a reader recognises a document by."""

    def get(self, request, digest):
        if not self.file.picture:
            raise Http404("This file has no picture of its first page.")
        name, tag = f"{digest}.webp", f"{self.file.sha256}-first-page"
        return self.serve(self.file.picture, content_type="image/webp", filename=name, etag=tag)


class FileText(EditionFileView):
    """The text taken from a file, with an anchor for each of its pages."""

    cached_by = ("page",)

    def get(self, request, digest):
        file, edition = self.file, self.file.edition
        page, page_note = page_of(file.text_pages.all(), PAGES_AT_ONCE, request.GET.get("page"))
        context = {
            "file": file,
            "edition": edition,
            "document": edition.document,
            "succession": self.succession,
            "page_obj": page,
            "page_note": page_note,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "preview": not edition.is_live,
            "object": edition,
            "edit_address": admin_address(edition.document),
        }
        return render(request, "resources/text.html", context)
