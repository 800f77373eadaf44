"""A page of one publishable item: live for visitors, a preview for staff, 410 with the reason once withdrawn."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import DetailView


class PublishableDetailView(DetailView):
    """Shows the item if `visible_to` the reader. The template may print `preview` (true while it is not live)."""

    cached_by = ()

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            withdrawn = self.get_withdrawn()
            if withdrawn is None:
                raise
            return gone(request, withdrawn)

    def get_withdrawn(self):
        """What was withdrawn from this address, or None."""
        return self.model.objects.withdrawn().filter(slug=self.kwargs["slug"]).first()

    def get_context_data(self, **kwargs):
        preview = not self.object.is_live
        return super().get_context_data(**kwargs) | {
            "preview": preview,
            "edit_address": admin_address(self.object) if preview else "",
        }


def admin_address(item):
    """Where staff edit `item`."""
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])


def gone(request, item):
    """The answer at the address of a withdrawn `item`: 410, why, and where to go instead."""
    return render(request, "410.html", {"item": item}, status=410)
