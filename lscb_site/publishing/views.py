"""A page of one publishable item: live for visitors, a preview for staff; once withdrawn 410 with the reason, or the
way to what took its place."""

from typing import TYPE_CHECKING, Any, Protocol, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.generic import DetailView

from lscb_site.publishing.forwarding import end_of_the_way
from lscb_site.publishing.models import Publishable, PublishableQuerySet
from lscb_site.web.addresses import with_query

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


class Withdrawal(Protocol):
    """What an old address tells: a withdrawn item itself, or the row beside a page of the CMS."""

    withdrawn_reason: Any
    leads_on: Any

    @property
    def instead(self) -> str: ...


def gone(request: HttpRequest, item: Withdrawal) -> HttpResponse:
    """The answer at the address of a withdrawn `item`: 410, why, and where to go instead. Or the way there, where its
    readers are to be led straight on and find something at its end today."""
    if item.leads_on:
        # Whoever asks from within follows the way step by step. A judgement of its own at each step would never end.
        address = item.instead if hasattr(request, "asked_from_within") else end_of_the_way(item.instead)
        if address:
            return HttpResponseRedirect(with_query(address, request.META.get("QUERY_STRING", "")))
    return render(request, "410.html", {"item": item, "instead": "" if item.leads_on else item.instead}, status=410)
