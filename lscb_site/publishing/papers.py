"""What hangs on something live and readers do not see yet: told on its form, and made live by one button.

A document that is attached to a live item stays a draft, and its link is not shown to readers, until a publisher has
seen its title, kind, state and files on a screen of its own and chosen “Publish these papers”: all of them, or none.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.publishing.admin import PublishableAdmin
from lscb_site.publishing.asking import Question, are_answered, questions
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State, Status
from lscb_site.publishing.wording import quoted, sentences
from lscb_site.web.addresses import admin_address
from lscb_site.web.locking import lock

if TYPE_CHECKING:
    Base = PublishableAdmin
else:
    Base = object


def unseen(item: Publishable) -> list[Publishable]:
    """What hangs on `item` and is not live, once each: of a live document that has drafts alone, its draft editions."""
    found: dict[tuple[type, int], Publishable] = {}
    for paper in item.attached():
        is_live = paper.status() == Status.LIVE
        for each in paper.goes_live_with() if is_live else [paper]:
            if not each.is_live:
                found.setdefault((type(each), each.pk), each)
    return list(found.values())


def drafts_of(item: Publishable) -> list[Publishable]:
    """What the button publishes, in the editors' order."""
    return [paper for paper in unseen(item) if paper.state == State.DRAFT]


class PublishesPapers(Base):
    """For the admin of a `Publishable` with something `attached`. Stands before `PublishableAdmin` among the bases."""

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Publishable | None = None,
    ) -> HttpResponse:
        if change and obj and obj.state == State.PUBLISHED and (waiting := drafts_of(obj)):
            context |= {"papers_waiting": quoted(waiting), "papers_address": admin_address(obj, "papers")}
            context["may_publish_papers"] = self.may_publish(request, waiting)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def may_publish(self, request: HttpRequest, papers: list[Publishable]) -> bool:
        """Whoever may publish the item and each of its papers."""
        needed = {f"{paper._meta.app_label}.publish_{paper._meta.model_name}" for paper in papers}
        return self.has_publish_permission(request) and request.user.has_perms(needed)

    def response_change(self, request: HttpRequest, obj: Publishable) -> HttpResponse:
        if "_publish" not in request.POST:
            self.tell_of_papers(request, obj)
        return super().response_change(request, obj)

    def publish_one(self, request: HttpRequest, item: Publishable, asked: Sequence[Question] = ()) -> bool:
        done = super().publish_one(request, item, asked)
        self.tell_of_papers(request, item)
        return done

    def tell_of_papers(self, request: HttpRequest, item: Publishable) -> None:
        """After something live is saved, or is made live, what of it readers do not see."""
        if item.state == State.PUBLISHED and (waiting := drafts_of(item)):
            sentence = 'Readers do not see these drafts yet: {}. <a href="{}">Publish these papers…</a>'
            told = format_html(sentence, quoted(waiting), admin_address(item, "papers"))
            self.message_user(request, told, messages.WARNING)

    def papers_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Each paper with its title, kind, state and files. The button publishes the drafts among them."""
        item = self.get_object(request, unquote(object_id))
        if item is None:
            raise Http404("There is no such item.")
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        back = HttpResponseRedirect(self._form_address(item))
        with transaction.atomic():
            # Whoever publishes, withdraws or edits the item or one of its papers at the same moment waits.
            lock([item, *unseen(item)])
            item.refresh_from_db()
            waiting = drafts_of(item)
            asked = questions(waiting, request.POST)
            mark = self.mark_of(item)
            if item.state != State.PUBLISHED or not waiting:
                self.message_user(request, f"No paper of “{item}” waits to be published.", messages.WARNING)
                return back
            if request.method == "POST":
                if not self.may_publish(request, waiting):
                    raise PermissionDenied
                if request.POST.get(SEEN) != mark:
                    self.message_user(request, look_again(request, "published"), messages.WARNING)
                elif are_answered(asked) and self.publish_papers(request, item, waiting, asked):
                    return back
        context = self.admin_site.each_context(request) | {
            "title": f"Papers of “{item}” that readers do not see",
            "opts": self.opts,
            "original": item,
            "papers": [(paper, admin_address(paper)) for paper in unseen(item)],
            "can_publish": self.may_publish(request, waiting),
            "questions": asked,
            "status": item.status(),
            "seen": mark,
            "shown": shown(request),
            "back": back.url,
        }
        return TemplateResponse(request, "admin/publishing/papers.html", context)

    def mark_of(self, item: Publishable) -> str:
        """Of what the screen shows of each paper."""
        told = [(type(each).__name__, each.pk, str(each), each.kind_in_words, each.state) for each in unseen(item)]
        asked = [question.mark for question in questions(drafts_of(item))]
        return seen([item.state, *told, *asked, *(mark for each in unseen(item) for mark in each.brings_marks())])

    def publish_papers(
        self, request: HttpRequest, item: Publishable, waiting: list[Publishable], asked: Sequence[Question]
    ) -> bool:
        """All of them or none; with the item where that is still to go live. False where one cannot be published."""
        starts = item.publish_from if item.status() == Status.SCHEDULED else timezone.now()
        try:
            with transaction.atomic():
                self.write_answers(request, asked)
                for paper in waiting:
                    paper.publish_from = paper.publish_from or starts
                    paper.publish()
        except ValidationError as refusal:
            self.message_user(request, f"Nothing is published. {sentences(refusal)}", messages.ERROR)
            return False
        for paper in waiting:
            self.log_change(request, paper, f"Published with the papers of “{item}”.")
        live = [paper for paper in waiting if paper.is_live]
        later = [paper for paper in waiting if not paper.is_live]
        if live:
            self.message_user(request, f"Readers see them now: {quoted(live)}.", messages.SUCCESS)
        if later:
            self.message_user(request, f"Published, and not live before their own dates: {quoted(later)}.")
        return True

    def get_urls(self) -> list[URLPattern]:
        papers = path(
            "<path:object_id>/papers/",
            self.admin_site.admin_view(self.papers_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_papers",
        )
        return [papers, *super().get_urls()]
