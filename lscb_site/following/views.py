"""The pages of followers, for readers without an account.

No form has a token against forgery, which would cost every visitor a cookie. To ask for e-mails uses nothing that a
browser holds, and nothing comes of it before the reader of the mailbox has said yes; to change or to stop them, whoever
holds the link holds the right. A GET changes nothing: the programs that look through mailboxes open every link. While a
link works its answers are 200, because Django logs the address of every other, and the address is the credential.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from lscb_site.following import links, sealing, subscribing, things
from lscb_site.following.forms import HOW_SOON, ActForm, AddressForm, FollowForm, rhythms
from lscb_site.following.models import Follow, Follower, Rhythm
from lscb_site.following.things import Thing
from lscb_site.web import mail
from lscb_site.web.network_addresses import address_of

V = TypeVar("V", bound=type[View])


def takes_forms(view: V) -> V:
    """Without a token (see above); and no report of an error shows the address that somebody typed."""
    decorate: Callable[[V], V] = method_decorator([csrf_exempt, sensitive_post_parameters()], name="dispatch")
    return decorate(view)


class AsksForAddress(View):
    """A page with a form that asks for an address. Its answer is the same whether we know the address or not."""

    cached_by: tuple[str, ...] = ()  # the page; what is sent to it is kept nowhere
    form_class = AddressForm
    template = ""
    thing: Thing | None = None

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.form_class())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST)
        response = self.ask(form) if mail.is_sent() and form.is_valid() else self.page(form)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def ask(self, form: AddressForm) -> HttpResponse:
        address, thing = form.cleaned_data["email"], self.thing
        rhythm = form.cleaned_data.get("rhythm", Rhythm.AT_ONCE)
        try:
            subscribing.ask(address, address_of(self.request), thing.reference if thing else "", rhythm)
        except subscribing.TooMany:
            refused = render(self.request, "following/too_many.html", {"thing": thing}, status=429)
            refused.headers["Retry-After"] = str(int(subscribing.PLACES_COUNT.total_seconds()))
            return refused
        facts = {"thing": thing, "address": address, "how_soon": HOW_SOON[Rhythm(rhythm)]}
        return render(self.request, "following/look.html", facts)

    def page(self, form: AddressForm) -> HttpResponse:
        return render(self.request, self.template, self.facts() | {"form": form})

    def facts(self) -> dict[str, Any]:
        """Where no letter leaves the site, the page says so in the place of the form."""
        return {"thing": self.thing, "is_sent": mail.is_sent()}


@takes_forms
class Overview(AsksForAddress):
    """What can be followed, and the way to the link for whoever follows something already."""

    template = "following/overview.html"

    def facts(self) -> dict[str, Any]:
        listed = {"news": things.all_news(), "kinds": things.all_kinds(), "topics": things.all_topics()}
        return super().facts() | listed


@takes_forms
class AskToFollow(AsksForAddress):
    form_class = FollowForm
    template = "following/follow.html"

    def dispatch(self, request: HttpRequest, *args: Any, kind: str, slug: str = "", **kwargs: Any) -> HttpResponseBase:
        self.thing = things.found_at(kind, slug)
        if self.thing is None:
            raise Http404("There is nothing that could be followed.")
        return super().dispatch(request, *args, **kwargs)


@takes_forms
class Confirm(View):
    """The link of the letter that asks whether an address wants to follow something."""

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponseBase:
        asked = links.request_of(token)
        thing = things.named([asked.thing]).get(asked.thing) if asked else None
        if asked is None:
            return self.closed(404)
        if thing is None or not asked.is_open:
            return self.closed(410, thing)
        self.asked, self.facts = asked, {"thing": thing, "how_soon": HOW_SOON[Rhythm(asked.rhythm)]}
        try:
            return super().dispatch(request, *args, **kwargs)
        except sealing.Unreadable:
            return self.closed(410, thing)

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "following/confirm.html", self.facts)

    def post(self, request: HttpRequest) -> HttpResponse:
        follower = subscribing.confirm(self.asked)
        return render(request, "following/confirmed.html", self.facts | {"token": links.token_of(follower)})

    def closed(self, status: int, thing: Thing | None = None) -> HttpResponse:
        return render(self.request, "following/confirm_closed.html", {"thing": thing}, status=status)


class FollowerView(View):
    """Finds the follower whose link it is. Without one it shows the page that offers a new link."""

    follower: Follower

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponseBase:
        follower = links.follower_of(token)
        if follower is None:
            return render(request, "following/mine_closed.html", {"form": AddressForm()}, status=404)
        self.token, self.follower = token, follower
        return super().dispatch(request, *args, **kwargs)


@takes_forms
class Mine(FollowerView):
    """What somebody follows, to be changed and stopped. Whoever finds the link does not learn the address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ActForm(self.follower, request.POST)
        if not form.is_valid():
            return self.page(note="Nothing was changed. This is what you follow now.")
        act, follow = form.cleaned_data["act"], form.cleaned_data["follow"]
        if act == ActForm.FORGET:
            subscribing.forget(self.follower)
            return stopped(request)
        name = name_of(follow)
        if act == ActForm.STOP:
            subscribing.stop(follow)
            return self.page(note=f"Stopped: {name}.") if self.follower.follows.exists() else stopped(request)
        rhythm = Rhythm(form.cleaned_data["rhythm"])
        subscribing.change_rhythm(follow, rhythm)
        return self.page(note=f"Changed: {name}, {HOW_SOON[rhythm]}.")

    def page(self, note: str = "") -> HttpResponse:
        follows = list(self.follower.follows.all())
        named = things.named(follow.thing for follow in follows)
        facts = {
            "follows": [(follow, named.get(follow.thing)) for follow in follows],
            "rhythms": rhythms(),
            "hint": subscribing.hint_of(self.follower),
            "token": self.token,
            "note": note,
        }
        return render(self.request, "following/mine.html", facts)


def name_of(follow: Follow) -> str:
    thing = things.named([follow.thing]).get(follow.thing)
    return thing.name if thing else "something that is not on this site any more"


class MyData(FollowerView):
    """What is kept, as a file. Its address is shown as on the page, for the same reason."""

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = subscribing.what_is_kept(self.follower) | {"address": subscribing.hint_of(self.follower)}
        headers = {"Content-Disposition": 'attachment; filename="what-is-kept.json"'}
        return JsonResponse(kept, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 2})


@takes_forms
class Stop(View):
    """Ends everything: by the button of its page, and by that of a mail program (RFC 8058), which sends no cookie and
    asks for no page before. A link that is damaged, or was used, is answered like one that worked."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        follower = links.follower_of(token)
        if follower is None:
            return stopped(request, status=404)
        return render(request, "following/stop.html", {"token": token, "hint": subscribing.hint_of(follower)})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if follower := links.follower_of(token):
            subscribing.forget(follower)
        return stopped(request)


def stopped(request: HttpRequest, status: int = 200) -> HttpResponse:
    return render(request, "following/stopped.html", status=status)
