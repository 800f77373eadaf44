from django.views.generic import DetailView

from lscb_contacts.forms import AuthorityFilter, PostcodeForm
from lscb_contacts.models import Authority, PostcodeEdition
from lscb_contacts.structured_data import describe
from lscb_site.publishing.lists import FilteredListView


class AuthorityList(FilteredListView):
    """All 33 authorities, A to Z beside the tile map; the map always shows all of London."""

    template_name = "contacts/list.html"
    paginate_by = None

    def get_listed(self):
        return Authority.objects.with_contacts().with_boards()

    def get_filter(self):
        return AuthorityFilter(self.request.GET)

    def get_postcode_form(self):
        return PostcodeForm()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "postcode_form": self.get_postcode_form(),
            "edition": PostcodeEdition.objects.first(),
            "tiles": Authority.objects.with_confirmation(),
        }


class AuthorityDetail(DetailView):
    template_name = "contacts/authority.html"

    def get_queryset(self):
        found = Authority.objects.with_contacts().with_boards()
        return found.prefetch_related("live_boards__authorities", "live_boards__succeeded_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"structured_data": describe(self.object)}
