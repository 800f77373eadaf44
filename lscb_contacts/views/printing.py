from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.generic import ListView

from lscb_contacts.models import Authority


class MashList(ListView):
    """Every authority's numbers for practitioners, for two sheets of paper that bear the day they were printed."""

    template_name = "contacts/mash_list.html"
    context_object_name = "authorities"

    def get_queryset(self):
        return Authority.objects.with_contacts()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"printed_on": timezone.localdate()}

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        # Kept by nobody: on paper, yesterday's date would say that the list was right yesterday.
        patch_cache_control(response, private=True, no_store=True)
        return response
