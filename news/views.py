from lscb_site.publishing.lists import FilteredListView
from lscb_site.publishing.views import PublishableDetailView
from news.forms import PostFilter
from news.models import Post
from news.structured_data import describe


class PostList(FilteredListView):
    template_name = "news/list.html"

    def get_listed(self):
        return Post.objects.live()

    def get_filter(self, posts):
        return PostFilter(self.request.GET)


class PostDetail(PublishableDetailView):
    model = Post
    template_name = "news/detail.html"

    def get_context_data(self, **kwargs):
        post = self.object
        papers, sessions = list(post.papers.all()), list(post.sessions.all())
        shown = self.get_shown(papers + sessions)
        live = Post.objects.live()
        return super().get_context_data(**kwargs) | {
            "papers": [(paper, *shown[paper]) for paper in papers if paper in shown],
            "sessions": [(session, *shown.get(session, (None, None))) for session in sessions],
            "newer": live.next_newer(post),
            "older": live.next_older(post),
            "structured_data": describe(post),
        }

    def get_shown(self, attachments):
        """Of each attachment that this reader may open, its document and the edition of it that is shown here."""
        documents = Post.documents.field.related_model.objects.visible_to(self.request.user)
        library = documents.with_editions(self.request.user).in_bulk([item.document_id for item in attachments])
        found = ((item, library.get(item.document_id)) for item in attachments)
        return {item: (document, document.edition_for(item)) for item, document in found if document}
