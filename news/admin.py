from django.contrib import admin
from django.db.models import Max
from django.utils.html import format_html

from lscb_site.editing.tables import TableOfChoices
from lscb_site.files.admin import ReceivesFiles
from lscb_site.previews.admin import HasPreviews
from lscb_site.publishing.admin import PublishableAdmin, StatusFilter
from lscb_site.publishing.papers import PublishesPapers
from lscb_site.versions.admin import KeepsVersions
from lscb_site.web.addresses import admin_address
from lscb_site.web.dates import Precision
from news.admin_forms import PostForm
from news.models import Paper, Post, Session


class PaperInline(TableOfChoices):
    model = Paper
    autocomplete_fields = ["document", "edition"]
    fields = ["document", "edition", "label", "position"]
    verbose_name = "document of the library"
    verbose_name_plural = "Documents attached to this item"


class SessionInline(TableOfChoices):
    model = Session
    autocomplete_fields = ["document", "edition"]
    fields = ["starts_at", "title", "speakers", "document", "edition", "position"]
    classes = ["collapse"]
    verbose_name_plural = "Sessions of a conference"


@admin.register(Post)
class PostAdmin(HasPreviews, KeepsVersions, ReceivesFiles, PublishesPapers, PublishableAdmin):
    form = PostForm
    list_display = ["title", "kind", "status_tag", "date_text"]
    list_filter = [StatusFilter, "kind"]
    search_fields = ["title", "summary"]
    date_hierarchy = "date"
    prepopulated_fields = {"slug": ["title"]}
    inlines = [PaperInline, SessionInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", ("date", "date_precision"), "summary", "body", "new_documents"]}),
        (
            "Event, for a conference",
            {"classes": ["collapse"], "fields": [("event_starts", "event_ends"), "event_venue", "papers_to_follow"]},
        ),
        ("Correction or caution", {"classes": ["collapse"], "fields": ["archive_note"]}),
        PublishableAdmin.PUBLICATION,
    ]

    @admin.display(description="date", ordering="date")
    def date_text(self, post):
        return Precision(post.date_precision).words(post.date)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self._attach(request, form.instance, form.cleaned_data["new_documents"])

    def _attach(self, request, post, uploads):
        """Each upload becomes a document of the library and the post's next paper, in the order chosen."""
        library = Post._meta.get_field("documents").related_model
        last = post.papers.aggregate(last=Max("position"))["last"] or 0
        for position, upload in enumerate(uploads, start=last + 1):
            document, is_new = library.objects.from_upload(upload, upload.details.said)
            post.papers.get_or_create(document=document, defaults={"position": position})
            self.message_user(request, self._message_about(document, is_new))

    def _message_about(self, document, is_new):
        address = admin_address(document)
        if is_new:
            return format_html(
                'New in the library, as a draft: <a href="{}">{}</a>. Check its title.', address, document
            )
        known = 'The library has this file already: <a href="{}">{}</a> ({}). It is attached.'
        return format_html(known, address, document, document.status().label.lower())
