from django.views.generic import TemplateView

from resources.forms import DigestForm
from resources.recognising import recognise


class CheckCopy(TemplateView):
    """ "Is my copy current?" The browser works out the copy's digest; only the digest comes here, never the file."""

    template_name = "resources/check.html"
    cached_by = ()
    answered_afresh_for = ("digest",)

    def get_context_data(self, **kwargs):
        form = DigestForm(self.request.GET if "digest" in self.request.GET else None)
        asked = form.cleaned_data["digest"] if form.is_valid() else ""
        return super().get_context_data(**kwargs) | {
            "form": form,
            "asked": asked,
            "recognised": recognise(asked) if asked else [],
        }
