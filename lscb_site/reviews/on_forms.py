"""On the forms and in the lists of what can be looked after: who does, “Checked, still right”, and a filter."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again
from lscb_site.reviews.checking import check, locked, mark_of
from lscb_site.reviews.choosing import choosing_screen
from lscb_site.reviews.forms import ReviewForm
from lscb_site.reviews.lists import SHOWN, chosen
from lscb_site.reviews.things import ASSIGNS, Thing, live_things, thing_of

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


class LookedAfterFilter(admin.SimpleListFilter):
    title = "who looks after it"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(SHOWN.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in SHOWN:
            return queryset
        found = chosen(live_things(queryset.model), str(self.value()), request.user)
        return queryset.filter(pk__in=[thing.item.pk for thing in found])


class LookedAfter(Base):
    """For the admin of one of `reviews.kinds.KINDS`. Stands before all that has a form or a list."""

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [*super().get_list_filter(request), LookedAfterFilter]

    def has_assign_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(ASSIGNS)

    @admin.action(description="Look after the chosen items…", permissions=["assign"])
    def look_after_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        keys = set(queryset.values_list("pk", flat=True))
        things = [thing for thing in live_things(queryset.model) if thing.item.pk in keys]
        if left_out := len(keys) - len(things):
            words = f"{left_out} of what you chose is not live, and is left out: readers do not have it."
            self.message_user(request, words, messages.WARNING)
        return choosing_screen(request, things)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_review"
        review = path("<path:object_id>/review/", self.admin_site.admin_view(self.review_view), name=name)
        return [review, *super().get_urls()]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if change and obj and request.user.has_perm("reviews.view_review"):
            context |= facts_of(request, thing_of(obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Where mail, desk and form lead: who looks after it, and one press to say that it is still right."""
        item = self.get_object(request, unquote(object_id))
        if item is None:
            raise Http404("There is no such item.")
        try:
            return self.review_of(request, item)
        except ObjectDoesNotExist as gone:
            raise Http404("There is no such item any more.") from gone

    def review_of(self, request: HttpRequest, item: Any) -> HttpResponse:
        if not self.has_view_permission(request, item) or not request.user.has_perm("reviews.view_review"):
            raise PermissionDenied
        thing = thing_of(item)
        form = ReviewForm(None, thing)
        if request.method == "POST":
            with transaction.atomic():
                thing = locked(thing)
                # A form that is refused leaves what was typed in its row: what is shown beside it is another.
                form = ReviewForm(request.POST if "_save" in request.POST else None, locked(thing))
                done = self.review_posted(request, thing, form)
            if done:
                return HttpResponseRedirect(thing.address)
        context = self.admin_site.each_context(request) | {
            "title": thing.facts.title,
            "opts": self.opts,
            "original": item,
            "form": form,
            "may_assign": self.has_assign_permission(request),
            "shown": shown(request),
        }
        context |= facts_of(request, thing) | self.check_elsewhere(request, item)
        return TemplateResponse(request, "admin/reviews/thing.html", context)

    def check_elsewhere(self, request: HttpRequest, item: Any) -> dict[str, Any]:
        """What the screen shows besides, of a thing whose check is another act than this one."""
        return {}

    def review_posted(self, request: HttpRequest, thing: Thing, form: ReviewForm) -> bool:
        """Whether what was pressed is done. What somebody decided about something else is not."""
        if "_save" in request.POST:
            if not self.has_assign_permission(request):
                raise PermissionDenied
        elif not thing.may_check(request.user):
            raise PermissionDenied
        if request.POST.get(SEEN) != mark_of(thing):
            self.message_user(request, look_again(request, "written"), messages.WARNING)
            return False
        if "_save" not in request.POST:
            words = check(thing, request.user)
        elif form.is_valid():
            form.save()
            words = in_words(form.thing)
        else:
            return False
        self.log_change(request, thing.item, words)
        self.message_user(request, f"“{thing.facts.title}”: {words}", messages.SUCCESS)
        return True


def facts_of(request: HttpRequest, thing: Thing) -> dict[str, Any]:
    """What the box on a form and the screen of its own show."""
    return {"looked_after": thing, "may_check": thing.may_check(request.user), "check_seen": mark_of(thing)}


def in_words(thing: Thing) -> str:
    return f"Looked after by {thing.owner_in_words}." if thing.owner_in_words else "Nobody looks after it."
