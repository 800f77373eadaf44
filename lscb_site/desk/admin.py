"""What the desk adds to the library's own admin: where something is used, and the supersede assistant.

The library knows nothing of the places that point at it, so it is registered here once more, with more.
"""

from cms.models import Page, PageContent
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from filer.models import Image

from lscb_site.desk import leaving_admin, looked_after  # noqa: F401 - they register themselves
from lscb_site.desk.counting_uses import per_collection, per_document, per_edition, per_page, per_picture
from lscb_site.desk.leftover_files import tidy_unused
from lscb_site.desk.superseding import (
    AlreadyPublished,
    Changed,
    Choice,
    Supersession,
    Unanswered,
    history,
    outgoing,
    supersede,
)
from lscb_site.desk.where_used import (
    references,
    references_to,
    references_to_collection,
    references_to_page,
    references_to_picture,
)
from lscb_site.editing.marks import shown
from lscb_site.editing.seen import look_again
from lscb_site.pages.admin import ContentOnDesk, PictureOnDesk
from lscb_site.publishing.asking import are_answered, questions
from lscb_site.publishing.states import State, Status
from lscb_site.publishing.wording import quoted, sentences
from lscb_site.reviews.on_forms import LookedAfter
from lscb_site.web.addresses import admin_address
from resources.admin.collections import CollectionAdmin
from resources.admin.documents import DocumentAdmin
from resources.admin.editions import EditionAdmin
from resources.models import Collection, Document, Edition


