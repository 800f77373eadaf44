from typing import TYPE_CHECKING, Any

from cms.models import Page, PageContent
from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.audit.settings_admin import RecordsSettings
from lscb_site.notices.models import THE_ROW, Notice, SiteWords
from lscb_site.previews.admin import HasPreviews
from lscb_site.publishing.admin import WHEN, PublishableAdmin, StatusFilter
from lscb_site.publishing.forms import PublishableForm
from lscb_site.versions.admin import KeepsVersions

if TYPE_CHECKING:
    PageChoiceField = forms.ModelChoiceField[Page]
    WordsAdmin = admin.ModelAdmin[SiteWords]
else:
    PageChoiceField = forms.ModelChoiceField
    WordsAdmin = admin.ModelAdmin


class LivePageField(PageChoiceField):
    """Pages of the CMS that visitors can open, by title and address."""

    def label_from_instance(self, page: Any) -> str:
        return f"{page.live_title} (/{page.live_path + '/' if page.live_path else ''})"


def live_pages() -> QuerySet[Page]:
    live = PageContent.objects.all()  # with versioning, this manager gives published versions only
    found: QuerySet[Page] = Page.objects.filter(pagecontent_set__in=live, urls__path__isnull=False).annotate(
        live_title=F("pagecontent_set__title"), live_path=F("urls__path")
    )
    return found


class NoticeForm(PublishableForm):
    page = LivePageField(queryset=Page.objects.none(), required=False, help_text=Notice.page.field.help_text)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "publish_until" in self.fields:
            self.fields["publish_until"].help_text = "Every notice has an end. You can put it off later."
        page = self.fields.get("page")  # not in the form of somebody who may only read
        if isinstance(page, LivePageField):
            page.queryset = live_pages()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "_publish" in self.data and not cleaned.get("publish_until") and "publish_until" not in self.errors:
            self.add_error("publish_until", "Say when it stops being live: a notice that stays is soon untrue.")
        if bool(cleaned.get("link")) != bool(cleaned.get("link_words")) and not {"link", "link_words"} & set(
            self.errors
        ):
            missing = "link_words" if cleaned.get("link") else "link"
            self.add_error(missing, "A link needs an address and words: give both, or neither.")
        is_of_a_page = cleaned.get("place") == Notice.Place.PAGE
        if is_of_a_page != bool(cleaned.get("page")) and "page" not in self.errors:
            words = (
                "Choose the page." if is_of_a_page else "Leave this empty: it is shown elsewhere. Or choose “A page”."
            )
            self.add_error("page", words)
        return cleaned


@admin.register(Notice)
class NoticeAdmin(HasPreviews, KeepsVersions, PublishableAdmin):
    form = NoticeForm
    list_display = ["title", "level", "where", "status_tag", "ends"]
    list_filter = [StatusFilter, "level", "place"]
    list_select_related = ["page"]
    search_fields = ["title", "text"]
    fieldsets = [
        (None, {"fields": ["level", "title", "text", ("link", "link_words")]}),
        ("On which pages", {"fields": ["place", "page"]}),
        PublishableAdmin.PUBLICATION,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        notices: QuerySet[Any] = super().get_queryset(request).annotate(page_path=F("page__urls__path"))
        return notices

    @admin.display(description="until", ordering="publish_until")
    def ends(self, notice: Any) -> str:
        return format_date(timezone.localtime(notice.publish_until), WHEN) if notice.publish_until else ""

    @admin.display(description="shown on", ordering="place")
    def where(self, notice: Any) -> str:
        return f"/{notice.page_path}/" if notice.page_path else notice.get_place_display()


@admin.register(SiteWords)
class SiteWordsAdmin(RecordsSettings, WordsAdmin):
    """One form instead of a list. Only the Administrator role has permissions for it (see lscb_site.accounts.roles)."""

    fieldsets = [
        ("On top of every page", {"fields": ["emergency_line"]}),
        (
            "How to reach the Board",
            {
                "fields": ["owner_email", "owner_page", "owner_post"],
                "description": "The accessibility statement, every document and security.txt read it here. While all "
                "three are empty, pages say that the Board’s address is not yet on this site.",
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SiteWords | None = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> SiteWords | None:
        return SiteWords.current() if object_id == str(THE_ROW) else None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return self.change_view(request, str(THE_ROW), extra_context=extra_context)
