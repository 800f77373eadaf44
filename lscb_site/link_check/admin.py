"""The list of links that lead nowhere, and that of addresses that readers asked for in vain."""

from cms.models import Page, PageContent
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.redirects.models import Redirect
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from lscb_site.link_check.gathering import is_name_of_a_row, look_where
from lscb_site.link_check.looking import look_at_these_here
from lscb_site.link_check.missing import with_links
from lscb_site.link_check.models import CheckedLink, LinkPlace, LinkState, MissingAddress
from lscb_site.link_check.tasks import look_at_these
from lscb_site.link_check.wording import sentence
from lscb_site.web.addresses import admin_address

MOST_PLACES = 3  # that a line of the list names; its own page names all
MOST_LOOKED_UP = 200  # links whose places are read anew when the list is opened


class ShownFilter(admin.SimpleListFilter):
    """Without a choice: what is to be done."""

    title = "what to show"
    parameter_name = "show"

    def lookups(self, request, model_admin):
        return [("moved", "Moved for good"), ("right", "Said to be right"), ("all", "All links")]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": "Broken"}, *others]

    def queryset(self, request, queryset):
        match self.value():
            case "moved":
                return queryset.filter(state=LinkState.MOVED, accepted_at=None)
            case "right":
                return queryset.exclude(accepted_at=None)
            case "all":
                return queryset
        return queryset.broken()


def form_address(place: LinkPlace) -> str:
    """Where what holds the link is changed."""
    model = place.content_type.model_class()
    if model is PageContent:
        screen = "preview" if place.is_live else "edit"
        return reverse(f"admin:cms_placeholder_render_object_{screen}", args=[place.content_type_id, place.object_id])
    if model is Page:
        return admin_address(PageContent, "changelist")
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[place.object_id])


def where(place: LinkPlace, user) -> str:
    """The item as a link to its form, for those who may see it."""
    words = f"{place.what}: {place.title}" + ("" if place.is_live else " (not live)")
    seen = place.content_type
    if not user.has_perm(f"{seen.app_label}.view_{seen.model}") and seen.model_class() is not PageContent:
        return words
    return format_html('<a href="{}">{}</a>', form_address(place), words)


@admin.register(CheckedLink)
class CheckedLinkAdmin(admin.ModelAdmin):
    list_filter = [ShownFilter]
    list_display_links = ["shown_address"]
    search_fields = ["address", "places__title"]
    fields = ["link", "what_is_wrong", "all_places", "failing_since", "tried_at", "worked_at", "accepted_reason"]
    actions = ["look_again"]
    change_form_template = "admin/link_check/link_form.html"
    view_on_site = False

    def get_queryset(self, request):
        places = Prefetch("places", LinkPlace.objects.select_related("content_type"), to_attr="found_places")
        return super().get_queryset(request).prefetch_related(places)

    def get_list_display(self, request):
        @admin.display(description="where it stands")
        def places(link):
            return some_places(link, request.user)

        return ["shown_address", "what_is_wrong", places, "failing_since"]

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name != "accepted_reason"]

    def has_add_permission(self, request):
        return False  # links are found where they stand

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """What somebody has put right since the night is gone from the list."""
        look_where(CheckedLink.objects.broken()[:MOST_LOOKED_UP])
        title = {"title": "Links that lead nowhere, and what is known of the others"}
        return super().changelist_view(request, (extra_context or {}) | title)

    # What is shown of one -----------------------------------------------------------------------------------------

    @admin.display(description="link", ordering="address")
    def shown_address(self, link):
        return format_html('<span class="link-address">{}</span>', link.address)

    @admin.display(description="link")
    def link(self, link):
        if is_name_of_a_row(link.address):
            return f"A link that follows whatever is “{link.address}”"
        return format_html('<a class="link-address" href="{0}" rel="noreferrer">{0}</a>', link.address)

    @admin.display(description="what is wrong", ordering="state")
    def what_is_wrong(self, link):
        if link.moved_to:
            return format_html('{} <span class="link-address">{}</span>', sentence(link), link.moved_to)
        return sentence(link)

    @admin.display(description="where it stands")
    def all_places(self, link):
        return places_as_list(link.found_places, link.reader)

    def get_object(self, request, object_id, from_field=None):
        link = super().get_object(request, object_id, from_field)
        if link:
            link.reader = request.user
        return link

    # What is done with it -----------------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        obj.answer(request.user, obj.accepted_reason)

    def response_change(self, request, obj):
        if "_look" in request.POST:
            self.look_again(request, CheckedLink.objects.filter(pk=obj.pk))
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    @admin.action(description="Look again now", permissions=["change"])
    def look_again(self, request, queryset):
        """Links of this site at once; those of others by the worker, because they may be slow."""
        links = list(queryset)
        look_where(links)
        look_at_these_here(links)
        others = [link.pk for link in links if not link.is_own]
        if not others:
            self.message_user(request, "Looked again.", messages.SUCCESS)
        elif settings.LINK_CHECK:
            look_at_these.enqueue(others)
            self.message_user(request, "Other sites are asked in the background. Load this page again in a minute.")
        else:
            self.message_user(request, "Other sites are not asked: LINK_CHECK is off.", messages.WARNING)


def some_places(link, user) -> str:
    places = link.found_places
    shown = places_as_list(places[:MOST_PLACES], user)
    more = len(places) - MOST_PLACES
    return format_html("{} and {} more", shown, more) if more > 0 else shown


def places_as_list(places, user) -> str:
    if not places:
        return "Nowhere any more"
    lines = format_html_join("", "<div>{}</div>", ((where(place, user),) for place in places))
    return format_html('<div class="link-places">{}</div>', lines)


@admin.register(MissingAddress)
class MissingAddressAdmin(admin.ModelAdmin):
    list_display_links = None
    search_fields = ["path"]
    view_on_site = False

    def get_queryset(self, request):
        return with_links()

    def get_list_display(self, request):
        may_lead = request.user.has_perm("redirects.add_redirect")

        @admin.display(description="what to do")
        def lead(missing):
            if not may_lead:
                return "Ask a publisher to lead it on"
            address = f"{admin_address(Redirect, 'add')}?{urlencode({'old_path': missing.path})}"
            return format_html('<a href="{}">Lead it to…</a>', address)

        return ["path", "times", "last_on", "is_linked", lead]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="a link of ours leads there", boolean=False, ordering="is_linked")
    def is_linked(self, missing):
        if not missing.is_linked:
            return "No"
        address = f"{admin_address(CheckedLink, 'changelist')}?{urlencode({'q': missing.path})}"
        return format_html('<a href="{}">Yes: put it right</a>', address)
