"""What editors see of followers: what is told and what is not, the letters, and who follows what in numbers."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.following.letter_screen import ShowsLetters
from lscb_site.following.models import Change, Follow, Letter, Rhythm
from lscb_site.following.models.changes import ChangeQuerySet
from lscb_site.following.sending import send_again
from lscb_site.following.things import named

WHEN = "j F Y, H:i"


def when(moment: Any) -> str:
    return format_date(timezone.localtime(moment), WHEN)


class WrittenByTheSite:
    """Rows that nobody adds or deletes by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ChangeStateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "Still to be told"), ("told", "Told"), ("not", "Not told")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Change]) -> QuerySet[Change]:
        match self.value():
            case "open":
                return queryset.filter(gathered_at=None, why_not_told="")
            case "told":
                return queryset.filter(gathered_at__isnull=False, why_not_told="")
            case "not":
                return queryset.exclude(why_not_told="")
        return queryset


@admin.register(Change)
class ChangeAdmin(ShowsLetters, WrittenByTheSite, admin.ModelAdmin[Change]):
    """What changed that somebody may follow, newest first. Its form takes the reason why followers are not told."""

    list_display = ["what", "kind", "recorded", "state_in_words"]
    list_filter = [ChangeStateFilter, "kind"]
    list_per_page = 50
    fields = ["what", "kind", "recorded", "state_in_words", "see_letter", "why_not_told"]
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        waiting = Letter.objects.unsent().filter(told__change=OuterRef("pk"))
        changes: ChangeQuerySet = Change.objects.with_rows().order_by("-pk")
        return changes.annotate(some_wait=Exists(waiting))

    def get_readonly_fields(self, request: HttpRequest, obj: Change | None = None) -> list[str]:
        shown = ["what", "kind", "recorded", "state_in_words", "see_letter"]
        return shown if obj is None or can_be_stopped(obj) else [*shown, "why_not_told"]

    def has_change_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or can_be_stopped(obj))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        title = {"title": "What followers are told of this"}
        return super().changeform_view(request, object_id, form_url, (extra_context or {}) | title)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, (extra_context or {}) | {"title": "What followers are told"})

    def save_model(self, request: HttpRequest, obj: Change, form: Any, change: bool) -> None:
        if form.has_changed():
            obj.decided_by = request.user  # type: ignore[assignment]  # staff alone come here
            obj.save(update_fields=["why_not_told", "decided_by"])

    @admin.display(description="what")
    def what(self, change: Change) -> str:
        return str(change.subject)

    @admin.display(description="when", ordering="pk")
    def recorded(self, change: Change) -> str:
        return when(change.recorded_at)

    @admin.display(description="state")
    def state_in_words(self, change: Change) -> str:
        if change.why_not_told:
            return f"Not told: {change.why_not_told}"
        if change.gathered_at is None:
            is_ahead = change.tell_from > timezone.now()
            return f"Will be told from {when(change.tell_from)}" if is_ahead else "Will be told in a moment"
        if not change.followers:
            return "Nobody followed it"
        people = "1 follower" if change.followers == 1 else f"{change.followers} followers"
        some_wait = change.some_wait  # type: ignore[attr-defined]  # an annotation
        return f"For {people}: letters still wait" if some_wait else f"Told to {people}"

    @admin.display(description="letter")
    def see_letter(self, change: Change) -> str:
        address = reverse("admin:following_change_letter", args=[change.pk])
        return format_html('<a href="{}">See the letter about it</a>', address)


def can_be_stopped(change: Change) -> bool:
    """Whether a letter about it may still be on its way."""
    return change.gathered_at is None or Letter.objects.unsent().filter(told__change=change).exists()


class LetterStateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Given up")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Letter]) -> QuerySet[Letter]:
        match self.value():
            case "waiting":
                return queryset.filter(sent_at=None, failed_at=None)
            case "sent":
                return queryset.filter(sent_at__isnull=False)
            case "failed":
                return queryset.filter(failed_at__isnull=False)
        return queryset


@admin.register(Letter)
class LetterAdmin(WrittenByTheSite, admin.ModelAdmin[Letter]):
    """Letters without whom they are to: nobody here learns who follows what."""

    list_display = ["what", "planned", "state_in_words"]
    list_display_links = None
    list_filter = [LetterStateFilter]
    list_per_page = 50
    actions = ["try_again"]
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        return super().get_queryset(request).annotate(changes=Count("told"))

    def has_change_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        return obj is None and super().has_change_permission(request)

    @admin.display(description="what it is")
    def what(self, letter: Letter) -> str:
        if letter.request_id:
            return "An answer to somebody who gave an address"
        count = letter.changes  # type: ignore[attr-defined]  # an annotation
        kind = {Rhythm.DAILY: "of a day", Rhythm.WEEKLY: "of a week"}.get(letter.period.partition(":")[0], "at once")  # type: ignore[call-overload]
        return f"A letter {kind}, about {count} change{'' if count == 1 else 's'}"

    @admin.display(description="planned for", ordering="planned_for")
    def planned(self, letter: Letter) -> str:
        return when(letter.planned_for)

    @admin.display(description="state")
    def state_in_words(self, letter: Letter) -> str:
        if letter.sent_at:
            return f"Sent {when(letter.sent_at)}"
        if letter.failed_at:
            return f"Given up after {letter.tried} tries. {letter.problem}"
        return f"Waits until {when(letter.send_after)}. {letter.problem}".strip()

    @admin.action(description="Try again to send the chosen letters", permissions=["change"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Letter]) -> None:
        number = send_again(queryset)
        record(Act.SETTINGS_CHANGED, person=request.user, thing=Letter, detail=f"{number} letters tried again")
        level = messages.SUCCESS if number else messages.WARNING
        words = f"{number} letters are tried again." if number else "None of these was given up."
        self.message_user(request, words, level)


@admin.register(Follow)
class FollowAdmin(WrittenByTheSite, admin.ModelAdmin[Follow]):
    """Numbers alone: no row of it can be opened."""

    def has_change_permission(self, request: HttpRequest, obj: Follow | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": "Who follows what, in numbers",
            "opts": self.opts,
            "lines": lines(),
            "followers": Follow.objects.values("follower").distinct().count(),
        }
        return TemplateResponse(request, "admin/following/numbers.html", context)

    def get_urls(self) -> list[URLPattern]:
        return [path("", self.admin_site.admin_view(self.changelist_view), name="following_follow_changelist")]


def lines() -> list[dict[str, Any]]:
    """What is followed, the most followed first, by how many and how soon they are told."""
    rhythms = {name: Count("pk", filter=Q(rhythm=name)) for name in Rhythm.values}
    by_thing = Follow.objects.order_by().values("thing").annotate(number=Count("pk"), **rhythms)
    counted = list(by_thing.order_by("-number", "thing"))
    things = named(line["thing"] for line in counted)
    return [line | {"thing": things[line["thing"]]} for line in counted if line["thing"] in things]
