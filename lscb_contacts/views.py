from django.views.generic import DetailView

from lscb_contacts.forms import AuthorityFilter
from lscb_contacts.models import Authority, Board
from lscb_contacts.structured_data import describe
from lscb_site.publishing.lists import FilteredListView
from lscb_site.publishing.views import PublishableDetailView


class AuthorityList(FilteredListView):
    """All 33 authorities, A to Z beside the tile map; the map always shows all of London."""

    template_name = "contacts/list.html"
    paginate_by = None

    def get_listed(self):
        return Authority.objects.with_contacts()

    def get_filter(self, authorities):
        return AuthorityFilter(self.request.GET)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"tiles": Authority.objects.with_confirmation()}


class AuthorityDetail(DetailView):
    queryset = Authority.objects.with_contacts()
    template_name = "contacts/authority.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"structured_data": describe(self.object)}


class BoardDetail(PublishableDetailView):
    model = Board
    template_name = "contacts/board.html"

    def get_queryset(self):
        return super().get_queryset().with_authorities()
