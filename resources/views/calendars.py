from django.http import Http404
from django.utils.decorators import method_decorator
from django.views import View

from lscb_site.caching.last_change import says_last_change
from lscb_site.publishing.views import PublishableDetailView
from lscb_site.web.calendars import calendar_response
from resources.calendars import NAME, check_day, check_days
from resources.models import Document


class CheckCalendar(PublishableDetailView):
    """The day on which one document is checked again, for a calendar. It ends as the document's page does."""

    model = Document

    def get_queryset(self):
        return super().get_queryset().with_editions(self.request.user)

    def render_to_response(self, context, **kwargs):
        days = check_day(self.object)
        if days is None:
            raise Http404("Nobody has said when this is checked again.")
        return calendar_response(f"check-{self.object.slug}.ics", [days])


class ChecksCalendar(View):
    """The next checks of all documents, for a calendar that asks again by itself."""

    cached_by = ()

    @method_decorator(says_last_change)
    def get(self, request):
        return calendar_response("checks.ics", check_days(), NAME)
