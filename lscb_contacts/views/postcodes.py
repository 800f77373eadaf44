"""Who to call, by postcode. A postcode tied to a worry about a child is nobody's business: it comes by POST, stands in
no address and no title (browsers keep both), no answer with it is kept, and no error report shows it.
"""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from lscb_contacts.forms import PostcodeForm
from lscb_contacts.models import PostcodeEdition
from lscb_contacts.views.authorities import AuthorityList


# Without a token: asking changes nothing, so a form forged on another site gains nothing, and a token would cost every
# visitor a cookie. Our own pages may send forms nowhere else (form-action 'self').
@method_decorator([csrf_exempt, sensitive_post_parameters()], name="dispatch")
class PostcodeLookup(AuthorityList):
    """The authorities that a postcode may lie in; what cannot be found is asked for again on the list of them all."""

    cached_by = None

    def get(self, request):
        """Somebody came back to the address without a postcode."""
        return redirect("contacts:list")

    def post(self, request):
        self.form = PostcodeForm(request.POST)
        response = self.found() if self.form.is_valid() else super().get(request)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def found(self):
        context = {
            "answer": self.form.cleaned_data["postcode"],
            "edition": PostcodeEdition.objects.first(),
            "moment": timezone.now(),  # this answer is kept nowhere, so it may say which number answers now
            "postcode_form": PostcodeForm(),
        }
        return render(self.request, "contacts/found.html", context)

    def get_postcode_form(self):
        return self.form
