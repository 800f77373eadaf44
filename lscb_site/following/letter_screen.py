"""The letter of a change as followers get it, for staff: before something is published, and afterwards."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from lscb_site.following.asking import number_of_followers, when_published
from lscb_site.following.composing import sample
from lscb_site.following.models import Change
from lscb_site.following.tasks import send_test_letter
from lscb_site.following.telling import items
from lscb_site.previews.showing import as_live
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.moments import publishable_models
from lscb_site.web import mail

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Change]
else:
    Base = object

NOTHING_TO_SAY = "Followers get no letter: nothing of it is new to them, or readers would not see it yet."


def letter_of(*key: Any) -> EmailMultiAlternatives | None:
    """By the key of a change, or by the label of a model and the key of an item. Raises Http404."""
    return of_change(change_of(*key)) if len(key) == 1 else before_it_is_published(item_of(*key))


def before_it_is_published(item: Publishable) -> EmailMultiAlternatives | None:
    """The letter about an item that is still a draft; None where there would be none."""
    changes = when_published(item)
    try:
        with as_live(item, timezone.now()):
            told = items(changes, timezone.now())
            return sample(told) if told else None
    except (ValidationError, IntegrityError):
        return None


def item_of(model: str, pk: int) -> Publishable:
    known: dict[str, type[Publishable]] = {each._meta.label_lower: each for each in publishable_models()}
    item = known[model]._base_manager.filter(pk=pk).first() if model in known else None
    if item is None:
        raise Http404("There is no such item.")
    return item


def change_of(pk: int) -> Change:
    change: Change | None = Change.objects.with_rows().filter(pk=pk).first()
    if change is None:
        raise Http404("There is no such change.")
    return change


def of_change(change: Change) -> EmailMultiAlternatives | None:
    """The letter about a change that was recorded, as it would leave now."""
    change.why_not_told = ""  # what it would say all the same
    told = items([change], timezone.now())
    return sample(told) if told else None


class ShowsLetters(Base):
    """For the admin of changes."""

    def before_view(self, request: HttpRequest, model: str, pk: int) -> HttpResponse:
        item = item_of(model, pk)
        self.may_see(request, item)
        changes = when_published(item)  # before it is made live to write the letter
        return self.screen(request, before_it_is_published(item), str(item), changes, (model, pk))

    def before_frame(self, request: HttpRequest, model: str, pk: int) -> HttpResponse:
        item = item_of(model, pk)
        self.may_see(request, item)
        return in_frame(before_it_is_published(item))

    def letter_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.may_see(request)
        change = change_of(pk)
        return self.screen(request, of_change(change), str(change.subject), [change], (pk,))

    def letter_frame(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.may_see(request)
        return in_frame(of_change(change_of(pk)))

    def may_see(self, request: HttpRequest, item: Publishable | None = None) -> None:
        allowed = self.has_view_permission(request)
        if item is not None:
            allowed = allowed and request.user.has_perm(f"{item._meta.app_label}.view_{item._meta.model_name}")
        if not allowed:
            raise PermissionDenied

    def screen(
        self,
        request: HttpRequest,
        letter: EmailMultiAlternatives | None,
        of_what: str,
        changes: Sequence[Change],
        key: tuple[Any, ...],
    ) -> HttpResponse:
        person: Any = request.user
        address = person.email
        if request.method == "POST" and letter:
            if address and mail.is_sent():
                send_test_letter.enqueue(person.pk, *key)
                self.message_user(request, f"The letter is on its way to {address}.", messages.SUCCESS)
            return HttpResponseRedirect(request.path)
        context = self.admin_site.each_context(request) | {
            "title": f"The letter about “{of_what}”",
            "opts": self.opts,
            "letter": letter,
            "nothing": NOTHING_TO_SAY,
            "followers": number_of_followers(changes),
            "can_send": bool(address and mail.is_sent()),
            "address": address,
        }
        return TemplateResponse(request, "admin/following/letter.html", context)

    def get_urls(self) -> list[URLPattern]:
        def at(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"following_change_{name}")

        return [
            at("of/<str:model>/<int:pk>/", self.before_view, "before"),
            at("of/<str:model>/<int:pk>/frame/", self.before_frame, "before_frame"),
            at("<int:pk>/letter/", self.letter_view, "letter"),
            at("<int:pk>/letter/frame/", self.letter_frame, "letter_frame"),
            *super().get_urls(),
        ]


def in_frame(letter: EmailMultiAlternatives | None) -> HttpResponse:
    return HttpResponse(letter.alternatives[0][0] if letter else "")
