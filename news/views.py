from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views import View

from lscb_site.caching.last_change import says_last_change
from lscb_site.publishing.views import PublishableDetailView
from lscb_site.web.calendars import calendar_response, facts_of, subscription_address
from lscb_site.web.lists import FilteredListView, chosen
from news.calendars import NAME, event_days, events
from news.forms import PostFilter
from news.models import Post
from news.selectors import announced, archive, are_archive, neighbours, posts_of
from news.structured_data import describe

FEW = 6  # papers: as many stand beside the text, more of them in groups below it


class PostList(FilteredListView):
    template_name = "news/list.html"
    cached_by = ("kind", "year", "page")

    def get_filter(self):
        return PostFilter(self.request.GET, archive.get())

    def get_listed(self):
        return self.filter_form.archive.pks

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        newest = posts_of(self.get_listed()[:1])
        kind = chosen(self.filter_form, "kind")
        return context | {
            "subscription": subscription_address(reverse("news:events")),
            "newest": newest[0] if are_archive(newest) else None,
            "feed_query": f"?{urlencode({'kind': kind})}" if kind else "",
        }

    def load(self, pks):
        return posts_of(pks)


class EventCalendar(PublishableDetailView):
    """The days of one conference or event, for a reader's calendar. It ends as its page does."""

    model = Post

    def render_to_response(self, context, **kwargs):
        days = event_days(self.object)
        if days is None:
            raise Http404("Nothing takes place here.")
        return calendar_response(f"{self.object.slug}.ics", [days])


class EventsCalendar(View):
    """All that takes place, for a calendar that asks again by itself."""

    cached_by = ()

    @method_decorator(says_last_change)
    def get(self, request):
        return calendar_response("conferences.ics", events(), NAME)


class PostDetail(PublishableDetailView):
    model = Post
    template_name = "news/detail.html"

    def get_context_data(self, **kwargs):
        post = self.object
        (shown,) = announced([post], self.request.user)
        newer, older = neighbours(post)
        return super().get_context_data(**kwargs) | {
            "papers": shown.papers,
            "groups": by_kind(shown.papers) if len(shown.papers) > FEW else [],
            "sessions": shown.sessions,
            "newer": newer,
            "older": older,
            "calendar_facts": facts_of(days) if (days := event_days(post)) else "",
            "structured_data": describe(post),
        }


def by_kind(papers):
    """The papers under what their documents are, such as “Presentations”: the kinds in the order of their first."""
    groups = {}
    for paper in papers:
        _, document, _ = paper
        groups.setdefault(document.kind_of_several, []).append(paper)
    return list(groups.items())
