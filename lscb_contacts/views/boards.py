from lscb_contacts.models import Board
from lscb_site.publishing.views import PublishableDetailView


class BoardDetail(PublishableDetailView):
    model = Board
    template_name = "contacts/board.html"

    def get_queryset(self):
        return super().get_queryset().with_authorities()
