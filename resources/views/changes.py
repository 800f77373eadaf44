from django.http import Http404

from lscb_site.publishing.views import PublishableDetailView
from resources.models import Comparison
from resources.views.withdrawn import withdrawn_part


class ComparisonDetail(PublishableDetailView):
    """What changed between two editions of a document."""

    model = Comparison
    template_name = "resources/changes.html"

    def get_object(self, queryset=None):
        comparison = self.of_address(queryset or self.get_queryset()).select_related("older__document", "newer").first()
        if comparison is None:
            raise Http404("These two editions have no comparison.")
        return comparison

    def get_withdrawn(self):
        asked = self.kwargs
        withdrawn = withdrawn_part(asked["slug"], asked["older"], asked["newer"])
        return withdrawn or self.of_address(Comparison.objects.withdrawn()).first()

    def of_address(self, comparisons):
        """Those of the editions that the address names: both are of one document."""
        asked = self.kwargs
        return comparisons.filter(
            older__document__slug=asked["slug"],
            newer__document__slug=asked["slug"],
            older__number=asked["older"],
            newer__number=asked["newer"],
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"document": self.object.older.document}
