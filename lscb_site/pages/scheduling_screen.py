"""The screen on which a publisher chooses from when and until when a page of the CMS is live."""

from typing import Any

from cms.models import Page
from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.pages.page_moments import PageMoment
from lscb_site.pages.scheduling import End, draft_of, ended, open_moments, plan
from lscb_site.pages.withdrawals import NEEDS_A_PAGE, live_content, live_page_at, needs_successor
from lscb_site.publishing.forms import DestinationForm
from lscb_site.publishing.forwarding import CIRCLE, comes_back
from lscb_site.web.date_fields import MomentField

PASSED = "This moment has passed. Choose a later one."
Act = PageMoment.Act
FIELDS = {Act.PUBLISH: "publish_from", Act.WITHDRAW: "publish_until"}


class ScheduleForm(DestinationForm):
    publish_from = MomentField(
        label="Goes live at",
        required=False,
        help_text="The draft takes the place of what readers see, as it reads then. Leave it empty to publish it by "
        "hand.",
    )
    publish_until = MomentField(
        label="Stops being live at",
        required=False,
        help_text="The page is withdrawn at this moment. Leave it empty to keep it live.",
    )
    reason = forms.CharField(
        label="Why does it stop?",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"size": 60}),
        help_text="One sentence. Visitors to its address read it afterwards. Left empty, it says until when the page "
        "was there.",
    )

    field_order = ("publish_from", "publish_until", "reason", "instead", "leads_on")

    def __init__(self, *args: Any, page: Page, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.page = page
        self.fields["instead"].label = "Where should readers go afterwards?"
        if draft_of(page) is None:
            del self.fields["publish_from"]

    def clean(self):
        data, now = super().clean(), timezone.now()
        starts, ends = data.get("publish_from"), data.get("publish_until")
        for name in ("publish_from", "publish_until"):
            if data.get(name) and data[name] <= now:
                self.add_error(name, PASSED)
        if starts and ends and ends <= starts:
            self.add_error("publish_until", "It must stop being live after it goes live.")
        if ends and (words := self.why_it_cannot_end(starts)):
            self.add_error("publish_until", words)
        instead = data.get("instead", "")
        if ends and comes_back(self.page, instead):
            self.add_error("instead", CIRCLE)
        elif ends and needs_successor(self.page) and "instead" not in self.errors and not live_page_at(instead):
            self.add_error("instead", NEEDS_A_PAGE)
        return data

    def why_it_cannot_end(self, starts) -> str:
        if self.page.is_home:
            return "This is the home page: it cannot end."
        if live_content(self.page) is None and not starts and "publish_from" not in self.errors:
            return "The page is not live. Say first when it goes live."
        return ""


class SchedulesPages:
    """For the admin of pages. `has_publish_permission`, `_list_address` are those of withdrawing."""

    def get_urls(self):
        schedule = self.admin_site.admin_view(self.schedule_view)
        return [path("<path:object_id>/schedule/", schedule, name="cms_page_schedule"), *super().get_urls()]

    def schedule_view(self, request, object_id):
        page = self.get_object(request, unquote(object_id))
        if page is None:
            raise Http404("There is no such page.")
        if not self.has_publish_permission(request):
            raise PermissionDenied
        moments, draft, live = open_moments(page), draft_of(page), live_content(page)
        planned = {name: moments[act].at for act, name in FIELDS.items() if act in moments}
        if (end := moments.get(Act.WITHDRAW)) and end.reason != ended(end.at):
            planned["reason"] = end.reason  # one that names the day is made anew for another day
        if end:
            planned |= {"instead": end.instead, "leads_on": end.leads_on}
        form = ScheduleForm(request.POST if request.method == "POST" else None, initial=planned, page=page)
        kept = sorted(f"{each.pk} {each.problem}" for each in moments.values())
        mark = seen([page.path, draft and draft.pk, live and live.pk, *kept])
        if form.is_bound and request.POST.get(SEEN) != mark:
            self.message_user(request, look_again(request, "planned"), messages.WARNING)
        elif form.is_valid():
            found = form.cleaned_data
            end = End(found["reason"], found["instead"], found["leads_on"])
            said = plan(page, request.user, found.get("publish_from"), found["publish_until"], end)
            words = " ".join(said) or "Nothing changed."
            self.message_user(request, f"“{page}”: {words}", messages.SUCCESS)
            return HttpResponseRedirect(self._list_address())
        context = self.admin_site.each_context(request) | {
            "title": f"When “{page}” is live",
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "problems": [moments[act].problem for act in moments if moments[act].problem],
            "draft": draft,
            "live": live,
            "seen": mark,
            "shown": shown(request),
            "list_address": self._list_address(),
        }
        return TemplateResponse(request, "admin/pages/schedule.html", context)
