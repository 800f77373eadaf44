"""What an editor pastes into a text, made the site's own at once, and what of it was taken away."""

from django.contrib import admin
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.views import View

from lscb_site.text.formatted import tidied

LONGEST = 1_000_000  # bytes of pasted HTML; the script leaves the pictures' own bytes out
TOO_LONG = (
    "This is too long to be looked at now. Saving takes away what a text here cannot hold, and says what that was."
)


class Pasted(View):
    """`text/html` in, JSON out. It stores nothing: the text is tidied once more when it is saved."""

    def post(self, request):
        try:
            body = request.body
        except RequestDataTooBig:
            body = None
        if body is None or len(body) > LONGEST:
            return JsonResponse({"problem": TOO_LONG}, status=413)
        found = tidied(body.decode(errors="replace"))
        return JsonResponse({"html": found.html, "removed": found.removed.sentence(on_a_page="page" in request.GET)})


pasted_by_staff = admin.site.admin_view(Pasted.as_view())
