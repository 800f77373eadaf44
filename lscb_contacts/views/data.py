"""The directory as data, whole and for one authority. See docs/data.md."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views import View

from lscb_contacts.exports import lines, shapes, vcards
from lscb_contacts.models import Authority, Board
from lscb_site.web.spreadsheets import csv_response


class DataView(View):
    """Fills `authorities` and `boards`: those of the one authority named in the address, or all."""

    cached_by = ()

    def dispatch(self, request, slug=None):
        self.name = slug or "contacts"
        authorities = Authority.objects.with_contacts().with_boards()
        boards = Board.objects.live().with_authorities()
        if slug:
            found = get_object_or_404(authorities, slug=slug)
            self.authorities, self.boards = [found], list(boards.filter(authorities=found))
        else:
            self.authorities, self.boards = list(authorities), list(boards)
        return super().dispatch(request)


class ContactsJson(DataView):
    def get(self, request):
        data = {
            "organizations": [shapes.authority(each) for each in self.authorities],
            "boards": [shapes.board(each) for each in self.boards],
        }
        return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def nothing_to_download() -> HttpResponse:
    """A file without a line looks like a download that broke."""
    return HttpResponse("We hold nothing to put into this file.\n", "text/plain; charset=utf-8", 404)


class ContactsCsv(DataView):
    def get(self, request):
        found = list(lines.contacts(self.authorities, self.boards))
        return csv_response(f"{self.name}.csv", lines.CONTACTS, found) if found else nothing_to_download()


class BoardsCsv(DataView):
    def get(self, request):
        found = list(lines.boards(self.boards))
        return csv_response("boards.csv", lines.BOARDS, found) if found else nothing_to_download()


class ContactsVcf(DataView):
    def get(self, request):
        owners = [*self.authorities, *self.boards]
        points = [point for owner in owners for point in owner.contact_points.all() if point.phone or point.email]
        if not points:
            return nothing_to_download()
        cards = "".join(map(vcards.card, points))
        headers = {"Content-Disposition": f'attachment; filename="{self.name}.vcf"'}
        return HttpResponse(cards, content_type="text/vcard; charset=utf-8", headers=headers)