class WhereUsed:
    """Adds a screen that lists every place where an item is used, and a column of its list with how many there are.

    `places_of(item)` names the places; `uses_of(items, user)` counts them for a whole list, by the items' keys.
    """

    def get_list_display(self, request):
        columns = list(super().get_list_display(request))
        place = columns.index("status_tag") + 1 if "status_tag" in columns else len(columns)
        return [*columns[:place], "used", *columns[place:]]

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        if listed := getattr(response, "context_data", {}).get("cl"):
            uses = self.uses_of(listed.result_list, request.user)
            for item in listed.result_list:
                item.uses = uses[item.pk]
        return response

    @admin.display(description="used")
    def used(self, item):
        places = f"{item.uses} place{'' if item.uses == 1 else 's'}" if item.uses else "nowhere"
        return format_html(
            '<a class="uses" href="{}">{}<span class="visually-hidden">: where “{}” is used</span></a>',
            admin_address(item, "used"),
            places,
            item,
        )

    def get_urls(self):
        used = path(
            "<path:object_id>/used/",
            self.admin_site.admin_view(self.used_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_used",
        )
        return [used, *super().get_urls()]

    def used_view(self, request, object_id):
        item = self.item_or_404(request, object_id)
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        context = self.screen(request, item, "Where is this used") | {"references": self.places_of(item)}
        return TemplateResponse(request, "admin/desk/used.html", context)

    def item_or_404(self, request, object_id):
        item = self.get_object(request, unquote(object_id))
        if item is None:
            raise Http404("There is no such item.")
        return item

    def screen(self, request, item, title) -> dict:
        """What every screen about one item needs."""
        return self.admin_site.each_context(request) | {"title": title, "opts": self.opts, "original": item}


class DocumentOnDesk(LookedAfter, WhereUsed, DocumentAdmin):
    change_form_template = "admin/desk/document_form.html"
    places_of = staticmethod(references)
    actions = [*DocumentAdmin.actions, "look_after_chosen"]

    def check_elsewhere(self, request, item):
        """A statement of force is the check of a text that claims force."""
        return self.facts_of_force(request, item)

    def uses_of(self, documents, user):
        return per_document(documents)


class EditionOnDesk(WhereUsed, EditionAdmin):
    change_form_template = "admin/desk/edition_form.html"
    places_of = staticmethod(references_to)

    def uses_of(self, editions, user):
        return per_edition(editions, user)

    def get_urls(self):
        assistant = path(
            "<path:object_id>/supersede/",
            self.admin_site.admin_view(self.supersede_view),
            name="resources_edition_supersede",
        )
        result = path(
            "<path:object_id>/superseded/",
            self.admin_site.admin_view(self.superseded_view),
            name="resources_edition_superseded",
        )
        return [assistant, result, *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        document = obj.document if obj else self.document_asked_for(request)
        takes_a_place = outgoing(obj) if obj else document and document.current_edition
        if takes_a_place:
            context["publish_label"] = "Publish…"
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _answer(self, request, item):
        if "_publish" in request.POST and outgoing(item):
            return HttpResponseRedirect(self._address("supersede", item))
        return super()._answer(request, item)

    def _address(self, screen, item):
        return admin_address(item, screen)

    def erased(self, request, edition, sha256, reason):
        """With the file go the copies that were made of it and that nobody used."""
        done = super().erased(request, edition, sha256, reason)
        if done:
            tidy_unused()
        return done

    @admin.action(description="Publish the chosen items", permissions=["publish"])
    def publish_chosen(self, request, queryset):
        waiting = queryset.exclude(state=State.PUBLISHED).select_related("document")
        if one_by_one := [edition for edition in waiting if outgoing(edition)]:
            message = (
                f"{quoted(one_by_one)}: open it and choose “Publish…”, to see what points at the edition before it."
            )
            self.message_user(request, message, messages.WARNING)
        return super().publish_chosen(request, queryset.exclude(pk__in=[edition.pk for edition in one_by_one]))

    def publish_view(self, request, object_id):
        edition = self.item_or_404(request, object_id)
        if edition.state != State.PUBLISHED and outgoing(edition):
            return HttpResponseRedirect(self._address("supersede", edition))
        return super().publish_view(request, object_id)

    # The assistant ------------------------------------------------------------------------------------------------

    def supersede_view(self, request, object_id):
        edition = self.item_or_404(request, object_id)
        if not self.has_publish_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._supersede(request, edition)
        if edition.state == State.PUBLISHED:
            return self._nothing_left(request, edition)
        return self._assistant(request, edition)

    def _supersede(self, request, edition):
        try:
            edition = supersede(edition.pk, request, request.POST.get("seen", ""), request.POST)
        except AlreadyPublished:
            return self._nothing_left(request, edition)
        except Unanswered:
            return self._assistant(request, edition)
        except Changed:
            edition.refresh_from_db()
            self.message_user(request, look_again(request, "published"), messages.WARNING)
            return self._assistant(request, edition)
        except ValidationError as refusal:
            self.message_user(request, f"“{edition}” is not published. {sentences(refusal)}", messages.ERROR)
            return HttpResponseRedirect(self._form_address(edition))
        return HttpResponseRedirect(self._address("superseded", edition))

    def _nothing_left(self, request, edition):
        self.message_user(request, f"“{edition}” is published already.")
        return HttpResponseRedirect(self._address("superseded", edition))

    def _assistant(self, request, edition):
        plan = Supersession(edition, request)
        if plan.outgoing is None:
            self.message_user(request, "No live edition gives way to this one, so there is nothing to decide.")
            return HttpResponseRedirect(self._form_address(edition))
        chosen = plan.choices(request.POST)
        asked = questions([edition], request.POST)
        are_answered(asked)
        starts = edition.publish_from
        context = self.screen(request, edition, f"Publish the {edition.name}") | {
            "plan": plan,
            "questions": asked,
            "shown": shown(request),
            "rows": [(place, chosen[place.key]) for place in plan.places],
            "move": Choice.MOVE,
            "keep": Choice.KEEP,
            "back": self._form_address(edition),
            "goes_live_at": starts if starts and starts > timezone.now() else None,
        }
        return TemplateResponse(request, "admin/desk/supersede.html", context)

    def superseded_view(self, request, object_id):
        edition = self.item_or_404(request, object_id)
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        done = history(edition)
        if not done:
            return HttpResponseRedirect(self._form_address(edition))
        is_live = edition.status() == Status.LIVE
        context = self.screen(request, edition, f"{edition} {'is live' if is_live else 'is published'}") | {
            "summary": done[0],
            "done": done[1:],
            "comparison": self._comparison_address(request, edition),
            "status_tag": self.status_tag(edition),
        }
        return TemplateResponse(request, "admin/desk/superseded.html", context)


class CollectionOnDesk(LookedAfter, WhereUsed, CollectionAdmin):
    change_form_template = "admin/desk/collection_form.html"
    actions = [*CollectionAdmin.actions, "look_after_chosen"]
    places_of = staticmethod(references_to_collection)

    def uses_of(self, collections, user):
        return per_collection(collections)


class PictureWhereUsed(WhereUsed, PictureOnDesk):
    """Its list is one of all pictures, in whatever folder."""

    places_of = staticmethod(references_to_picture)
    list_display = ["label", "folder"]
    list_select_related = ["folder"]

    def get_model_perms(self, request):
        """The library keeps its list out of the menu."""
        return super().get_model_perms(request) | {"view": self.has_view_permission(request)}

    def uses_of(self, images, user):
        return per_picture(images)


class PageWhereUsed(ContentOnDesk):
    """The tree of pages shows the count in a column of its own (templates/admin/cms/page/tree/menu.html)."""

    def get_urls(self):
        used = path("<path:object_id>/used/", self.admin_site.admin_view(self.used_view), name="cms_pagecontent_used")
        return [used, *super().get_urls()]

    item_or_404, screen, used_view = WhereUsed.item_or_404, WhereUsed.screen, WhereUsed.used_view
    places_of = staticmethod(references_to_page)

    def get_tree_rows(self, request, pages, *args, **kwargs):
        request.uses_of_pages = per_page(Page.objects.all())
        return super().get_tree_rows(request, pages, *args, **kwargs)


for model, desk in (
    (Document, DocumentOnDesk),
    (Edition, EditionOnDesk),
    (Collection, CollectionOnDesk),
    (Image, PictureWhereUsed),
    (PageContent, PageWhereUsed),
):
    admin.site.unregister(model)
    admin.site.register(model, desk)
