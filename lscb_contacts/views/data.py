"""The directory as data, whole and for one authority. See docs/data.md."""

import csv

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views import View

from lscb_contacts.exports import lines, shapes, vcards
from lscb_contacts.models import Authority, Board


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
        told = {
            "organizations": [shapes.authority(each) for each in self.authorities],
            "boards": [shapes.board(each) for each in self.boards],
        }
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


class ContactsCsv(DataView):
    def get(self, request):
        return spreadsheet(self.name, lines.CONTACTS, lines.contacts(self.authorities, self.boards))


class BoardsCsv(DataView):
    def get(self, request):
        return spreadsheet("boards", lines.BOARDS, lines.boards(self.boards))


class ContactsVcf(DataView):
    def get(self, request):
        owners = [*self.authorities, *self.boards]
        points = [point for owner in owners for point in owner.contact_points.all() if point.phone or point.email]
        cards = "".join(map(vcards.card, points))
        return attached(HttpResponse(cards, content_type="text/vcard; charset=utf-8"), f"{self.name}.vcf")


def spreadsheet(name, columns, rows) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.write("\ufeff")  # without it Excel takes the text for another encoding
    writer = csv.DictWriter(response, columns)
    writer.writeheader()
    writer.writerows(rows)
    return attached(response, f"{name}.csv")


def attached(response, name) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
