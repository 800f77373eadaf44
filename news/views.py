from lscb_site.publishing.views import PublishableDetailView
from lscb_site.web.lists import FilteredListView
from news.forms import PostFilter
from news.models import Post
from news.selectors import archive, are_archive, neighbours, posts_of
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
        return context | {"newest": newest[0] if are_archive(newest) else None}

    def load(self, pks):
        return posts_of(pks)


class PostDetail(PublishableDetailView):
    model = Post
    template_name = "news/detail.html"

    def get_context_data(self, **kwargs):
        post = self.object
        papers, sessions = list(post.papers.all()), list(post.sessions.all())
        shown = self.get_shown(papers + sessions)
        newer, older = neighbours(post)
        attached = [(paper, *shown[paper]) for paper in papers if paper in shown]
        return super().get_context_data(**kwargs) | {
            "papers": attached,
            "groups": by_kind(attached) if len(attached) > FEW else [],
            "sessions": [(session, *shown.get(session, (None, None))) for session in sessions],
            "newer": newer,
            "older": older,
            "structured_data": describe(post),
        }

    def get_shown(self, attachments):
        """Of each attachment that this reader may open, its document and the edition of it that is shown here."""
        user = self.request.user
        documents = Post._meta.get_field("documents").related_model.objects.visible_to(user).with_editions(user)
        library = documents.in_bulk({item.document_id for item in attachments if item.document_id})
        found = ((item, library.get(item.document_id)) for item in attachments)
        return {item: (document, document.edition_for(item)) for item, document in found if document}


def by_kind(papers):
    """The papers under what their documents are, such as “Presentations”: the kinds in the order of their first."""
    groups = {}
    for paper in papers:
        _, document, _ = paper
        groups.setdefault(document.kind_of_several, []).append(paper)
    return list(groups.items())
