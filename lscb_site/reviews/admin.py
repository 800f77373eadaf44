"""“Who looks after what”: everything that readers have, of every kind, in one list."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from lscb_site.editing.people import name_of
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again
from lscb_site.reviews.checking import look_after
from lscb_site.reviews.choosing import choosing_screen, mark_of_all
from lscb_site.reviews.forms import LookAfterForm
from lscb_site.reviews.lists import SHOWN, chosen
from lscb_site.reviews.models import Review
from lscb_site.reviews.things import ASSIGNS, live_things, things_by_key
from lscb_site.web.addresses import admin_address

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

ON_A_PAGE = 100
CHOSEN = "chosen"  # the name under which forms send the keys of things


@admin.register(Review)
class ReviewAdmin(ModelAdmin):
    """Its rows have no forms of their own: each thing has a screen (`on_forms`)."""

    view_on_site = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_assign_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(ASSIGNS)

    def get_urls(self) -> list[URLPattern]:
        choose = path("choose/", self.admin_site.admin_view(self.choose_view), name="reviews_review_choose")
        return [choose, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        things, wanted = live_things(), request.GET.get("show", "")
        views = {"": "All"} | SHOWN
        counts = [(code, words, len(chosen(things, code, request.user))) for code, words in views.items()]
        page = Paginator(chosen(things, wanted, request.user), ON_A_PAGE).get_page(request.GET.get("page"))
        context = self.admin_site.each_context(request) | {
            "title": "Who looks after what",
            "opts": self.opts,
            "counts": counts,
            "wanted": wanted if wanted in SHOWN else "",
            "page": page,
            "may_assign": self.has_assign_permission(request),
            "chosen_field": CHOSEN,
            "answer": admin_address(Review, "choose"),
        }
        return TemplateResponse(request, "admin/reviews/list.html", context | (extra_context or {}))

    def choose_view(self, request: HttpRequest) -> HttpResponse:
        """Asks who looks after the chosen things, and writes the answer."""
        if not self.has_assign_permission(request):
            raise PermissionDenied
        if (every := request.POST.get("every")) in SHOWN:
            things = chosen(live_things(), every, request.user)
        else:
            things = things_by_key(request.POST.getlist(CHOSEN))
        back = HttpResponseRedirect(admin_address(Review, "changelist"))
        if not things:
            self.message_user(request, "Choose at least one item in the list first.", messages.WARNING)
            return back
        form = LookAfterForm(request.POST if "owner" in request.POST else None, label_suffix="")
        if not form.is_valid():
            return choosing_screen(request, things, form)
        if request.POST.get(SEEN) != mark_of_all(things):
            self.message_user(request, look_again(request, "written"), messages.WARNING)
            return choosing_screen(request, things, form)
        given = form.cleaned_data
        try:
            look_after(things, given["owner"], given["deputy"], given["first_check"])
        except ObjectDoesNotExist:  # somebody deleted one of them at this moment
            self.message_user(request, look_again(request, "written"), messages.WARNING)
            return back
        words = f"Looked after by {name_of(given['owner'])}."
        for thing in things:
            self.log_change(request, thing.item, words)
        several = f"“{things[0].facts.title}” is" if len(things) == 1 else f"{len(things)} items are"
        self.message_user(request, f"{several} looked after by {name_of(given['owner'])} now.", messages.SUCCESS)
        return back

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        raise Http404("What is looked after has a screen of its own.")
