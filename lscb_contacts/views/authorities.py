from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from lscb_contacts.directory import directory, helplines
from lscb_contacts.forms import AuthorityFilter, PostcodeForm
from lscb_contacts.structured_data import describe
from lscb_site.web.lists import FilteredListView


class AuthorityList(FilteredListView):
    """All 33 authorities, A to Z beside the tile map; the map always shows all of London."""

    template_name = "contacts/list.html"
    cached_by = ()
    answered_afresh_for = ("q",)
    paginate_by = None

    @cached_property
    def directory(self):
        return directory.get()

    def get_listed(self):
        return self.directory.authorities

    def get_filter(self):
        return AuthorityFilter(self.request.GET)

    def get_postcode_form(self):
        return PostcodeForm()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "directory": self.directory,
            "postcode_form": self.get_postcode_form(),
            "edition": self.directory.postcode_edition,
        }


class AuthorityDetail(TemplateView):
    template_name = "contacts/authority.html"
    cached_by = ()

    def get_context_data(self, slug, **kwargs):
        london = directory.get()
        authority = next((each for each in london.authorities if each.slug == slug), None)
        if authority is None:
            raise Http404("No authority has this address.")
        return super().get_context_data(**kwargs) | {
            "directory": london,
            "authority": authority,
            "object": authority,
            "helplines": helplines.get(),
            "structured_data": describe(authority),
        }
