"""A page of one publishable item: live for visitors, a preview for staff, 410 with the reason once withdrawn."""

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import DetailView

from lscb_site.publishing.models import Publishable, PublishableQuerySet

if TYPE_CHECKING:
    Base = DetailView[Publishable]
else:
    Base = DetailView


class PublishableDetailView(Base):
    """Shows the item if `visible_to` the reader."""

    cached_by: tuple[str, ...] = ()

    def get_queryset(self) -> PublishableQuerySet[Publishable]:
        return cast(PublishableQuerySet[Publishable], super().get_queryset()).visible_to(self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            withdrawn = self.get_withdrawn()
            if withdrawn is None:
                raise
            return gone(request, withdrawn)

    def get_withdrawn(self) -> Publishable | None:
        """What was withdrawn from this address, or None."""
        return self.model.objects.withdrawn().filter(**{self.slug_field: self.kwargs[self.slug_url_kwarg]}).first()


def gone(request: HttpRequest, item: Publishable) -> HttpResponse:
    """The answer at the address of a withdrawn `item`: 410, why, and where to go instead."""
    return render(request, "410.html", {"item": item}, status=410)
