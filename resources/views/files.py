from django.http import Http404, HttpResponseRedirect
from django.views import View

from lscb_site.files.serving import serve
from resources.models import EditionFile


class EditionFileDownload(View):
    """The bytes of a file. The address holds their digest, so it can be kept for ever."""

    def get(self, request, digest, name):
        files = EditionFile.objects.visible_to(request.user).select_related("edition__document")
        file = files.with_digest(digest).order_by("pk").first()
        if file is None:
            raise Http404("No file has this address.")
        if name != file.name:
            return HttpResponseRedirect(file.get_absolute_url())
        return serve(
            request,
            file.file.open("rb"),
            content_type=file.kind_facts.content_type,
            filename=file.name,
            etag=file.sha256,
            last_modified=file.edition.publish_from or file.edition.updated_at,
            immutable=True,
            public=file.edition.is_live,
        )
