"""“Words to look at”: the list, and the screen on which somebody says that a sentence is right as it is."""

from typing import TYPE_CHECKING, Any

from cms.models import PageContent
from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from lscb_site.linter.gathering import SOURCES
from lscb_site.linter.keeping import read_again
from lscb_site.linter.marking import marked
from lscb_site.linter.models import WORST_FIRST, LintRemark
from lscb_site.web.addresses import admin_address

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

PAGE = "cms.pagecontent"


class WaitsFilter(admin.SimpleListFilter):
    """What is set aside is asked for, and not shown otherwise."""

    title = "what is to be done"
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [("live", "Look at it: readers have it"), ("draft", "Look at it: a draft"), ("aside", "Right as it is")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield first | {"display": "Look at it"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[LintRemark]) -> QuerySet[LintRemark]:
        match self.value():
            case "live":
                return queryset.filter(set_aside_at=None, is_live=True)
            case "draft":
                return queryset.filter(set_aside_at=None, is_live=False)
            case "aside":
                return queryset.exclude(set_aside_at=None)
        return queryset.filter(set_aside_at=None)


@admin.register(LintRemark)
class LintRemarkAdmin(ModelAdmin):
    list_display = ["shown", "code", "stands_in", "state"]
    list_filter = [WaitsFilter, "code", "what"]
    search_fields = ["title", "sentence"]
    list_per_page = 50
    readonly_fields = ["quotation", "code", "advised", "stands_in", "state", "set_aside"]
    fields = ["quotation", "code", "advised", "stands_in", "state", "set_aside_because", "set_aside"]
    view_on_site = False

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        return WORST_FIRST

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: LintRemark | None = None) -> bool:
        return False  # it goes with its sentence

    def get_readonly_fields(self, request: HttpRequest, obj: LintRemark | None = None) -> list[str]:
        return list(self.readonly_fields)

    # What is shown ------------------------------------------------------------------------------------------------

    @admin.display(description="sentence")
    def shown(self, row: LintRemark) -> str:
        quoted = marked(row)
        return format_html("{}<mark>{}</mark>{}", quoted.before, quoted.marked, quoted.after)

    @admin.display(description="sentence")
    def quotation(self, row: LintRemark) -> str:
        return format_html('<q class="remark__sentence">{}</q>', self.shown(row))

    @admin.display(description="what to do")
    def advised(self, row: LintRemark) -> str:
        return f"{row.message} {row.advice}"

    @admin.display(description="where it stands", ordering="title")
    def stands_in(self, row: LintRemark) -> str:
        link = '{}: <a href="{}">{}</a> ({})'
        return format_html(link, row.what, form_address(row), row.title, row.name)

    @admin.display(description="state", ordering="is_live")
    def state(self, row: LintRemark) -> str:
        kind, words = ("live", "Readers have it") if row.is_live else ("draft", "In a draft")
        return format_html('<span class="status status-{}">{}</span>', kind, words)

    @admin.display(description="set aside")
    def set_aside(self, row: LintRemark) -> str:
        if row.set_aside_at is None:
            return "No"
        who = f" by {row.set_aside_by.get_full_name() or row.set_aside_by}" if row.set_aside_by else ""
        return f"On {timezone.localtime(row.set_aside_at):%-d %B %Y}{who}"

    # What is done -------------------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: LintRemark, form: Any, change: bool) -> None:
        is_aside = bool(obj.set_aside_because)
        if "set_aside_because" in form.changed_data:
            obj.set_aside_at = timezone.now() if is_aside else None
            obj.set_aside_by = request.user if is_aside else None  # type: ignore[assignment]  # staff are users
        super().save_model(request, obj, form, change)

    def response_change(self, request: HttpRequest, obj: LintRemark) -> HttpResponse:
        if "_save" not in request.POST:
            return super().response_change(request, obj)
        words = "It is not shown again, until it changes." if obj.set_aside_at else "It is shown again."
        self.message_user(request, f"“{obj.sentence[:100]}”: {words}", messages.SUCCESS)
        return HttpResponseRedirect(form_address(obj))

    def get_urls(self) -> list[URLPattern]:
        one_thing = "of/<str:label>/<int:pk>/"
        of, one = self.admin_site.admin_view(self.of_view), self.admin_site.admin_view(self.one_view)
        return [
            path(one_thing, of, name="linter_lintremark_of"),
            path(f"{one_thing}<str:digest>/", one, name="linter_lintremark_one"),
            *super().get_urls(),
        ]

    def of_view(self, request: HttpRequest, label: str, pk: int) -> HttpResponse:
        """The list of one thing, which is read at once."""
        self.read(request, label, pk)
        where = f"?source__exact={label}&source_id__exact={pk}"
        return HttpResponseRedirect(f"{admin_address(LintRemark, 'changelist')}{where}")

    def one_view(self, request: HttpRequest, label: str, pk: int, digest: str) -> HttpResponse:
        """One remark that stood beside a form, by what it is known by."""
        self.read(request, label, pk)
        row = LintRemark.objects.filter(source=label, source_id=pk, digest=digest).first()
        if row is None:
            self.message_user(request, "This sentence has changed since.", messages.WARNING)
            return HttpResponseRedirect(admin_address(LintRemark, "changelist"))
        return HttpResponseRedirect(admin_address(row))

    def read(self, request: HttpRequest, label: str, pk: int) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied
        source = SOURCES.get(label)
        row = source.rows().filter(pk=pk).first() if source else None
        if row is None:
            raise Http404("There is no such item.")
        read_again(row)


def form_address(row: LintRemark) -> str:
    """Where an editor changes the text: the form of the thing; of a page its draft or, while it is live, the page."""
    if row.source != PAGE:
        app, model = row.source.split(".")
        return reverse(f"admin:{app}_{model}_change", args=[row.source_id])
    screen = "preview" if row.is_live else "edit"
    contents = ContentType.objects.get_for_model(PageContent)
    return reverse(f"admin:cms_placeholder_render_object_{screen}", args=[contents.pk, row.source_id])
