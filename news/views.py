from django.http import Http404

from lscb_site.publishing.lists import FilteredListView
from lscb_site.publishing.views import PublishableDetailView
from news.forms import PostFilter
from news.models import Post
from news.showing import attachments_of, neighbours, shown, shown_at
from news.structured_data import describe


class PostList(FilteredListView):
    template_name = "news/list.html"
    cached_by = ("kind", "year", "page")

    def get_listed(self):
        return shown

    def get_filter(self):
        return PostFilter(self.request.GET)


class PostDetail(PublishableDetailView):
    model = Post
    template_name = "news/detail.html"

    def get_object(self, queryset=None):
        post = shown_at(self.kwargs["slug"], self.request.user)
        if post is None:
            raise Http404("No news item has this address.")
        return post

    def get_context_data(self, **kwargs):
        post = self.object
        papers, sessions = attachments_of(post)
        shown = self.get_shown(papers + sessions)
        newer, older = neighbours(post)
        return super().get_context_data(**kwargs) | {
            "papers": [(paper, *shown[paper]) for paper in papers if paper in shown],
            "sessions": [(session, *shown.get(session, (None, None))) for session in sessions],
            "newer": newer,
            "older": older,
            "structured_data": describe(post),
        }

    def get_shown(self, attachments):
        """Of each attachment that this reader may open, its document and the edition of it that is shown here."""
        documents = Post.documents.field.related_model.objects
        library = documents.shown([item.document_id for item in attachments if item.document_id], self.request.user)
        found = ((item, library.get(item.document_id)) for item in attachments)
        return {item: (document, document.edition_for(item)) for item, document in found if document}
